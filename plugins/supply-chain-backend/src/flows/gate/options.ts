import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type AlertThresholds,
  DefinitionError,
  type GatePolicy,
  readAlertThresholds,
  readGatePolicies,
} from '@safety-curtain/policy';

/** What `supplyChain.gates` and `supplyChain.alerts` say. */
export interface GateOptions {
  /** The first that is for a service counts; the default where none is. */
  policies: GatePolicy[];
  alerts: AlertThresholds;
}

/** Reads both below `supplyChain`; throws with the path of what is wrong. */
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
  };
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
