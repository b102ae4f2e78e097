// @ts-check

const CHUNK = 500;

/** @param {string} name */
function namesOf(name) {
  const lower = name.toLowerCase();
  return new Set([lower, lower.split(/[/:]/).pop()]);
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  await knex.schema.createTable('package_names', table => {
    table.comment(
      'What packages are looked for by: the name and its last part, in lower case',
    );
    // By code unit, so that the names that begin with a text are one range.
    table
      .specificType('name', isPostgres ? 'text collate "C"' : 'text')
      .notNullable();
    table
      .integer('package_id')
      .notNullable()
      .references('packages.id')
      .onDelete('CASCADE');
    table.primary(['name', 'package_id']);
    table.index(['package_id'], 'package_names_package_idx');
  });
  let last = 0;
  for (;;) {
    const packages = await knex('packages')
      .where('id', '>', last)
      .orderBy('id')
      .limit(CHUNK)
      .select('id', 'name');
    if (packages.length === 0) return;
    await knex.batchInsert(
      'package_names',
      packages.flatMap(({ id, name }) =>
        [...namesOf(name)].map(part => ({ name: part, package_id: id })),
      ),
      CHUNK,
    );
    last = packages[packages.length - 1].id;
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('package_names');
};
