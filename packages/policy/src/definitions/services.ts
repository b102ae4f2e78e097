import { DefinitionError, Fields } from './fields';

/** Which services a policy is for: all that is given must fit, one of each list. @public */
export interface PolicyServices {
  lifecycles: readonly string[];
  tags: readonly string[];
  systems: readonly string[];
  owners: readonly string[];
}

/** A service, as policies look at it. @public */
export interface PolicyService {
  lifecycle?: string;
  tags: readonly string[];
  system?: string;
  owners: readonly string[];
}

/** Reads `services` of a policy; every service where there is none. */
export function readServices(policy: Fields): PolicyServices {
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

/** @throws DefinitionError where a policy for every service is not the last. */
export function refuseHidden(
  policies: readonly { services: PolicyServices }[],
  path: string,
): void {
  const forAll = policies.findIndex(({ services }) =>
    Object.values(services).every(list => list.length === 0),
  );
  if (forAll !== -1 && forAll !== policies.length - 1) {
    throw new DefinitionError(
      `${path}[${forAll}]`,
      'is for every service, so that those after it are for none',
    );
  }
}

/** The first of some policies that is for a service. */
export function firstFor<Policy extends { services: PolicyServices }>(
  policies: readonly Policy[],
  service: PolicyService,
): Policy | undefined {
  return policies.find(({ services }) => isFor(services, service));
}

function isFor(services: PolicyServices, service: PolicyService): boolean {
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
