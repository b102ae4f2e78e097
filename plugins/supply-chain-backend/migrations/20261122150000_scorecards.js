/*
 * How services stand on scorecards, what was asked when, and the structure of
 * the organisation that roll-ups follow. Roll-ups themselves are not stored:
 * they are counted from standings, of the services that a caller may see.
 */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('structure_nodes', table => {
    table.comment('Groups, users, systems and domains of the catalog');
    table.string('ref', 200).primary();
    table.string('kind', 63).notNullable();
    table.text('title').notNullable();
    table.text('etag').notNullable();
  });

  await knex.schema.createTable('structure_edges', table => {
    table.comment('Who stands above whom');
    table
      .string('from_ref', 200)
      .notNullable()
      .references('structure_nodes.ref')
      .onDelete('CASCADE');
    table.string('relation', 10).notNullable().comment('childOf, partOf');
    table.string('to_ref', 200).notNullable();
    table.primary(['from_ref', 'relation', 'to_ref']);
    table.index(['to_ref', 'relation'], 'structure_edges_to_idx');
  });

  await knex.schema.createTable('scorecard_queue', table => {
    table.comment('When each target is asked again');
    table
      .integer('target_id')
      .primary()
      .references('targets.id')
      .onDelete('CASCADE');
    table.timestamp('due_at').notNullable();
    table
      .integer('changes')
      .notNullable()
      .defaultTo(0)
      .comment('Grows with every change of its facts');
    table
      .string('version', 64)
      .notNullable()
      .defaultTo('')
      .comment('Digest of the scorecards that it was last asked');
    table.timestamp('lease_until').nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('error').nullable();
    table.index(['due_at', 'target_id'], 'scorecard_queue_due_idx');
  });

  await knex.schema.createTable('standings', table => {
    table.comment('How a target stands on a scorecard now');
    table.string('scorecard', 63).notNullable();
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table
      .string('version', 64)
      .notNullable()
      .comment('Digest of the scorecard that was asked');
    table.specificType('levels_held', 'smallint').notNullable();
    table.timestamp('level_since').notNullable();
    table
      .text('answers')
      .notNullable()
      .comment('One letter for each check, in the order of the scorecard');
    table
      .text('missing')
      .notNullable()
      .comment('JSON: what the next level lacks, the least effort first');
    table
      .text('campaigns')
      .notNullable()
      .comment('JSON: what each campaign that is not done lacks');
    table.text('openssf').nullable().comment('JSON: the aggregate');
    table.boolean('critical').notNullable();
    table.timestamp('scored_at').notNullable();
    table.primary(['scorecard', 'target_id']);
    table.index(['target_id'], 'standings_target_idx');
    table.index(
      ['scorecard', 'levels_held', 'target_id'],
      'standings_level_idx',
    );
  });

  await knex.schema.createTable('standing_checks', table => {
    table.comment('The answer of each check, with its evidence');
    table.string('scorecard', 63).notNullable();
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.string('check_id', 100).notNullable();
    table.specificType('position', 'smallint').notNullable();
    table.string('answer', 1).notNullable().comment('Exempted, or the result');
    table.string('result', 1).notNullable().comment('What the check answered');
    table.text('reason').notNullable();
    table.text('evidence').notNullable().comment('JSON array');
    table.integer('to_change').notNullable();
    table.double('score').nullable().comment('0 to 10');
    table.text('exemption').nullable().comment('JSON: holds now, or expired');
    table.timestamp('since').notNullable();
    table.primary(['target_id', 'scorecard', 'check_id']);
    table.index(
      ['scorecard', 'check_id', 'answer', 'target_id'],
      'standing_checks_answer_idx',
    );
  });

  await knex.schema.createTable('standing_periods', table => {
    table.comment('Levels and answers, from when until when; append-only');
    table.bigIncrements('id');
    table.string('scorecard', 63).notNullable();
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.string('check_id', 100).notNullable().comment('Empty for the level');
    table.string('value', 3).notNullable().comment('Levels held, or an answer');
    table.timestamp('since').notNullable();
    table.timestamp('until').nullable();
    table.index(
      ['target_id', 'scorecard', 'check_id', 'since'],
      'standing_periods_target_idx',
    );
    table.index(
      ['scorecard', 'check_id', 'since'],
      'standing_periods_since_idx',
    );
  });

  await knex.schema.createTable('openssf_results', table => {
    table.comment('Results of OpenSSF Scorecard itself, as last fetched');
    table
      .integer('target_id')
      .primary()
      .references('targets.id')
      .onDelete('CASCADE');
    table.text('url').notNullable();
    table.text('etag').nullable();
    table.timestamp('asked_at').notNullable();
    table.text('document').nullable().comment('JSON, as it was answered');
    table.text('error').nullable();
  });

  await knex.schema.alterTable('decisions', table => {
    table.string('check_id', 100).nullable();
    table.string('scorecard', 63).nullable().comment('Without: all of them');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('decision_events')
    .whereIn(
      'decision_id',
      knex('decisions').where('subject', 'check-exemption').select('id'),
    )
    .delete();
  await knex('decisions').where('subject', 'check-exemption').delete();
  // As SQL: for SQLite, knex would make a new table and drop the old one,
  // which other tables refer to.
  for (const column of ['check_id', 'scorecard']) {
    await knex.raw('alter table ?? drop column ??', ['decisions', column]);
  }
  for (const table of [
    'openssf_results',
    'standing_periods',
    'standing_checks',
    'standings',
    'scorecard_queue',
    'structure_edges',
    'structure_nodes',
  ]) {
    await knex.schema.dropTable(table);
  }
};
