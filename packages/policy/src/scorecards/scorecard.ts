import type { Check } from '../checks/check';
import { builtInChecks } from '../checks/builtInChecks';
import { readRuleCheck } from '../rules/ruleCheck';
import {
  Fields,
  readNumber,
  readText,
  refuseTwice,
  DefinitionError,
} from '../definitions/fields';

/**
 * Which services a scorecard is for. Each list that is not empty must have the entity's; values in any case.
 *
 * @public
 */
export interface ScorecardFilter {
  kinds: readonly string[];
  types: readonly string[];
  lifecycles: readonly string[];
  /** One of them is enough. */
  tags: readonly string[];
  /** Full references, as `group:default/shop`. */
  owners: readonly string[];
}

/** A check as a scorecard asks it. @public */
export interface ScorecardCheck {
  check: Check;
  /** Set by the scorecard; what is not set has the check's default. */
  options: Readonly<Record<string, number>>;
  /** The check's, or the scorecard's own. */
  weight: number;
}

/** A level holds when its checks and all below it hold. @public */
export interface ScorecardLevel {
  name: string;
  title: string;
  /** Ids of checks of the scorecard. */
  checks: readonly string[];
  /** Whether a check that warns holds; it does if nothing is said. */
  warningsHold: boolean;
}

/** What is to be reached by a day. @public */
export interface ScorecardCampaign {
  name: string;
  title: string;
  /** Ids of checks; those of a level and all below it where a level was named. */
  checks: readonly string[];
  level?: string;
  /** The day or time, ISO 8601; of a day its end in UTC. */
  target: string;
}

/**
 * Lets one check, or all with `*`, be not asked of a service for a time.
 *
 * @public
 */
export interface ScorecardExemption {
  /** Full reference. */
  entity: string;
  check: string;
  approver: string;
  reason: string;
  /** The day or time, ISO 8601; of a day its end in UTC. */
  expires: string;
}

/** Checks, levels and campaigns for some services. @public */
export interface Scorecard {
  name: string;
  title: string;
  description?: string;
  filter: ScorecardFilter;
  checks: readonly ScorecardCheck[];
  /** From the lowest. */
  levels: readonly ScorecardLevel[];
  campaigns: readonly ScorecardCampaign[];
  exemptions: readonly ScorecardExemption[];
}

const FIELDS = [
  'campaigns',
  'checks',
  'description',
  'exemptions',
  'filter',
  'levels',
  'name',
  'title',
];

/**
 * Checks a parsed scorecard document.
 *
 * @param available - the checks that may be named: the built-in ones and those
 * that extensions add
 * @throws DefinitionError with the path to what is wrong.
 *
 * @public
 */
export function readScorecard(
  json: unknown,
  available: readonly Check[] = builtInChecks,
): Scorecard {
  const fields = Fields.of(json, '', FIELDS);
  const byId = new Map(available.map(check => [check.id, check]));
  const checks = fields.list('checks', (value, path) =>
    readCheck(value, path, byId),
  );
  if (checks.length === 0) {
    throw new DefinitionError('checks', 'must name a check');
  }
  refuseTwice(
    checks.map(({ check }) => check.id),
    index => `checks[${index}]`,
  );
  const ids = new Set(checks.map(({ check }) => check.id));
  const levels = fields.list('levels', (value, path) =>
    readLevel(value, path, ids),
  );
  refuseTwice(
    levels.map(({ name }) => name),
    index => `levels[${index}].name`,
  );
  const campaigns = fields.list('campaigns', (value, path) =>
    readCampaign(value, path, ids, levels),
  );
  refuseTwice(
    campaigns.map(({ name }) => name),
    index => `campaigns[${index}].name`,
  );
  const exemptions = fields.list('exemptions', (value, path) =>
    readExemption(value, path, ids),
  );
  refuseTwice(
    exemptions.map(({ entity, check }) => `${entity} ${check}`),
    index => `exemptions[${index}]`,
  );
  return {
    name: fields.name('name'),
    title: fields.text('title'),
    ...(fields.has('description')
      ? { description: fields.text('description') }
      : {}),
    filter: readScorecardFilter(fields.value('filter') ?? {}, 'filter'),
    checks,
    levels,
    campaigns,
    exemptions,
  };
}

/**
 * Checks a parsed filter.
 *
 * @throws DefinitionError with the path, below `path`, to what is wrong.
 *
 * @public
 */
export function readScorecardFilter(
  json: unknown,
  path: string,
): ScorecardFilter {
  const names = ['kinds', 'types', 'lifecycles', 'tags', 'owners'];
  const fields = Fields.of(json, path, names);
  return {
    kinds: fields.texts('kinds'),
    types: fields.texts('types'),
    lifecycles: fields.texts('lifecycles'),
    tags: fields.texts('tags'),
    owners: fields.list('owners', readReference),
  };
}

/** An id, an object with a `check` to set it up, or a rule check of the scorecard's own. */
function readCheck(
  value: unknown,
  path: string,
  available: ReadonlyMap<string, Check>,
): ScorecardCheck {
  if (typeof value === 'string') {
    const check = findCheck(value, path, available);
    return { check, options: {}, weight: check.weight };
  }
  if (typeof value === 'object' && value !== null && 'rule' in value) {
    const check = readRuleCheck(value, path);
    if (available.has(check.id)) {
      throw new DefinitionError(`${path}.id`, 'is the id of another check');
    }
    return { check, options: {}, weight: check.weight };
  }
  const fields = Fields.of(value, path, ['check', 'options', 'weight']);
  const check = findCheck(fields.text('check'), fields.at('check'), available);
  const known = new Map(Object.entries(check.options));
  const given = Fields.of(fields.value('options') ?? {}, fields.at('options'), [
    ...known.keys(),
  ]);
  const options = [...known].flatMap(([name, { minimum, maximum }]) =>
    given.has(name)
      ? [
          [
            name,
            readNumber(given.value(name), given.at(name), minimum, maximum),
          ] as const,
        ]
      : [],
  );
  return {
    check,
    options: Object.fromEntries(options),
    weight: fields.has('weight')
      ? fields.number('weight', 1, 10)
      : check.weight,
  };
}

function findCheck(
  id: string,
  path: string,
  available: ReadonlyMap<string, Check>,
): Check {
  const check = available.get(id);
  if (!check) throw new DefinitionError(path, 'is no known check');
  return check;
}

function readCheckId(value: unknown, path: string, ids: ReadonlySet<string>) {
  const id = readText(value, path);
  if (!ids.has(id)) {
    throw new DefinitionError(path, 'is no check of this scorecard');
  }
  return id;
}

function readLevel(
  value: unknown,
  path: string,
  ids: ReadonlySet<string>,
): ScorecardLevel {
  const fields = Fields.of(value, path, [
    'checks',
    'name',
    'title',
    'warnings',
  ]);
  const checks = fields.list('checks', (each, at) =>
    readCheckId(each, at, ids),
  );
  refuseTwice(checks, index => `${fields.at('checks')}[${index}]`);
  const name = fields.name('name');
  return {
    name,
    title: fields.optionalText('title') ?? name,
    checks,
    warningsHold:
      !fields.has('warnings') ||
      fields.oneOf('warnings', ['hold', 'block']) === 'hold',
  };
}

function readCampaign(
  value: unknown,
  path: string,
  ids: ReadonlySet<string>,
  levels: readonly ScorecardLevel[],
): ScorecardCampaign {
  const fields = Fields.of(value, path, [
    'checks',
    'level',
    'name',
    'target',
    'title',
  ]);
  if (fields.has('checks') === fields.has('level')) {
    throw new DefinitionError(path, 'must have either checks or a level');
  }
  const common = {
    name: fields.name('name'),
    title: fields.text('title'),
    target: fields.date('target'),
  };
  if (!fields.has('level')) {
    const checks = fields.list('checks', (each, at) =>
      readCheckId(each, at, ids),
    );
    if (checks.length === 0) {
      throw new DefinitionError(fields.at('checks'), 'is empty');
    }
    return { ...common, checks };
  }
  const level = fields.oneOf(
    'level',
    levels.map(({ name }) => name),
  );
  const below = levels.slice(
    0,
    levels.findIndex(each => each.name === level) + 1,
  );
  return {
    ...common,
    level,
    checks: [...new Set(below.flatMap(({ checks }) => checks))],
  };
}

function readExemption(
  value: unknown,
  path: string,
  ids: ReadonlySet<string>,
): ScorecardExemption {
  const fields = Fields.of(value, path, [
    'approver',
    'check',
    'entity',
    'expires',
    'reason',
  ]);
  return {
    entity: readReference(fields.value('entity'), fields.at('entity')),
    check:
      fields.value('check') === '*'
        ? '*'
        : readCheckId(fields.value('check'), fields.at('check'), ids),
    approver: fields.text('approver'),
    reason: fields.text('reason'),
    expires: fields.date('expires'),
  };
}

/** Lower case, as the catalog compares references. */
function readReference(value: unknown, path: string): string {
  const text = readText(value, path).toLowerCase();
  if (!/^[^:/\s]{1,100}:[^:/\s]{1,100}\/[^:/\s]{1,100}$/.test(text)) {
    throw new DefinitionError(
      path,
      'must be a reference as kind:namespace/name',
    );
  }
  return text;
}
