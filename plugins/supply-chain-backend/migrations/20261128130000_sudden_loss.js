/*
 * Files that suddenly lost most of their components, and how many files a
 * source had when it was read: a source without any is no proof that they went.
 */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('target_manifests', table => {
    table
      .integer('loss_before')
      .nullable()
      .comment('Components before a sudden loss; NULL: there was none');
    table.timestamp('loss_since').nullable();
  });
  await knex.schema.alterTable('scan_files', table => {
    table.integer('loss_before').nullable();
    table.timestamp('loss_since').nullable();
  });
  await knex.schema.alterTable('scans', table => {
    table
      .integer('sudden_losses')
      .notNullable()
      .defaultTo(0)
      .comment('Files that were read and had suddenly lost components');
  });
  await knex.schema.alterTable('target_sources', table => {
    table
      .integer('files')
      .nullable()
      .comment('Files that were seen; NULL: its reader does not tell');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // As SQL: for SQLite, knex would make a new table and drop the old one,
  // which other tables refer to.
  for (const [table, column] of [
    ['target_sources', 'files'],
    ['scans', 'sudden_losses'],
    ['scan_files', 'loss_since'],
    ['scan_files', 'loss_before'],
    ['target_manifests', 'loss_since'],
    ['target_manifests', 'loss_before'],
  ]) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
};
