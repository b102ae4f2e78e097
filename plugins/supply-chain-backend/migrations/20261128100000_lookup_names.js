/*
 * Packages are met with advisories by one spelling of their name: some
 * ecosystems know several.
 */
// @ts-check

/** Ecosystems whose names are looked up in lower case. */
const CASELESS = [
  'GitHub Actions',
  'Go',
  'Hex',
  'NuGet',
  'Packagist',
  'Pub',
  'SwiftURL',
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('packages', table => {
    table
      .text('lookup_name')
      .notNullable()
      .defaultTo('')
      .comment('The name as advisory_packages has it');
    table.index(['lookup_name'], 'packages_lookup_name_idx');
  });
  await knex('packages').update({ lookup_name: knex.ref('name') });
  await knex('packages')
    .whereIn('ecosystem', CASELESS)
    .update({ lookup_name: knex.raw('lower(name)') });
  await lowerGoModules(knex);
  await knex.schema.alterTable('advisory_packages', table => {
    table.index(['name'], 'advisory_packages_name_idx');
  });
};

/**
 * A record may name one module in two spellings: what it says of both becomes
 * one row.
 *
 * @param {import('knex').Knex} knex
 */
async function lowerGoModules(knex) {
  const rows = await knex('advisory_packages')
    .where('ecosystem', 'Go')
    .whereRaw('name <> lower(name)');
  for (const { advisory_id, ecosystem, name, affected } of rows) {
    const place = { advisory_id, ecosystem, name: name.toLowerCase() };
    const other = await knex('advisory_packages').where(place).first();
    await knex('advisory_packages')
      .where({ advisory_id, ecosystem, name })
      .delete();
    if (other) {
      const both = [...JSON.parse(other.affected), ...JSON.parse(affected)];
      await knex('advisory_packages')
        .where(place)
        .update({ affected: JSON.stringify(both) });
    } else {
      await knex('advisory_packages').insert({ ...place, affected });
    }
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('advisory_packages', table => {
    table.dropIndex(['name'], 'advisory_packages_name_idx');
  });
  await knex.schema.alterTable('packages', table => {
    table.dropIndex(['lookup_name'], 'packages_lookup_name_idx');
  });
  // In SQLite, knex would make the table anew, which others refer to.
  await knex.raw('alter table packages drop column lookup_name');
};
