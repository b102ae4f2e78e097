/*
 * What all records about the same thing come to was a "flaw"; OSV, CycloneDX
 * and everybody else call it a vulnerability.
 */

const TABLES = [
  ['flaws', 'vulnerabilities'],
  ['flaw_names', 'vulnerability_names'],
];
const COLUMN = ['flaw_id', 'vulnerability_id'];
const WITH_COLUMN = ['vulnerability_names', 'advisories', 'findings'];

/** Table, columns, name before and after. */
const INDEXES = [
  [
    'vulnerabilities',
    ['risk', 'id'],
    'flaws_risk_idx',
    'vulnerabilities_risk_idx',
  ],
  [
    'vulnerability_names',
    ['vulnerability_id'],
    'flaw_names_flaw_idx',
    'vulnerability_names_vulnerability_idx',
  ],
  [
    'advisories',
    ['vulnerability_id'],
    'advisories_flaw_idx',
    'advisories_vulnerability_idx',
  ],
  [
    'findings',
    ['vulnerability_id', 'state'],
    'findings_flaw_idx',
    'findings_vulnerability_idx',
  ],
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const [before, after] of TABLES) {
    await knex.schema.renameTable(before, after);
  }
  for (const table of WITH_COLUMN) await renameColumn(knex, table, COLUMN);
  for (const [table, columns, before, after] of INDEXES) {
    await renameIndex(knex, { table, columns, before, after });
  }
  if (isPostgres(knex)) {
    await knex.raw(
      'alter table finding_updates alter column kind type varchar(20)',
    );
  }
  await knex('finding_updates')
    .where('kind', 'flaw')
    .update({ kind: 'vulnerability' });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('finding_updates')
    .where('kind', 'vulnerability')
    .update({ kind: 'flaw' });
  if (isPostgres(knex)) {
    await knex.raw(
      'alter table finding_updates alter column kind type varchar(10)',
    );
  }
  for (const [table, columns, before, after] of INDEXES) {
    await renameIndex(knex, { table, columns, before: after, after: before });
  }
  for (const table of WITH_COLUMN) {
    await renameColumn(knex, table, [...COLUMN].reverse());
  }
  for (const [before, after] of TABLES) {
    await knex.schema.renameTable(after, before);
  }
};

function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}

/** Knex builds a table anew on SQLite, which can rename a column by itself. */
function renameColumn(knex, table, [before, after]) {
  return knex.raw('alter table ?? rename column ?? to ??', [
    table,
    before,
    after,
  ]);
}

/** SQLite has no way to rename an index; PostgreSQL does it at once. */
async function renameIndex(knex, { table, columns, before, after }) {
  if (isPostgres(knex)) {
    await knex.raw('alter index ?? rename to ??', [before, after]);
    return;
  }
  await knex.schema.alterTable(table, changed => {
    changed.dropIndex([], before);
    changed.index(columns, after);
  });
}
