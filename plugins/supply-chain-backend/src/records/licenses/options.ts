import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { FilterPredicate } from '@backstage/filter-predicates';
import { readFilter } from '../../settings/filters';
import {
  builtInLicensePolicies,
  distributionModels,
  LicensePolicy,
  readLicensePolicy,
} from '@safety-curtain/licenses';
import type { NewDecision } from '@safety-curtain/plugin-supply-chain-common';
import { checkDecision } from '../decisions/decisionRules';

/** A policy of the configuration, or a built-in one. */
export interface NamedPolicy {
  /** The distribution model that it is for. */
  name: string;
  policy: LicensePolicy;
  /** Whether packages that are only needed to build and test are judged. */
  development: boolean;
}

/** Which entities are passed on how; the first rule that fits counts. */
export interface DistributionOptions {
  /** Where no rule fits. */
  fallback: string;
  rules: { model: string; filter: FilterPredicate }[];
  /** Every model that has a policy. */
  models: ReadonlySet<string>;
}

/** An exception that the configuration makes. */
export interface ConfiguredException {
  wanted: NewDecision;
  approver: string;
}

/** What `supplyChain.licenses` says of verdicts. */
export interface LicenseOptions {
  policies: NamedPolicy[];
  distribution: DistributionOptions;
  exceptions: ConfiguredException[];
}

/**
 * Without rules of one's own: what is of these types reaches others as a copy,
 * libraries among them, as nobody knows what they will end up in.
 */
const builtInRules: DistributionOptions['rules'] = [
  {
    model: 'shipped-binary',
    filter: {
      'spec.type': {
        $in: ['library', 'cli', 'mobile-app', 'desktop-app', 'firmware'],
      },
    },
  },
  { model: 'internal', filter: { 'metadata.tags': { $contains: 'internal' } } },
];

/** How entities are passed on where nothing is configured. */
export const builtInDistribution: DistributionOptions = {
  fallback: 'hosted-service',
  rules: builtInRules,
  models: new Set(distributionModels),
};

const KEY = 'supplyChain.licenses';

/** Reads `licenses` below `supplyChain`; throws with the path of what is wrong. */
export function readLicenseOptions(config: Config | undefined): LicenseOptions {
  const policies = readPolicies(config?.getOptionalConfig('licenses.policies'));
  const models = new Set(policies.map(policy => policy.name));
  const known = (model: string, path: string) => {
    if (models.has(model)) return model;
    throw new InputError(
      `${KEY}.${path} names '${model}', which no policy is for; there are ${[
        ...models,
      ].join(', ')}`,
    );
  };
  const rules = config?.getOptionalConfigArray('licenses.distribution.rules');
  return {
    policies,
    exceptions: readExceptions(config),
    distribution: {
      models,
      fallback: known(
        config?.getOptionalString('licenses.distribution.default') ??
          builtInDistribution.fallback,
        'distribution.default',
      ),
      rules:
        rules?.map((rule, index) => ({
          model: known(
            rule.getString('model'),
            `distribution.rules[${index}].model`,
          ),
          filter: readFilter(
            rule,
            'filter',
            `supplyChain.licenses.distribution.rules[${index}].filter`,
          ),
        })) ?? builtInRules,
    },
  };
}

function readPolicies(config: Config | undefined): NamedPolicy[] {
  const policies = new Map<string, NamedPolicy>();
  for (const name of distributionModels) {
    const policy = builtInLicensePolicies[name];
    policies.set(name, { name, policy, development: false });
  }
  for (const name of config?.keys() ?? []) {
    policies.set(name, readPolicy(name, config!.get(name)));
  }
  return [...policies.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether they have ended is looked at where they are made: time passes. */
function readExceptions(config: Config | undefined): ConfiguredException[] {
  const entries = config?.getOptionalConfigArray('licenses.exceptions') ?? [];
  return entries.map((entry, index) => {
    const wanted = readException(entry);
    const start = new Date(0);
    try {
      checkDecision(
        wanted,
        { secondPerson: false, longestExceptionMs: Infinity },
        start,
      );
    } catch (error) {
      throw new InputError(
        `${KEY}.exceptions[${index}]: ${(error as Error).message}`,
      );
    }
    return { wanted, approver: entry.getString('approver') };
  });
}

function readException(entry: Config): NewDecision {
  const kinds = ['organization', 'owner', 'system', 'entity'] as const;
  const kind = entry.getOptionalString('scope.kind') ?? 'organization';
  const endsAt = entry.getString('endsAt');
  return {
    subject: 'license-exception',
    scope: {
      kind:
        kinds.find(one => one === kind) ??
        refuse(`scope.kind must be one of ${kinds.join(', ')}`, entry),
      ref: entry.getOptionalString('scope.ref'),
    },
    about: {
      purl: entry.getOptionalString('purl'),
      license: entry.getOptionalString('license'),
    },
    reason: entry.getString('reason'),
    endsAt: Number.isNaN(Date.parse(endsAt))
      ? refuse('endsAt must be a date', entry)
      : endsAt,
  };
}

function refuse(why: string, entry: Config): never {
  throw new InputError(
    `${KEY}.exceptions: ${why} (${entry.getString('reason')})`,
  );
}

function readPolicy(name: string, value: unknown): NamedPolicy {
  const path = `${KEY}.policies.${name}`;
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(name)) {
    throw new InputError(
      `${path}: a name has small letters, digits and dashes only`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`${path} must be an object`);
  }
  const { development = 'ignore', ...rules } = value as {
    development?: unknown;
  };
  if (development !== 'ignore' && development !== 'judge') {
    throw new InputError(`${path}.development must be ignore or judge`);
  }
  try {
    const policy = readLicensePolicy({ name, ...rules });
    return { name, policy, development: development === 'judge' };
  } catch (error) {
    throw new InputError(`${path}: ${(error as Error).message}`);
  }
}
