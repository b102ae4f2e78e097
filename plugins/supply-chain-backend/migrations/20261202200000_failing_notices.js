// @ts-check

/*
 * Since when a notification could not be sent: what waited for its hour before
 * that is not given up sooner for it.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('notices', table => {
    table.timestamp('failing_since').nullable();
  });
  await knex('notices')
    .where('attempts', '>', 0)
    .update({ failing_since: new Date() });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table notices drop column failing_since');
};
