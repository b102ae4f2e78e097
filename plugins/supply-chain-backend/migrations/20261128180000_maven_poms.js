// @ts-check

/**
 * POMs of registries, which scans of Maven projects need: one of a released
 * version never changes. And what versions a scan could not find out.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('maven_poms', table => {
    table.text('name').primary().comment('group:artifact:version');
    table.text('registry').notNullable().comment('Who was asked');
    table.binary('content').nullable().comment('Gzip; NULL: it is not known');
    table.string('state', 16).nullable().comment('Why it is not known');
    table.text('reason').nullable();
    table.timestamp('asked_at').notNullable();
    table
      .timestamp('due_at')
      .nullable()
      .comment('When it may be asked for again; NULL: never');
    table.index(['due_at'], 'maven_poms_due_idx');
  });
  await knex.schema.alterTable('target_manifests', table => {
    table
      .text('unresolved')
      .nullable()
      .comment('JSON: dependencies without a version, and POMs not at hand');
  });
  await knex.schema.alterTable('scan_files', table => {
    table.text('unresolved').nullable();
  });
  await knex.schema.alterTable('scans', table => {
    table
      .integer('unresolved_versions')
      .nullable()
      .comment('Dependencies without a version; NULL: nothing was read');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // As SQL: for SQLite, knex would make a new table and drop the old one,
  // which other tables refer to.
  for (const [table, column] of [
    ['scans', 'unresolved_versions'],
    ['scan_files', 'unresolved'],
    ['target_manifests', 'unresolved'],
  ]) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
  await knex.schema.dropTable('maven_poms');
};
