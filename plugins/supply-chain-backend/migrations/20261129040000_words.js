/*
 * How a service does on a scorecard was its "standing"; it is a result. And one
 * spelling everywhere: organization.
 */
const TABLES = [
  ['standings', 'scorecard_results'],
  ['standing_checks', 'scorecard_result_checks'],
  ['standing_campaigns', 'scorecard_result_campaigns'],
  ['standing_periods', 'scorecard_periods'],
];

/** Table (by its new name), columns, name of the index before and after. */
const INDEXES = [
  [
    'scorecard_results',
    ['target_id'],
    'standings_target_idx',
    'scorecard_results_target_idx',
  ],
  [
    'scorecard_results',
    ['scorecard', 'levels_held', 'target_id'],
    'standings_level_idx',
    'scorecard_results_level_idx',
  ],
  [
    'scorecard_result_checks',
    ['scorecard', 'check_id', 'answer', 'target_id'],
    'standing_checks_answer_idx',
    'scorecard_result_checks_answer_idx',
  ],
  [
    'scorecard_result_campaigns',
    ['scorecard', 'campaign', 'target_id'],
    'standing_campaigns_campaign_idx',
    'scorecard_result_campaigns_campaign_idx',
  ],
  [
    'scorecard_periods',
    ['target_id', 'scorecard', 'check_id', 'since'],
    'standing_periods_target_idx',
    'scorecard_periods_target_idx',
  ],
  [
    'scorecard_periods',
    ['scorecard', 'check_id', 'since'],
    'standing_periods_since_idx',
    'scorecard_periods_since_idx',
  ],
];

/** Sequences of PostgreSQL that kept a table's earlier name. */
const SEQUENCES = [
  ['flaws_id_seq', 'vulnerabilities_id_seq'],
  ['standing_periods_id_seq', 'scorecard_periods_id_seq'],
];

const SPELLING = ['organisation', 'organization'];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  for (const [before, after] of TABLES) {
    await knex.schema.renameTable(before, after);
  }
  for (const [table, columns, before, after] of INDEXES) {
    await renameIndex(knex, { table, columns, before, after });
  }
  for (const [before, after] of SEQUENCES) {
    await renameSequence(knex, before, after);
  }
  await respell(knex, SPELLING);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await respell(knex, [...SPELLING].reverse());
  for (const [before, after] of SEQUENCES) {
    await renameSequence(knex, after, before);
  }
  for (const [table, columns, before, after] of INDEXES) {
    await renameIndex(knex, { table, columns, before: after, after: before });
  }
  for (const [before, after] of TABLES) {
    await knex.schema.renameTable(after, before);
  }
};

/** Scopes of decisions, and of exports as JSON. */
async function respell(knex, [before, after]) {
  await knex('decisions')
    .where('scope_kind', before)
    .update({ scope_kind: after });
  await knex('exports')
    .where('scope', 'like', `%"kind":"${before}"%`)
    .update({
      scope: knex.raw('replace(scope, ?, ?)', [
        `"kind":"${before}"`,
        `"kind":"${after}"`,
      ]),
    });
}

function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}

async function renameSequence(knex, before, after) {
  if (!isPostgres(knex)) return;
  await knex.raw('alter sequence if exists ?? rename to ??', [before, after]);
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
