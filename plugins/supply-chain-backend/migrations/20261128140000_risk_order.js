// @ts-check

/*
 * The order of risk, as one number that the database keeps in step by itself:
 * known exploited first, then severity, score (tenths), exploit probability
 * (hundred-thousandths; 0: unknown), direct before transitive, and runtime
 * before optional before development. docs/operations.md tells it to people.
 */
const ofFlaw = `((case when known_exploited then 6 else 0 end + severity) * 102
  + case when coalesce(score, -1) < 0 then 0 else 1 + cast(round(score * 10) as integer) end) * 100002
  + case when coalesce(epss, -1) < 0 then 0 else 1 + cast(round(epss * 100000) as integer) end`;
const ofFinding = `((${ofFlaw}) * 2 + case when direct then 1 else 0 end) * 3
  + case scope when 0 then 2 when 1 then 1 else 0 end`;

/** @param {import('knex').Knex} knex */
function kind(knex) {
  // SQLite adds no stored columns; an index on a virtual one holds its values.
  return String(knex.client.config.client).includes('pg')
    ? 'stored'
    : 'virtual';
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const [table, risk] of [
    ['flaws', ofFlaw],
    ['findings', ofFinding],
  ]) {
    await knex.raw(
      `alter table ${table} add column risk integer generated always as (${risk}) ${kind(
        knex,
      )}`,
    );
  }
  await knex.schema.alterTable('flaws', table => {
    table.dropIndex(['severity', 'id'], 'flaws_severity_idx');
    table.index(['risk', 'id'], 'flaws_risk_idx');
  });
  await knex.schema.alterTable('findings', table => {
    table.dropIndex([], 'findings_severity_idx');
    table.index(['state', 'risk', 'id'], 'findings_risk_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('findings', table => {
    table.dropIndex([], 'findings_risk_idx');
    table.index(['state', 'severity', 'score', 'id'], 'findings_severity_idx');
  });
  await knex.schema.alterTable('flaws', table => {
    table.dropIndex([], 'flaws_risk_idx');
    table.index(['severity', 'id'], 'flaws_severity_idx');
  });
  // As SQL: for SQLite, knex would make new tables and drop the old ones,
  // which other tables refer to.
  await knex.raw('alter table findings drop column risk');
  await knex.raw('alter table flaws drop column risk');
};
