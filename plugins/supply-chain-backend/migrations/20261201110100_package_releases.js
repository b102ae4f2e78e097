// @ts-check

/*
 * Which versions of a package its registry lists, for upgrade plans: they take
 * the lowest that is clear of vulnerabilities, and none that was withdrawn.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('package_releases', table => {
    table.comment('Versions of packages that registries list');
    table
      .integer('package_id')
      .primary()
      .references('packages.id')
      .onDelete('CASCADE');
    table.timestamp('told_at').notNullable();
    table
      .boolean('complete')
      .notNullable()
      .comment('Whether these are all; else the newest');
    table
      .text('releases')
      .notNullable()
      .comment('JSON: version, seconds since 1970 or null, 1 where deprecated');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('package_releases');
};
