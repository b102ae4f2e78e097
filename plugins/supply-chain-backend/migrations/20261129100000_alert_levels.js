// @ts-check

/*
 * How much each service needs attention: the level in force beside its counts,
 * and from when until when it was which. 0: not known, 1: low, 2: medium, 3: high.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('targets', table => {
    table.specificType('alert_level', 'smallint').notNullable().defaultTo(0);
    table.index(['alert_level', 'id'], 'targets_alert_level_idx');
  });
  await knex.schema.createTable('alert_levels', table => {
    table.comment('Periods in which a level was known');
    table.bigIncrements('id');
    table
      .integer('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.specificType('level', 'smallint').notNullable();
    table.timestamp('since').notNullable();
    table.timestamp('until').nullable().comment('Null: in force');
    table.index(['target_id', 'since', 'id'], 'alert_levels_target_idx');
  });
  await knex.raw(
    `create unique index alert_levels_in_force_uq on alert_levels (target_id)
     where until is null`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('triage_settings').where('name', 'alert-levels').delete();
  await knex.schema.dropTable('alert_levels');
  await knex.raw('drop index targets_alert_level_idx');
  await knex.raw('alter table targets drop column alert_level');
};
