import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { AllowedSecret } from '@safety-curtain/inspect';

/** What `supplyChain.inspections` says. */
export interface InspectionOptions {
  enabled: boolean;
  /** Secrets that are known and let be. */
  allow: readonly AllowedSecret[];
}

const KEY = 'supplyChain.inspections.secrets.allow';

/** Throws where an allowance is about every secret, or has an end that is none. */
export function readInspectionOptions(
  config: Config | undefined,
): InspectionOptions {
  const section = config?.getOptionalConfig('inspections');
  return {
    enabled: section?.getOptionalBoolean('enabled') ?? true,
    allow: (section?.getOptionalConfigArray('secrets.allow') ?? []).map(
      readAllowance,
    ),
  };
}

function readAllowance(config: Config, index: number): AllowedSecret {
  const at = `${KEY}[${index}]`;
  const allowance: AllowedSecret = {
    path: config.getOptionalString('path'),
    secretHash: config.getOptionalString('secretHash'),
    rule: config.getOptionalString('rule'),
    until: config.getOptionalString('until'),
    reason: config.getString('reason'),
  };
  if (allowance.path === undefined && allowance.secretHash === undefined) {
    throw new InputError(`${at} must name a path or a secretHash`);
  }
  const { until } = allowance;
  if (until !== undefined && Number.isNaN(Date.parse(until))) {
    throw new InputError(`${at}.until must be a day, as in 2027-01-31`);
  }
  return allowance;
}
