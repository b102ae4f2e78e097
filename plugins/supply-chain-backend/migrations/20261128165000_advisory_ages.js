/*
 * How old the data of a source may be, whether it is only an example, and how
 * much a whole reading of it held: far less later on is a damaged source.
 */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('advisory_sources', table => {
    table.boolean('example').notNullable().defaultTo(false);
    table
      .integer('stale_after_seconds')
      .nullable()
      .comment('Data that is older is stale; NULL: no bound is known');
    table
      .integer('whole_records')
      .nullable()
      .comment('Records of the last good reading that was of all of them');
    table
      .text('whole_location')
      .nullable()
      .comment('Where that reading was from');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const column of [
    'whole_location',
    'whole_records',
    'stale_after_seconds',
    'example',
  ]) {
    await knex.raw('alter table advisory_sources drop column ??', [column]);
  }
};
