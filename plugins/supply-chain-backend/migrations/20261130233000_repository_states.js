// @ts-check

/*
 * How forges say that repositories are set up: once for each repository,
 * whatever the number of services in it.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('repository_states', table => {
    table.comment('What forges say of repositories');
    table.string('address', 500).primary();
    table.string('forge', 40).notNullable();
    table.timestamp('asked_at').notNullable();
    table.timestamp('read_at').nullable().comment('When `state` was told');
    table.text('state').nullable().comment('JSON');
    table.text('error').nullable().comment('Why it was not told last');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('repository_states');
};
