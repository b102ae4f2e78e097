import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type AlertThresholds,
  DefinitionError,
  type GatePolicy,
  readAlertThresholds,
  readGatePolicies,
} from '@safety-curtain/policy';

/** What `supplyChain.gates`, `supplyChain.alerts` and `supplyChain.badges` say. */
export interface GateOptions {
  /** The first that is for a service counts; the default where none is. */
  policies: GatePolicy[];
  alerts: AlertThresholds;
  /** What links to badges are signed with; absent: there are none. */
  badgeKey?: string;
}

/** Shorter keys can be guessed: as long as what the hash gives (RFC 2104, 3). */
const SHORTEST_KEY = 32;

/** Reads them below `supplyChain`; throws with the path of what is wrong. */
export function readGateOptions(config: Config | undefined): GateOptions {
  return {
    policies: readGates(
      config?.getOptional('gates') ?? [],
      'supplyChain.gates',
    ),
    alerts: explained(() =>
      readAlertThresholds(
        config?.getOptional('alerts') ?? {},
        'supplyChain.alerts',
      ),
    ),
    badgeKey: readBadgeKey(config),
  };
}

function readBadgeKey(config: Config | undefined): string | undefined {
  const key = config?.getOptionalString('badges.key');
  if (key !== undefined && key.length < SHORTEST_KEY) {
    throw new InputError(
      `supplyChain.badges.key must have at least ${SHORTEST_KEY} characters`,
    );
  }
  return key;
}

/** Throws `InputError` with the path of what is wrong. */
export function readGates(json: unknown, path: string): GatePolicy[] {
  return explained(() => readGatePolicies(json, path));
}

function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DefinitionError) throw new InputError(error.message);
    throw error;
  }
}
