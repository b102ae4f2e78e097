// @ts-check

/*
 * What is malicious comes first in the order of risk: it acts when it is
 * installed, and no day is left to wait for. Otherwise the order is that of
 * 20261129060000_triage.js; docs/triage.md tells it to people.
 */
const SEVERITY = 'case severity when 0 then 4 else severity end';
/** @param {string} first */
const rating = first => `((${first} + ${SEVERITY}) * 102
  + case when coalesce(score, -1) < 0 then 0 else 1 + cast(round(score * 10) as integer) end) * 100002
  + case when coalesce(epss, -1) < 0 then 0 else 1 + cast(round(epss * 100000) as integer) end`;

const exploitedFirst = rating('case when known_exploited then 6 else 0 end');
const maliciousFirst = rating(
  'case when malicious then 12 when known_exploited then 6 else 0 end',
);

/**
 * `exposure` is 0 to 2, and `65535 - due_day` is never negative.
 *
 * @param {string} of
 */
const ofFinding = of => `(cast(((${of}) * 3 + 2 - relation) * 3
  + case scope when 2 then 1 when 3 then 0 else 2 end as bigint) * 3 + exposure) * 65536 + 65535 - due_day`;

/** Ids of the OpenSSF malicious-packages database. */
const NAMED_MALICIOUS = `select vulnerability_id from vulnerability_names where name like 'MAL-%'`;

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const no = isPostgres(knex) ? 'false' : '0';
  const yes = isPostgres(knex) ? 'true' : '1';
  for (const [table, id] of [
    ['vulnerabilities', 'id'],
    ['findings', 'vulnerability_id'],
  ]) {
    await dropRisk(knex, table);
    await knex.raw(
      `alter table ${table} add column malicious boolean not null default ${no}`,
    );
    await knex.raw(
      `update ${table} set malicious = ${yes} where ${id} in (${NAMED_MALICIOUS})`,
    );
  }
  await addRisk(knex, 'vulnerabilities', 'integer', maliciousFirst);
  await addRisk(knex, 'findings', 'bigint', ofFinding(maliciousFirst));
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['vulnerabilities', 'findings']) {
    await dropRisk(knex, table);
    await knex.raw(`alter table ${table} drop column malicious`);
  }
  await addRisk(knex, 'vulnerabilities', 'integer', exploitedFirst);
  await addRisk(knex, 'findings', 'bigint', ofFinding(exploitedFirst));
};

/**
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function dropRisk(knex, table) {
  await knex.raw(`drop index ${table}_risk_idx`);
  await knex.raw(`alter table ${table} drop column risk`);
}

/**
 * @param {import('knex').Knex} knex
 * @param {'findings' | 'vulnerabilities'} table
 * @param {'bigint' | 'integer'} type
 * @param {string} risk
 */
async function addRisk(knex, table, type, risk) {
  // SQLite adds no stored columns; an index on a virtual one holds its values.
  const kind = isPostgres(knex) ? 'stored' : 'virtual';
  await knex.raw(
    `alter table ${table} add column risk ${type} generated always as (${risk}) ${kind}`,
  );
  await knex.schema.alterTable(table, changed => {
    changed.index(
      table === 'findings' ? ['state', 'risk', 'id'] : ['risk', 'id'],
      `${table}_risk_idx`,
    );
  });
}
