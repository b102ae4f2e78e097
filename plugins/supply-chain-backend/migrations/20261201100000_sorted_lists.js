// @ts-check

/*
 * Lists that are sorted by what may not be known go to the place of a cursor by
 * index, too: the queries have the same expressions, letter by letter.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const epoch = isPostgres(knex) ? `timestamptz 'epoch'` : '0';
  await knex.raw(
    `create index targets_last_scan_idx
     on targets (coalesce(last_good_scan_at, ${epoch}), id)`,
  );
  await knex.raw(
    `create index vulnerabilities_epss_idx
     on vulnerabilities (coalesce(epss, -1), id)`,
  );
  await knex.raw(
    `create index vulnerabilities_published_idx
     on vulnerabilities (coalesce(published_at, ${epoch}), id)`,
  );
  await knex.raw(
    `create index decisions_end_idx on decisions (ends_at, id)
     where ends_at is not null`,
  );
  await knex.raw('drop index components_name_idx');
  await knex.raw('create index components_name_idx on components (name, id)');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const index of [
    'targets_last_scan_idx',
    'vulnerabilities_epss_idx',
    'vulnerabilities_published_idx',
    'decisions_end_idx',
  ]) {
    await knex.raw('drop index ??', [index]);
  }
  await knex.raw('drop index components_name_idx');
  await knex.raw('create index components_name_idx on components (name)');
};

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}
