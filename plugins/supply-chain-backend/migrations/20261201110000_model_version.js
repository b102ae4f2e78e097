// @ts-check

/*
 * By which model a feed of scores was made: probabilities of two models are
 * not to be compared.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('advisory_sources', table => {
    table
      .string('model_version', 64)
      .nullable()
      .comment('Of a feed of scores: by which model they were made');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // The schema builder would write the table anew on SQLite.
  await knex.raw('alter table ?? drop column ??', [
    'advisory_sources',
    'model_version',
  ]);
};
