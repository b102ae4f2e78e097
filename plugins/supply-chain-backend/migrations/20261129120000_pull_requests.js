// @ts-check

/*
 * Pull requests that forges told of, each a row of a queue of its own, and what
 * was read and judged of each service that one is about. docs/pull-requests.md
 * tells it to people.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('pull_requests', table => {
    table.increments('id');
    table.string('forge', 40).notNullable();
    table.string('repository', 500).notNullable();
    table.integer('number').notNullable();
    table.string('title', 500).notNullable();
    table.string('url', 1000).notNullable();
    table.string('state', 10).notNullable().comment('open, closed');
    table.string('head_revision', 64).notNullable();
    table.string('head_branch', 255).notNullable();
    table.string('head_repository', 500).notNullable();
    table.string('base_revision', 64).nullable();
    table.string('base_branch', 255).notNullable();
    table.dateTime('changed_at').nullable().comment('As the forge says');
    table.dateTime('heard_at').notNullable();
    table.dateTime('closed_at').nullable();
    table.dateTime('due_at').nullable().comment('Null: nothing is to be done');
    table.integer('events').notNullable().defaultTo(0);
    table.string('lease_id', 36).nullable();
    table.dateTime('lease_until').nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('error').nullable();
    table
      .string('read_revision', 64)
      .nullable()
      .comment('The head that services were read at');
    table.string('read_base_branch', 255).nullable();
    table.string('merge_base', 64).nullable();
    table
      .integer('services_left')
      .notNullable()
      .defaultTo(0)
      .comment('Services beyond the limit');
    table.string('outcome', 10).nullable().comment('allow, warn, block');
    table.dateTime('judged_at').nullable();
    table
      .boolean('judge_again')
      .notNullable()
      .defaultTo(false)
      .comment('What judging depends on has changed');
    table.string('reported_digest', 64).nullable();
    table.string('reported_revision', 64).nullable();
    table.dateTime('reported_at').nullable();
    table.string('comment_ref', 100).nullable();
    table.unique(['forge', 'repository', 'number'], {
      indexName: 'pull_requests_uq',
    });
    table.index(['due_at', 'id'], 'pull_requests_due_idx');
    table.index(['closed_at', 'id'], 'pull_requests_closed_idx');
  });

  await knex.schema.createTable('pull_request_services', table => {
    table
      .integer('pull_request_id')
      .notNullable()
      .references('id')
      .inTable('pull_requests')
      .onDelete('CASCADE');
    table
      .integer('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table
      .string('head_sha256', 64)
      .nullable()
      .comment('Its inventory; null until it is read');
    table.string('base_sha256', 64).nullable();
    table.text('notes').nullable().comment('JSON: what could not be seen');
    table.string('outcome', 10).nullable();
    table.integer('added').notNullable().defaultTo(0);
    table.integer('fixed').notNullable().defaultTo(0);
    table.integer('removed').notNullable().defaultTo(0);
    table.primary(['pull_request_id', 'target_id']);
    table.index(
      ['target_id', 'pull_request_id'],
      'pull_request_services_target_idx',
    );
    table.index(['head_sha256'], 'pull_request_services_head_idx');
    table.index(['base_sha256'], 'pull_request_services_base_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('triage_settings').where('name', 'pull-requests').delete();
  await knex.schema.dropTable('pull_request_services');
  await knex.schema.dropTable('pull_requests');
};
