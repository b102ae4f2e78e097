import {
  DefinitionError,
  Fields,
  readList,
  refuseTwice,
} from '../definitions/fields';
import {
  firstFor,
  type PolicyService,
  type PolicyServices,
  readServices,
  refuseHidden,
} from '../definitions/services';
import { defaultDuePolicy, type DuePolicy } from './duePolicy';

/** A policy, and whom it is for. @public */
export interface ScopedDuePolicy extends DuePolicy {
  services: PolicyServices;
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
  refuseHidden(policies, path);
  return policies;
}

/** The first policy that is for a service, else the default. @public */
export function duePolicyFor(
  policies: readonly ScopedDuePolicy[],
  service: PolicyService,
): DuePolicy {
  return firstFor(policies, service) ?? defaultDuePolicy;
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
    restartWhenExploited: fields.flag(
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
    exposed: fields.flag('exposed', assume.exposed),
    automatable: fields.flag('automatable', assume.automatable),
    impact: fields.has('impact')
      ? fields.oneOf('impact', ['partial', 'total'])
      : assume.impact,
  };
}
