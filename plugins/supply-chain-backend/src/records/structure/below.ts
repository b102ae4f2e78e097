import { ORGANIZATION, UNOWNED } from '@safety-curtain/policy';
import type { Knex } from 'knex';

/** The node itself and all below it; `union` ends in circles. */
const BELOW = `with recursive below(ref) as (
  select cast(? as varchar(200))
  union
  select e.from_ref from structure_edges e
  join below b on e.to_ref = b.ref
  where e.relation = ?)`;

const OWNED_BELOW = `t.id in (${BELOW}
  select o.target_id from target_owners o
  where o.owner_ref in (select ref from below))`;

const PART_BELOW = `t.id in (${BELOW}
  select p.id from targets p
  where p.system_ref in (select ref from below)
     or p.domain_ref in (select ref from below))`;

/**
 * Keeps the rows whose target, under the alias `t`, a node counts: those that a
 * group or user owns, itself or through groups below; those that are part of a
 * system or domain; those that nobody owns. As `affectedBy` of the engine's
 * structure has it.
 */
export function whereBelow(query: Knex.QueryBuilder, node: string): void {
  const ref = node.toLocaleLowerCase('en-US');
  if (ref === ORGANIZATION) return;
  if (ref === UNOWNED) {
    query.whereNotExists(owned =>
      owned.from('target_owners as o').whereRaw('o.target_id = t.id'),
    );
  } else if (/^(group|user):/.test(ref)) {
    query.whereRaw(OWNED_BELOW, [ref, 'childOf']);
  } else {
    query.whereRaw(PART_BELOW, [ref, 'partOf']);
  }
}
