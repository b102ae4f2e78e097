// @ts-check

/*
 * VEX documents whose statements are decisions here, and the ignore files of
 * tools that were found in sources.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('vex_documents', table => {
    table.comment('VEX documents that were taken over; decisions name them');
    table.bigIncrements('id');
    table.string('scope_kind', 20).notNullable();
    table.string('scope_ref', 200).notNullable().comment('Empty: organization');
    table.text('ref').notNullable().comment('As decisions have it: origin_ref');
    table.text('version').nullable();
    table.string('format', 40).notNullable().comment('CycloneDX 1.6');
    table.string('sha256', 64).notNullable();
    table.text('author').nullable();
    table.timestamp('document_at').nullable().comment('As it says of itself');
    table.integer('statements').notNullable();
    table.text('not_understood').notNullable().comment('JSON list');
    table.timestamp('imported_at').notNullable();
    table.text('imported_by').notNullable();
    table.timestamp('superseded_at').nullable();
  });
  await knex.raw(
    `create unique index vex_documents_ref_uq
     on vex_documents (ref, scope_kind, scope_ref)
     where superseded_at is null`,
  );
  await knex.raw(
    `create index decisions_document_idx on decisions (origin_ref)
     where origin = 'vex' and state = 'active'`,
  );
  await knex.schema.createTable('vex_issues', table => {
    table.comment('Contents of VEX documents that were given out, counted');
    table
      .integer('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.string('variant', 100).notNullable().comment('vex all, vdr runtime');
    table.integer('version').notNullable();
    table.string('digest', 64).notNullable().comment('Of what it says');
    table.timestamp('issued_at').notNullable();
    table.primary(['target_id', 'variant', 'version']);
  });
  await knex.schema.createTable('ignore_files', table => {
    table.comment('Ignore files of tools, as they were read last');
    table.bigIncrements('id');
    table
      .integer('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.text('path').notNullable();
    table.string('origin', 10).notNullable().comment('source, upload');
    table.string('tool', 20).notNullable();
    table.string('sha256', 64).notNullable();
    table
      .text('entries')
      .notNullable()
      .comment('JSON: as they were understood');
    table.text('not_understood').notNullable().comment('JSON list');
    table.text('error').nullable().comment('Why it could not be read last');
    table.timestamp('read_at').notNullable();
    table.unique(['target_id', 'path'], {
      indexName: 'ignore_files_path_uq',
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ignore_files');
  await knex.schema.dropTable('vex_issues');
  await knex.raw('drop index decisions_document_idx');
  await knex.schema.dropTable('vex_documents');
};
