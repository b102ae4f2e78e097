/*
 * When the bytes of a document were last compared with its digest, and since
 * when they are known to be damaged; how many a scan wrote anew.
 */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('documents', table => {
    table
      .timestamp('checked_at')
      .nullable()
      .comment('When the check last came by; NULL: not yet');
    table.timestamp('damaged_since').nullable();
    table.text('damage').nullable().comment('What is wrong with its bytes');
    table.index(['damaged_since'], 'documents_damaged_idx');
  });
  await knex.schema.alterTable('scans', table => {
    table
      .integer('restored_documents')
      .notNullable()
      .defaultTo(0)
      .comment('Damaged documents of its snapshot that it wrote anew');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index documents_damaged_idx');
  for (const [table, column] of [
    ['scans', 'restored_documents'],
    ['documents', 'damage'],
    ['documents', 'damaged_since'],
    ['documents', 'checked_at'],
  ]) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
};
