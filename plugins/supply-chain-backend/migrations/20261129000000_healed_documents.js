/*
 * When the bytes of a damaged document were last found or made whole again, and
 * what had been wrong with them.
 */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('documents', table => {
    table.timestamp('healed_at').nullable();
    table.text('healed_damage').nullable();
    table.index(['healed_at'], 'documents_healed_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index documents_healed_idx');
  for (const column of ['healed_damage', 'healed_at']) {
    await knex.raw('alter table documents drop column ??', [column]);
  }
};
