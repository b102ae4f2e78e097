/** Teams of the seed stand below departments, these below one company. */
const DEPARTMENTS = 20;
/** Changes of each level, and of each answer, within the year. */
const LEVEL_CHANGES = 8;
const ANSWER_CHANGES = 4;

/** An answer as a letter, from any number: six of ten pass. */
const ANSWER = `substr('ppppppwfun', 1 + ((?) % 10)::int, 1)`;
const answerOf = number => ANSWER.replace('?', number);

/**
 * Has every target stand on a scorecard, with a year of history behind it: about
 * eight changes of its level, and four of each answer.
 *
 * @param {import('knex').Knex} knex - of PostgreSQL, with targets in it
 * @param {{ name: string, version: string, levels: unknown[], checks: { check: { id: string } }[] }} scorecard
 */
export async function seedScorecards(knex, scorecard) {
  await seedStructure(knex);
  const { name, version } = scorecard;
  const levels = scorecard.levels.length + 1;
  const checks = scorecard.checks.map(({ check }) => check.id);
  await seedPeriods(
    knex,
    name,
    '',
    LEVEL_CHANGES,
    `((id + k) % ${levels})::text`,
  );
  for (const [position, check] of checks.entries()) {
    const value = answerOf(`id * 7919 + k * 31 + ${position} * 13`);
    await seedPeriods(knex, name, check, ANSWER_CHANGES, value);
  }
  await knex.raw(
    `insert into scorecard_result_checks (scorecard, target_id, check_id, position, answer, result, reason, evidence, to_change, since)
     select p.scorecard, p.target_id, p.check_id, c.position - 1, p.value, p.value,
            'Because of something that was found', '[{"kind":"fact","text":"As it is stored"}]', 1, p.since
     from scorecard_periods p
     join unnest(?::text[]) with ordinality as c(id, position) on c.id = p.check_id
     where p.until is null and p.scorecard = ?`,
    [checks, name],
  );
  await knex.raw(
    `insert into scorecard_results (scorecard, target_id, version, levels_held, level_since, answers, missing, campaigns, critical, scored_at)
     select p.scorecard, p.target_id, ?, p.value::int, p.since,
            (select string_agg(c.answer, '' order by c.position) from scorecard_result_checks c
             where c.target_id = p.target_id and c.scorecard = p.scorecard),
            '[{"check":"sbom-present","effort":1}]', '[]', p.target_id % 50 = 0, now()
     from scorecard_periods p
     where p.until is null and p.check_id = '' and p.scorecard = ?`,
    [version, name],
  );
  await knex.raw(
    'analyze scorecard_results, scorecard_result_checks, scorecard_periods',
  );
}

/** One after another without a gap, the last one open. */
function seedPeriods(knex, scorecard, check, changes, value) {
  const days = 360 / changes;
  return knex.raw(
    `insert into scorecard_periods (scorecard, target_id, check_id, value, since, until)
     select ?, id, ?, ${value},
            now() - ((${changes} - k) * ${days} + id % ${days}) * interval '1 day',
            case when k < ${changes} then
              now() - ((${changes} - k - 1) * ${days} + id % ${days}) * interval '1 day' end
     from targets, generate_series(1, ${changes}) k`,
    [scorecard, check],
  );
}

async function seedStructure(knex) {
  await knex.raw(
    `insert into structure_nodes (ref, kind, title, etag)
     select distinct owner_ref, 'group', 'Team ' || split_part(owner_ref, '-', 2), '1'
     from target_owners
     union all
     select 'group:default/department-' || i, 'group', 'Department ' || i, '1'
     from generate_series(0, ?) i
     union all
     select distinct system_ref, 'system', system_ref, '1' from targets where system_ref is not null
     union all select 'group:default/company', 'group', 'Company', '1'`,
    [DEPARTMENTS - 1],
  );
  await knex.raw(
    `insert into structure_edges (from_ref, relation, to_ref)
     select ref, 'childOf', 'group:default/department-' || (split_part(ref, '-', 2)::int % ?)
     from structure_nodes where ref like 'group:default/team-%'
     union all
     select ref, 'childOf', 'group:default/company'
     from structure_nodes where ref like 'group:default/department-%'
     union all
     select ref, 'partOf', 'domain:default/domain-' || (split_part(ref, '-', 2)::int % 10)
     from structure_nodes where kind = 'system'`,
    [DEPARTMENTS],
  );
}
