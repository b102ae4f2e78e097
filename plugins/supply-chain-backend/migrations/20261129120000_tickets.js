// @ts-check

/*
 * Tickets in trackers. Services of which something changed are noted
 * (`ticket_marks`); what they need becomes rows of `tickets` with the findings
 * that belong to them, and whoever writes to trackers takes those that are due.
 * docs/tickets.md tells it to people.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('tickets', table => {
    table.bigIncrements('id');
    table.string('key', 64).notNullable().comment('The idempotency key');
    table.string('rule', 100).notNullable();
    table.string('tracker', 50).notNullable();
    table.string('project', 255).notNullable();
    table.string('group_kind', 20).notNullable();
    table.text('group_name').notNullable().comment('JSON, by kind');
    table.text('title').notNullable();
    table.string('state', 10).notNullable();
    table.string('remote_id', 100).nullable().comment('Null: not created');
    table.text('url').nullable();
    table.string('remote_state', 10).nullable().comment('As people have it');
    table.text('wont_fix').nullable().comment('JSON: who says so');
    table.string('written_state', 10).nullable();
    table.string('written_digest', 64).nullable();
    table.text('written_fields').nullable().comment('JSON');
    table.dateTime('written_at').nullable();
    table
      .dateTime('first_attempt_at')
      .nullable()
      .comment('Since when it may have been created without our knowing');
    table.dateTime('last_attempt_at').nullable();
    table.integer('changes').notNullable().defaultTo(0);
    table.dateTime('due_at').nullable().comment('Null: nothing to do');
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('error').nullable();
    table.dateTime('created_at').notNullable();
    table.unique(['key'], { indexName: 'tickets_key_uq' });
    table.index(['tracker', 'due_at', 'id'], 'tickets_due_idx');
    table.index(['tracker', 'last_attempt_at'], 'tickets_attempts_idx');
    table.index(['tracker', 'written_state', 'id'], 'tickets_written_idx');
    table.index(['state', 'id'], 'tickets_state_idx');
  });

  await knex.schema.createTable('ticket_targets', table => {
    table.comment('What each service brings into a ticket');
    table
      .bigInteger('ticket_id')
      .notNullable()
      .references('id')
      .inTable('tickets')
      .onDelete('CASCADE');
    table
      .integer('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.string('digest', 64).notNullable();
    table.primary(['ticket_id', 'target_id']);
    table.index(['target_id'], 'ticket_targets_target_idx');
  });

  await knex.schema.createTable('ticket_findings', table => {
    table.comment('What tickets are about, and were');
    table
      .bigInteger('ticket_id')
      .notNullable()
      .references('id')
      .inTable('tickets')
      .onDelete('CASCADE');
    table
      .bigInteger('finding_id')
      .notNullable()
      .references('id')
      .inTable('findings')
      .onDelete('CASCADE');
    table.integer('target_id').notNullable();
    table.boolean('wanted').notNullable();
    table.primary(['ticket_id', 'finding_id']);
    table.index(['finding_id'], 'ticket_findings_finding_idx');
    table.index(['target_id'], 'ticket_findings_target_idx');
  });

  await knex.schema.createTable('ticket_marks', table => {
    table.comment('Services of which something changed');
    table
      .integer('target_id')
      .primary()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.integer('changes').notNullable();
    table.dateTime('due_at').notNullable();
    table.index(['due_at', 'target_id'], 'ticket_marks_due_idx');
  });

  await knex.schema.createTable('ticket_trackers', table => {
    table.comment('How trackers answer');
    table.string('id', 50).primary();
    table.integer('failures').notNullable().comment('One after another');
    table.dateTime('paused_until').nullable();
    table.text('error').nullable();
    table.dateTime('failed_at').nullable();
    table.dateTime('read_at').nullable().comment('When states were read');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('triage_settings').where('name', 'tickets').delete();
  await knex('tell_marks').where('name', 'tickets-overdue').delete();
  for (const table of [
    'ticket_trackers',
    'ticket_marks',
    'ticket_findings',
    'ticket_targets',
    'tickets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
