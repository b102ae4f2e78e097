import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How many days each kind of record is kept; undefined: for good. */
export interface RetentionOptions {
  sbomsDays?: number;
  artifactsDays?: number;
  logsDays?: number;
  auditDays?: number;
}

/** Throws where a number of days is none. */
export function readRetentionOptions(
  config: Config | undefined,
): RetentionOptions {
  const days = (key: string, fallback: number | undefined) => {
    if (config?.getOptional(`retention.${key}`) === 'forever') return undefined;
    const value = config?.getOptionalNumber(`retention.${key}`) ?? fallback;
    if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
      throw new InputError(
        `supplyChain.retention.${key} must be a whole number above zero, or 'forever'`,
      );
    }
    return value;
  };
  return {
    sbomsDays: days('sbomsDays', undefined),
    artifactsDays: days('artifactsDays', 365),
    logsDays: days('logsDays', 90),
    auditDays: days('auditDays', undefined),
  };
}
