// @ts-check

/*
 * What each service's gate says, and since when.
 * 0: not judged, 1: allow, 2: warn, 3: block.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('targets', table => {
    table.specificType('gate_outcome', 'smallint').notNullable().defaultTo(0);
    table.timestamp('gate_since').nullable();
    table.index(['gate_outcome', 'id'], 'targets_gate_outcome_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('triage_settings').where('name', 'gate-outcomes').delete();
  await knex.raw('drop index targets_gate_outcome_idx');
  await knex.raw('alter table targets drop column gate_outcome');
  await knex.raw('alter table targets drop column gate_since');
};
