// @ts-check

/*
 * VEX documents of vendors that are read from configured places: which place a
 * document is from, and what is told of the place. What other documents call
 * SBOMs and their components by.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('vex_documents', table => {
    table.string('place', 100).nullable().comment('Null: somebody sent it');
    table.text('place_file').nullable().comment('Where it was read in it');
    table.text('place_version').nullable().comment('Of the bytes there');
  });
  await knex.raw(
    `create index vex_documents_place_idx on vex_documents (place)
     where superseded_at is null and place is not null`,
  );
  await knex.schema.alterTable('advisory_sources', table => {
    table.integer('documents').nullable().comment('Of a place of VEX');
    table.integer('unmatched').nullable().comment('Statements about nothing');
  });
  await knex.schema.alterTable('snapshots', table => {
    table.text('bom_link').nullable().comment('Of the uploaded SBOM');
  });
  await knex.schema.createTable('bom_refs', table => {
    table.comment('Refs of components in uploaded SBOMs that are in force');
    table
      .bigInteger('snapshot_id')
      .notNullable()
      .references('id')
      .inTable('snapshots')
      .onDelete('CASCADE');
    table
      .bigInteger('component_id')
      .notNullable()
      .references('id')
      .inTable('components')
      .onDelete('CASCADE');
    table.text('ref').notNullable();
    table.index(['component_id'], 'bom_refs_component_idx');
    table.index(['snapshot_id'], 'bom_refs_snapshot_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('bom_refs');
  await knex('advisory_sources').where('kind', 'vex').delete();
  await knex.raw('drop index vex_documents_place_idx');
  // The schema builder would write the tables anew on SQLite, and their keys in other words.
  for (const [table, column] of [
    ['snapshots', 'bom_link'],
    ['advisory_sources', 'documents'],
    ['advisory_sources', 'unmatched'],
    ['vex_documents', 'place'],
    ['vex_documents', 'place_file'],
    ['vex_documents', 'place_version'],
  ]) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
};
