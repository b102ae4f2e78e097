import type { Knex } from 'knex';

const TARGET = `(
  d.scope_kind = 'organization'
  or d.scope_kind = 'entity' and d.scope_ref = t.entity_ref
  or d.scope_kind = 'system' and d.scope_ref = t.system_ref
  or d.scope_kind = 'owner' and exists (
    select 1 from target_owners as o
    where o.target_id = t.id and o.owner_ref = d.scope_ref))`;

/** Whether the decision `d` is for the target `t`. */
export function appliesToTarget(knex: Knex): Knex.Raw {
  return knex.raw(TARGET);
}

/** Whether the decision `d` is about the component `c`, of license `l`, in the target `t`. */
export function appliesToIssue(knex: Knex): Knex.Raw {
  return knex.raw(`(${TARGET}
    and (d.purl is null or d.purl = c.purl or d.purl = c.package_purl)
    and (d.license is null or d.license = l.expression))`);
}
