/*
 * What was opened and resolved since some time, in the whole organization, is
 * on its front page.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('finding_events', table => {
    table.index(['at', 'kind', 'finding_id'], 'finding_events_time_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('finding_events', table => {
    table.dropIndex([], 'finding_events_time_idx');
  });
};
