/*
 * Which part of an advisory source is as old as the source is said to be: its
 * ecosystems are published one by one.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('advisory_sources', table => {
    table
      .text('oldest_part')
      .nullable()
      .comment('What data_as_of is the age of; NULL: all of it');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table advisory_sources drop column oldest_part');
};
