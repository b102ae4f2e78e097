import {
  DefinitionError,
  Fields,
  readList,
  refuseTwice,
} from '../definitions/fields';
import { defaultDuePolicy, type DuePolicy } from './duePolicy';

/** Which services a policy is for: all that is given must fit, one of each list. @public */
export interface DueServices {
  lifecycles: readonly string[];
  tags: readonly string[];
  systems: readonly string[];
  owners: readonly string[];
}

/** A service, as policies look at it. @public */
export interface DueService {
  lifecycle?: string;
  tags: readonly string[];
  system?: string;
  owners: readonly string[];
}

/** A policy, and whom it is for. @public */
export interface ScopedDuePolicy extends DuePolicy {
  services: DueServices;
}

const LONGEST_DAYS = 3650;
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'] as const;

/**
 * Reads policies of due dates as they are configured. What a policy leaves out is as
 * `defaultDuePolicy` has it.
 *
 * @throws DefinitionError with the path to what is wrong
 *
 * @public
 */
export function readDuePolicies(
  json: unknown,
  path: string,
): ScopedDuePolicy[] {
  const policies = readList(json, path, readPolicy);
  refuseTwice(
    policies.map(({ name }) => name),
    index => `${path}[${index}].name`,
  );
  const forAll = policies.findIndex(({ services }) => isForAll(services));
  if (forAll !== -1 && forAll !== policies.length - 1) {
    throw new DefinitionError(
      `${path}[${forAll}]`,
      'is for every service, so that those after it are for none',
    );
  }
  return policies;
}

/** The first policy that is for a service, else the default. @public */
export function duePolicyFor(
  policies: readonly ScopedDuePolicy[],
  service: DueService,
): DuePolicy {
  return (
    policies.find(({ services }) => isFor(services, service)) ??
    defaultDuePolicy
  );
}

function isForAll(services: DueServices): boolean {
  return Object.values(services).every(list => list.length === 0);
}

function isFor(services: DueServices, service: DueService): boolean {
  const has = (
    wanted: readonly string[],
    values: readonly (string | undefined)[],
  ) =>
    wanted.length === 0 ||
    wanted.some(each =>
      values.some(value => value?.toLowerCase() === each.toLowerCase()),
    );
  return (
    has(services.lifecycles, [service.lifecycle]) &&
    has(services.tags, service.tags) &&
    has(services.systems, [service.system]) &&
    has(services.owners, service.owners)
  );
}

function readPolicy(json: unknown, path: string): ScopedDuePolicy {
  const fields = Fields.of(json, path, [
    'name',
    'services',
    'method',
    'days',
    'clock',
    'assume',
  ]);
  return {
    name: fields.text('name'),
    services: readServices(fields),
    method: fields.has('method')
      ? fields.oneOf('method', ['severity', 'bod-26-04', 'earlier'])
      : defaultDuePolicy.method,
    days: readDays(fields),
    clock: readClock(fields),
    assume: readAssumptions(fields),
  };
}

function readServices(policy: Fields): DueServices {
  const fields = Fields.of(
    policy.value('services') ?? {},
    policy.at('services'),
    ['lifecycles', 'tags', 'systems', 'owners'],
  );
  return {
    lifecycles: fields.texts('lifecycles'),
    tags: fields.texts('tags'),
    systems: fields.texts('systems'),
    owners: fields.texts('owners'),
  };
}

function readDays(policy: Fields): DuePolicy['days'] {
  const fields = Fields.of(
    policy.value('days') ?? {},
    policy.at('days'),
    SEVERITIES,
  );
  const days = { ...defaultDuePolicy.days };
  for (const severity of SEVERITIES) {
    if (!fields.has(severity)) continue;
    days[severity] = fields.number(severity, 0, LONGEST_DAYS);
    if (!Number.isInteger(days[severity])) {
      throw new DefinitionError(fields.at(severity), 'must be whole days');
    }
  }
  return days;
}

function readClock(policy: Fields): DuePolicy['clock'] {
  const fields = Fields.of(policy.value('clock') ?? {}, policy.at('clock'), [
    'from',
    'restartWhenExploited',
  ]);
  return {
    from: fields.has('from')
      ? fields.oneOf('from', ['detection', 'publication'])
      : defaultDuePolicy.clock.from,
    restartWhenExploited: readFlag(
      fields,
      'restartWhenExploited',
      defaultDuePolicy.clock.restartWhenExploited,
    ),
  };
}

function readAssumptions(policy: Fields): DuePolicy['assume'] {
  const fields = Fields.of(policy.value('assume') ?? {}, policy.at('assume'), [
    'exposed',
    'automatable',
    'impact',
  ]);
  const { assume } = defaultDuePolicy;
  return {
    exposed: readFlag(fields, 'exposed', assume.exposed),
    automatable: readFlag(fields, 'automatable', assume.automatable),
    impact: fields.has('impact')
      ? fields.oneOf('impact', ['partial', 'total'])
      : assume.impact,
  };
}

function readFlag(fields: Fields, name: string, otherwise: boolean): boolean {
  if (!fields.has(name)) return otherwise;
  const value = fields.value(name);
  if (typeof value !== 'boolean') {
    throw new DefinitionError(fields.at(name), 'must be true or false');
  }
  return value;
}
