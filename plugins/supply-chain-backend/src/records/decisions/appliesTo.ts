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

/**
 * The findings that decisions are about by what they name, and the targets that
 * these are for: a vulnerability by any id, or a rule. Selects `f.id`.
 *
 * @param narrow - adds conditions to each of the two parts
 */
export function findingsNamed(
  knex: Knex,
  decisionIds: readonly (number | string)[],
  narrow: (part: Knex.QueryBuilder) => void = () => {},
): Knex.QueryBuilder {
  const part = () =>
    knex('decisions as d')
      .whereIn('d.id', [...decisionIds])
      .whereRaw(appliesToTarget(knex))
      .select('f.id');
  const ofVulnerabilities = part()
    .join('vulnerability_names as n', 'n.name', 'd.vulnerability')
    .join('findings as f', 'f.vulnerability_id', 'n.vulnerability_id')
    .join('targets as t', 't.id', 'f.target_id');
  const ofRules = part()
    .join('tool_rules as r', 'r.key', 'd.vulnerability')
    .join('findings as f', 'f.rule_id', 'r.id')
    .join('targets as t', 't.id', 'f.target_id')
    .whereRaw('coalesce(d.finding_fingerprint, f.fingerprint) = f.fingerprint');
  narrow(ofVulnerabilities);
  narrow(ofRules);
  return ofVulnerabilities.union(ofRules);
}
