// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('target_manifests', table => {
    table
      .text('lock')
      .nullable()
      .comment('JSON: what it fixes; NULL: nobody looked');
  });

  await knex.schema.createTable('target_sources', table => {
    table.comment('The source of a target as its last scan saw it');
    table
      .integer('target_id')
      .primary()
      .references('targets.id')
      .onDelete('CASCADE');
    table
      .string('sha256', 64)
      .nullable()
      .references('documents.sha256')
      .comment('Its paths and texts; NULL: its reader does not tell');
    table.text('revision').nullable();
    table.timestamp('read_at').notNullable();
    table
      .text('manifests')
      .notNullable()
      .comment('JSON: those that could not be read or that nothing locks');
    table.index(['sha256'], 'target_sources_sha256_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('target_sources');
  // As SQL: for SQLite, knex would make a new table and drop the old one,
  // which other tables refer to.
  await knex.raw('alter table target_manifests drop column lock');
};
