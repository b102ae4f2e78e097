import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  DefinitionError,
  readDuePolicies,
  readTriageRules,
  type ScopedDuePolicy,
  type TriageRule,
} from '@safety-curtain/policy';
import {
  readVexPlaces,
  type VexPlaceOptions,
} from '../../outside/feeds/vexPlaceOptions';
import { readFilter } from '../../settings/filters';

/** Which services can be reached from outside, beside what annotations say. */
export interface ExposureOptions {
  /** The first that fits decides. */
  rules: { exposed: boolean; filter: FilterPredicate }[];
  /** A service that provides such an API is exposed. */
  publicApis?: FilterPredicate;
}

/** When a decision about a vulnerability waits for an approver. */
export interface ApprovalOptions {
  /** Of what is decided: states, of CycloneDX. */
  states: readonly string[];
  /** Of vulnerabilities of these severities; all where empty. */
  severities: readonly string[];
  /** Whoever asked may not approve. */
  secondPerson: boolean;
}

/** A rule, and what the configuration says of it. */
export interface ConfiguredRule {
  rule: TriageRule;
  definition: object;
}

/** What `supplyChain.triage` says. */
export interface TriageOptions {
  rules: ConfiguredRule[];
  duePolicies: ScopedDuePolicy[];
  exposure: ExposureOptions;
  /** Undefined: whoever may decide needs no approver. */
  approval?: ApprovalOptions;
  /** Whom VEX documents of this portal name as their author. */
  publisher: { name: string; namespace: string };
  /** Owners whose ignore files count at once. */
  trustedOwners: readonly string[];
  /** Where vendors' VEX documents are. */
  vexPlaces: VexPlaceOptions[];
}

const KEY = 'supplyChain.triage';
/** Who runs the portal is not known to it; `invalid` is nobody's (RFC 2606). */
const UNNAMED = {
  name: 'Safety Curtain',
  namespace: 'https://publisher.invalid',
};
const STATES = [
  'in_triage',
  'exploitable',
  'not_affected',
  'false_positive',
  'resolved',
  'resolved_with_pedigree',
];
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'none', 'unknown'];

/** Reads `triage` below `supplyChain`; throws with the path of what is wrong. */
export function readTriageOptions(config: Config | undefined): TriageOptions {
  const value = (key: string) => config?.getOptional(`triage.${key}`);
  return {
    rules: readRules(value('rules') ?? [], 'rules'),
    duePolicies: explained(() =>
      readDuePolicies(value('duePolicies') ?? [], 'duePolicies'),
    ),
    exposure: readExposure(config),
    approval: readApproval(config),
    vexPlaces: readVexPlaces(config),
    trustedOwners: (
      config?.getOptionalStringArray('triage.trustedIgnoreFiles.owners') ?? []
    ).map(ref =>
      stringifyEntityRef(parseEntityRef(ref, { defaultKind: 'group' })),
    ),
    publisher: {
      name: config?.getOptionalString('triage.publisher.name') ?? UNNAMED.name,
      namespace:
        config?.getOptionalString('triage.publisher.namespace') ??
        UNNAMED.namespace,
    },
  };
}

/** Rules with their definitions; throws `InputError` with the path of what is wrong. */
export function readRules(json: unknown, path: string): ConfiguredRule[] {
  const rules = explained(() => readTriageRules(json, path));
  return rules.map((rule, index) => ({
    rule,
    definition: (json as object[])[index],
  }));
}

function readExposure(config: Config | undefined): ExposureOptions {
  const rules = config?.getOptionalConfigArray('triage.exposure.rules') ?? [];
  const key = 'triage.exposure.publicApis';
  return {
    rules: rules.map((rule, index) => ({
      exposed: rule.getBoolean('exposed'),
      filter: readFilter(
        rule,
        'filter',
        `${KEY}.exposure.rules[${index}].filter`,
      ),
    })),
    ...(config?.has(key) && {
      publicApis: readFilter(config, key, `supplyChain.${key}`),
    }),
  };
}

function readApproval(config: Config | undefined): ApprovalOptions | undefined {
  const approval = config?.getOptionalConfig('triage.approval');
  if (!approval) return undefined;
  const words = (name: string, known: string[], otherwise: string[]) => {
    const list = approval.getOptionalStringArray(name) ?? otherwise;
    const stranger = list.find(word => !known.includes(word));
    if (stranger !== undefined) {
      throw new InputError(
        `${KEY}.approval.${name} has '${stranger}'; there are ${known.join(
          ', ',
        )}`,
      );
    }
    return list;
  };
  return {
    states: words('states', STATES, [
      'exploitable',
      'not_affected',
      'false_positive',
    ]),
    severities: words('severities', SEVERITIES, []),
    secondPerson: approval.getOptionalBoolean('secondPerson') ?? true,
  };
}

function explained<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    throw new InputError(`${KEY}.${error.path}: ${error.reason}`);
  }
}
