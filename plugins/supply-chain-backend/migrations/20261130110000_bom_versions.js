/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('snapshots', table => {
    table
      .text('bom_serial')
      .nullable()
      .comment(
        'UUID that its documents share with earlier ones; the scan where null',
      );
    table
      .integer('bom_version')
      .notNullable()
      .defaultTo(1)
      .comment('Of its documents, within their serial number');
  });
  await knex.raw(
    `create unique index snapshots_bom_uq on snapshots (bom_serial, bom_version)
     where bom_serial is not null`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index snapshots_bom_uq');
  // The schema builder would write the table anew on SQLite, and its keys in other words.
  for (const column of ['bom_serial', 'bom_version']) {
    await knex.raw('alter table ?? drop column ??', ['snapshots', column]);
  }
};
