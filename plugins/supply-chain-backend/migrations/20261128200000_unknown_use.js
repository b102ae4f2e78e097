// @ts-check

/*
 * Whether a package is direct, and what it is needed for, may not be known.
 * What was a yes or no becomes a number, as scopes are: the smaller, the more
 * it matters, so that the smallest of several uses tells of all of them.
 */
const tables = [
  'target_components',
  'past_components',
  'license_issues',
  'findings',
];

const ofFlaw = `((case when known_exploited then 6 else 0 end + severity) * 102
  + case when coalesce(score, -1) < 0 then 0 else 1 + cast(round(score * 10) as integer) end) * 100002
  + case when coalesce(epss, -1) < 0 then 0 else 1 + cast(round(epss * 100000) as integer) end`;
/** Unknown between direct and transitive; a scope that is not known as runtime. */
const withUnknown = `((${ofFlaw}) * 3 + 2 - relation) * 3
  + case scope when 2 then 1 when 3 then 0 else 2 end`;
/** As 20261128140000_risk_order.js has it. */
const before = `((${ofFlaw}) * 2 + case when direct then 1 else 0 end) * 3
  + case scope when 0 then 2 when 1 then 1 else 0 end`;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await dropRisk(knex);
  for (const table of tables) {
    await knex.raw(
      `alter table ${table} add column relation smallint not null default 1`,
    );
    await knex.raw(
      `update ${table} set relation = case when direct then 0 else 2 end,
         scope = case scope when 0 then 0 else scope + 1 end`,
    );
    await knex.raw(`alter table ${table} drop column direct`);
  }
  await addRisk(knex, withUnknown);
};

/**
 * What is not known counts as it did before: as transitive, and as runtime.
 *
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await dropRisk(knex);
  for (const table of tables) {
    await knex.raw(
      `alter table ${table} add column direct boolean not null default false`,
    );
    await knex.raw(
      `update ${table} set direct = (relation = 0),
         scope = case scope when 0 then 0 else scope - 1 end`,
    );
    await knex.raw(`alter table ${table} drop column relation`);
  }
  await addRisk(knex, before);
};

/** @param {import('knex').Knex} knex */
async function dropRisk(knex) {
  await knex.raw('drop index findings_risk_idx');
  await knex.raw('alter table findings drop column risk');
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} risk
 */
async function addRisk(knex, risk) {
  // SQLite adds no stored columns; an index on a virtual one holds its values.
  const kind = String(knex.client.config.client).includes('pg')
    ? 'stored'
    : 'virtual';
  await knex.raw(
    `alter table findings add column risk integer generated always as (${risk}) ${kind}`,
  );
  await knex.schema.alterTable('findings', table => {
    table.index(['state', 'risk', 'id'], 'findings_risk_idx');
  });
}
