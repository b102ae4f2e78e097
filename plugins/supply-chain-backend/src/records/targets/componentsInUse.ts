import type { Knex } from 'knex';
import { applyTargetFilter, TargetFilter } from './targetFilter';

/** Components `c` that some target uses, each once. */
export function selectComponentsInUse(
  knex: Knex,
  targets: TargetFilter,
): Knex.QueryBuilder {
  const used = knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .whereRaw('link.component_id = c.id')
    .select(knex.raw('1'));
  applyTargetFilter(used, targets);
  const components = knex('components as c');
  // Of all targets nearly every component is used by some: each is looked up.
  // Joined instead, all links would be read first.
  return seesAll(targets)
    ? components.whereRaw('(?) = 1', [used.limit(1)])
    : components.whereExists(used);
}

function seesAll(targets: TargetFilter): boolean {
  return Object.values(targets).every(
    value => value === undefined || (Array.isArray(value) && !value.length),
  );
}
