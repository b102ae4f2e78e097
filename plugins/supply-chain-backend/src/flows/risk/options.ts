import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type AllowedRisk,
  type RiskOptions,
  riskRules,
  type RuleSetting,
} from '@safety-curtain/risk';
import { isWebAddress } from '../../settings/configValues';

/** What `supplyChain.packages` says. */
export interface PackageRiskOptions {
  enabled: boolean;
  risks: Omit<RiskOptions, 'now'>;
}

const KEY = 'supplyChain.packages';
const CONFIDENCES = ['high', 'medium', 'low'] as const;
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'off'] as const;

/** Throws where a rule, a severity or an end is none. */
export function readPackageRiskOptions(
  config: Config | undefined,
): PackageRiskOptions {
  const section = config?.getOptionalConfig('packages');
  const texts = (key: string) => section?.getOptionalStringArray(key) ?? [];
  return {
    enabled: section?.getOptionalBoolean('enabled') ?? true,
    risks: {
      ownPackages: patterns('own.packages', texts('own.packages')),
      publishedPackages: patterns('own.published', texts('own.published')),
      ownRegistries: addresses('own.registries', texts('own.registries')),
      leastConfidence: oneOf(
        `${KEY}.leastConfidence`,
        CONFIDENCES,
        section?.getOptionalString('leastConfidence') ?? 'medium',
      ),
      newReleaseDays: wholeNumber(section, 'newReleaseDays', 3),
      newPackageDays: wholeNumber(section, 'newPackageDays', 30),
      abandonedYears: wholeNumber(section, 'abandonedYears', 4),
      rules: (section?.getOptionalConfigArray('rules') ?? []).map(readRule),
      allow: (section?.getOptionalConfigArray('allow') ?? []).map(
        readAllowance,
      ),
    },
  };
}

function readRule(config: Config, index: number): RuleSetting {
  const at = `${KEY}.rules[${index}]`;
  const id = config.getString('id');
  if (!riskRules.some(rule => rule.id === id)) {
    throw new InputError(`${at}.id is no rule of docs/package-risks.md`);
  }
  const severity = config.getString('severity');
  return { id, severity: oneOf(`${at}.severity`, SEVERITIES, severity) };
}

function readAllowance(config: Config, index: number): AllowedRisk {
  const at = `${KEY}.allow[${index}]`;
  const until = config.getOptionalString('until');
  if (until !== undefined && Number.isNaN(Date.parse(until))) {
    throw new InputError(`${at}.until must be a day, as in 2027-01-31`);
  }
  const [named] = patterns(`allow[${index}].package`, [
    config.getString('package'),
  ]);
  return {
    package: named,
    rule: config.getOptionalString('rule'),
    until,
    reason: config.getString('reason'),
  };
}

/** Ecosystem and name, as in `npm:@acme/*`. */
function patterns(key: string, texts: string[]): string[] {
  for (const text of texts) {
    if (!/^[A-Za-z][\w. ]*:[^\s*]/.test(text)) {
      throw new InputError(
        `${KEY}.${key} must name an ecosystem and a package, as in npm:@acme/*`,
      );
    }
  }
  return texts;
}

/** Perhaps with an ecosystem in front. Its text is not repeated: it may hold credentials. */
function addresses(key: string, texts: string[]): string[] {
  const bare = texts.map(text =>
    text.replace(/^[A-Za-z][\w. -]*:(?=https?:)/, ''),
  );
  if (!bare.every(isWebAddress)) {
    throw new InputError(`${KEY}.${key} must be http(s) addresses`);
  }
  return texts;
}

function oneOf<T extends string>(
  key: string,
  values: readonly T[],
  value: string,
): T {
  const found = values.find(one => one === value);
  if (found === undefined) {
    throw new InputError(`${key} must be one of ${values.join(', ')}`);
  }
  return found;
}

function wholeNumber(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 0 || value > 3_650) {
    throw new InputError(`${KEY}.${key} must be a whole number up to 3650`);
  }
  return value;
}
