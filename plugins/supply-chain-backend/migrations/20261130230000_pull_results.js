// @ts-check

/*
 * What inspections and lock files said of the head and the base of a pull
 * request, as documents beside its inventories. Null where it was read before
 * anybody asked: then it is read again before it is judged.
 */

const COLUMNS = ['head_reported_sha256', 'base_reported_sha256'];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const column of COLUMNS) {
    await knex.raw(
      `alter table pull_request_services add column ${column} varchar(64)`,
    );
    await knex.raw(
      `create index pull_request_services_${column.slice(0, 13)}_idx
       on pull_request_services (${column})`,
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const column of COLUMNS) {
    await knex.raw(
      `drop index pull_request_services_${column.slice(0, 13)}_idx`,
    );
    await knex.raw(`alter table pull_request_services drop column ${column}`);
  }
};
