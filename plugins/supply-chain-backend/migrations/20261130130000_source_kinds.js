/**
 * `vulnrichment` is longer than the column was. SQLite holds texts to no length.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = knex => resize(knex, 20);

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Sources are registered anew at each start.
  await knex('advisory_sources').whereRaw('length(kind) > 10').delete();
  await resize(knex, 10);
};

async function resize(knex, length) {
  if (!String(knex.client.config.client).includes('pg')) return;
  await knex.raw(
    `alter table advisory_sources alter column kind type varchar(${length})`,
  );
}
