/*
 * When daily work was last done, whichever replica did it; and which documents
 * could not be checked, so that others come before them.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('leases', table => {
    table.timestamp('done_at').nullable().comment('When the work last ended');
  });
  await knex.schema.alterTable('documents', table => {
    table
      .timestamp('unchecked_at')
      .nullable()
      .comment('When its store last did not answer');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // As SQL: for SQLite, knex would make a new table and drop the old one,
  // which other tables refer to.
  await knex.raw('alter table documents drop column unchecked_at');
  await knex.raw('alter table leases drop column done_at');
};
