// @ts-check

/*
 * Package versions of which nobody can be asked are queued as well, as that is
 * something to know: they are settled by an index of their own.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('component_provenance', table => {
    table.index(['due_at', 'component_id'], 'component_provenance_open_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw(
    `delete from component_provenance
     where ecosystem not in ('npm', 'PyPI') or component_id in (
       select id from components where version = ''
     )`,
  );
  await knex.raw('drop index component_provenance_open_idx');
};
