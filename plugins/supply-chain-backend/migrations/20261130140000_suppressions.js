// @ts-check

/*
 * Which results of tools were done with where they were reported, so that they
 * can be found without reading each result's details.
 */

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const [no, yes] = isPostgres(knex) ? ['false', 'true'] : ['0', '1'];
  await knex.raw(
    `alter table tool_results add column suppressed boolean not null default ${no}`,
  );
  await knex.raw(
    `update tool_results set suppressed = ${yes}
     where details like '%"suppression":{%"status":"accepted"%'`,
  );
  // What the last reports suppress is proposed when they are sent again, though they say the same.
  await knex('tool_reports')
    .whereIn(
      'id',
      knex('tool_results').where('suppressed', true).select('report_id'),
    )
    .update({ digest: '' });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const reported = knex('decisions').where('origin', 'report').select('id');
  await knex('findings')
    .whereIn('decision_id', reported.clone())
    .update({ decision_id: null, triage_changes: 1 });
  await knex('outbox').whereIn('decision_id', reported.clone()).delete();
  await knex('decision_events')
    .whereIn('decision_id', reported.clone())
    .delete();
  await knex('decisions').where('origin', 'report').delete();
  await knex.raw('alter table tool_results drop column suppressed');
};
