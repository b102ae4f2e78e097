import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type FindingKind,
  findingKinds,
  type Severity,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Tracker } from '@safety-curtain/plugin-supply-chain-node';
import { duration } from '../../settings/configValues';
import { readTellPage } from '../tell/options';

/** For which findings there are tickets: all that is given must hold. */
export interface TicketFilter {
  /** Vulnerabilities where absent. */
  kinds?: FindingKind[];
  /** At least. */
  severity?: Severity;
  knownExploited?: boolean;
  overdue?: boolean;
  fixable?: boolean;
  owners?: string[];
  systems?: string[];
  lifecycles?: string[];
  tags?: string[];
}

export const GROUPS = ['upgrade', 'vulnerability', 'service'] as const;
export const LANGUAGES = ['en', 'de'] as const;
const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
] as const satisfies readonly Severity[];

export type TicketLanguage = (typeof LANGUAGES)[number];

/** Which tickets there are, and what they are like. */
export interface TicketRule {
  /** Part of what tells tickets apart: another one makes other tickets. */
  id: string;
  tracker: string;
  /** Undefined: what belongs to the source of the service. */
  project?: string;
  group: (typeof GROUPS)[number];
  /** One of them is enough; all findings where there is none. */
  filters: TicketFilter[];
  labels: string[];
  priorities: Partial<Record<Severity, string>>;
  /** User names of the tracker, by owner. */
  assignees: ReadonlyMap<string, string[]>;
  language: TicketLanguage;
}

/** What `supplyChain.tickets` says. */
export interface TicketOptions {
  /** The first that a finding meets counts; without any there are no tickets. */
  rules: TicketRule[];
  /** Tickets that are created in an hour in one tracker. */
  perHour: number;
  /** How often states are read. */
  readEveryMs: number;
  /** Tells portals apart that write into one project. */
  origin: string;
  /** Where people see the page of the organization; undefined: not known. */
  page?: string;
  /** Where people see the portal. */
  portal?: string;
}

const KEY = 'supplyChain.tickets';
const MOST_PER_HOUR = 1000;
const RULE_KEYS = [
  'id',
  'tracker',
  'project',
  'filter',
  'group',
  'labels',
  'priorities',
  'assignees',
  'language',
];
const FILTER_KEYS = [
  'kinds',
  'severity',
  'knownExploited',
  'overdue',
  'fixable',
  'owners',
  'systems',
  'lifecycles',
  'tags',
];

/** Reads `tickets` below `supplyChain`; throws with the path of what is wrong. */
export function readTicketOptions(
  config: Config | undefined,
  portal: string | undefined,
): TicketOptions {
  const rules = (config?.getOptionalConfigArray('tickets.rules') ?? []).map(
    (rule, index) => readRule(rule, `${KEY}.rules[${index}]`),
  );
  rules.forEach(({ id }, index) => {
    if (rules.findIndex(rule => rule.id === id) !== index) {
      throw new InputError(`${KEY}.rules[${index}].id: ${id} is there twice`);
    }
  });
  const base = portal?.replace(/\/+$/, '');
  return {
    rules,
    perHour: readPerHour(config),
    readEveryMs: duration(config, 'tickets.readEvery', 15 * 60_000),
    origin: config?.getOptionalString('tickets.origin') ?? '',
    ...(base && { portal: base, page: `${base}${readTellPage(config)}` }),
  };
}

/** Throws where a rule names a tracker or a project that there is none of. */
export function checkTrackers(
  { rules }: TicketOptions,
  trackers: readonly Tracker[],
): void {
  rules.forEach((rule, index) => {
    const tracker = trackers.find(({ id }) => id === rule.tracker);
    const path = `${KEY}.rules[${index}]`;
    if (!tracker) {
      const ids = trackers.map(({ id }) => id).join(', ') || 'none';
      throw new InputError(
        `${path}.tracker is '${rule.tracker}', which no module adds or configures; there are: ${ids}`,
      );
    }
    if (rule.project === undefined) {
      if (tracker.projectOf) return;
      throw new InputError(
        `${path}.project is missing: ${tracker.title} has none that belongs to a service's source`,
      );
    }
    const reason = tracker.refuseProject(rule.project);
    if (reason) throw new InputError(`${path}.project ${reason}`);
  });
}

function readPerHour(config: Config | undefined): number {
  const value = config?.getOptionalNumber('tickets.perHour') ?? 30;
  if (!Number.isInteger(value) || value < 1 || value > MOST_PER_HOUR) {
    throw new InputError(
      `${KEY}.perHour must be a whole number from 1 to ${MOST_PER_HOUR}`,
    );
  }
  return value;
}

function readRule(rule: Config, path: string): TicketRule {
  refuseOthers(rule, RULE_KEYS, path);
  const id = rule.getString('id');
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) {
    throw new InputError(
      `${path}.id must be at most 63 small letters, digits and hyphens, not '${id}'`,
    );
  }
  return {
    id,
    tracker: rule.getString('tracker'),
    project: rule.getOptionalString('project'),
    group: word(rule.getString('group'), GROUPS, `${path}.group`),
    filters: readFilters(rule, path),
    labels: readLabels(rule, path),
    priorities: readPriorities(rule, path),
    assignees: readAssignees(rule, path),
    language: word(
      rule.getOptionalString('language') ?? 'en',
      LANGUAGES,
      `${path}.language`,
    ),
  };
}

function readFilters(rule: Config, path: string): TicketFilter[] {
  if (!rule.has('filter')) return [];
  const isList = Array.isArray(rule.getOptional('filter'));
  const filters = isList
    ? rule.getConfigArray('filter')
    : [rule.getConfig('filter')];
  return filters.map((filter, index) =>
    readFilter(filter, isList ? `${path}.filter[${index}]` : `${path}.filter`),
  );
}

function readFilter(filter: Config, path: string): TicketFilter {
  refuseOthers(filter, FILTER_KEYS, path);
  if (filter.keys().length === 0) {
    throw new InputError(`${path} is empty: a filter names something`);
  }
  const severity = filter.getOptionalString('severity');
  const refs = (key: string, kind: string) =>
    filter
      .getOptionalStringArray(key)
      ?.map((ref, i) => entityRef(ref, kind, `${path}.${key}[${i}]`));
  const kinds = filter
    .getOptionalStringArray('kinds')
    ?.map((kind, i) => word(kind, findingKinds, `${path}.kinds[${i}]`));
  return {
    ...(kinds && { kinds }),
    ...(severity !== undefined && {
      severity: word(severity, SEVERITIES, `${path}.severity`),
    }),
    knownExploited: filter.getOptionalBoolean('knownExploited'),
    overdue: filter.getOptionalBoolean('overdue'),
    fixable: filter.getOptionalBoolean('fixable'),
    owners: refs('owners', 'group'),
    systems: refs('systems', 'system'),
    lifecycles: filter.getOptionalStringArray('lifecycles'),
    tags: filter.getOptionalStringArray('tags'),
  };
}

function readLabels(rule: Config, path: string): string[] {
  const labels = rule.getOptionalStringArray('labels') ?? [];
  labels.forEach((label, index) => {
    if (label.length > 50 || label.includes(',')) {
      throw new InputError(
        `${path}.labels[${index}] must have at most 50 characters and no comma`,
      );
    }
  });
  return [...new Set(labels)];
}

function readPriorities(rule: Config, path: string): TicketRule['priorities'] {
  const priorities = rule.getOptionalConfig('priorities');
  const entries = (priorities?.keys() ?? []).map(key => [
    word(key, SEVERITIES, `${path}.priorities`),
    priorities!.getString(key),
  ]);
  return Object.fromEntries(entries);
}

function readAssignees(rule: Config, path: string): TicketRule['assignees'] {
  const list = rule.getOptionalConfigArray('assignees') ?? [];
  return new Map(
    list.map((one, index) => [
      entityRef(
        one.getString('owner'),
        'group',
        `${path}.assignees[${index}].owner`,
      ),
      one.getStringArray('users'),
    ]),
  );
}

function refuseOthers(config: Config, known: string[], path: string): void {
  const other = config.keys().find(key => !known.includes(key));
  if (other !== undefined) {
    throw new InputError(
      `${path}.${other} is not known; there are: ${known.join(', ')}`,
    );
  }
}

function word<W extends string>(
  given: string,
  words: readonly W[],
  path: string,
): W {
  const found = words.find(known => known === given);
  if (found === undefined) {
    throw new InputError(
      `${path} is '${given}'; there are ${words.join(', ')}`,
    );
  }
  return found;
}

function entityRef(ref: string, defaultKind: string, path: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
  } catch {
    throw new InputError(`${path} must be an entity reference, not '${ref}'`);
  }
}
