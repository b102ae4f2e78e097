// @ts-check

/*
 * Telling people. What happened is written into `outbox` in the transaction
 * that changes it; whom it is told to becomes `notices`, one row for each
 * group, occasion and subject, which go once they were told. docs/notifications.md
 * tells it to people.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('outbox', table => {
    table.comment('What happened, until it is known whom it is told to');
    table.bigIncrements('id');
    table.string('kind', 20).notNullable();
    // No foreign keys: what is gone when it would be told is not told.
    table.bigInteger('finding_id').nullable();
    table.integer('target_id').nullable();
    table.bigInteger('decision_id').nullable();
    table.text('detail').nullable().comment('JSON, by kind');
    table.dateTime('at').notNullable();
    table.index(['finding_id'], 'outbox_finding_idx');
  });

  await knex.schema.createTable('notices', table => {
    table.comment('What a group is told, until it was told');
    table.bigIncrements('id');
    table.string('group_ref', 255).notNullable();
    table.string('slot', 10).notNullable().comment('now, hour, digest');
    table.string('topic', 20).notNullable();
    table.string('subject', 255).notNullable().comment('One for each message');
    table.integer('vulnerability_id').nullable();
    table.text('detail').nullable().comment('JSON, by topic');
    table.dateTime('created_at').notNullable();
    table.dateTime('due_at').notNullable();
    table.integer('changes').notNullable().defaultTo(1);
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('error').nullable();
    table.unique(['group_ref', 'slot', 'topic', 'subject'], {
      indexName: 'notices_message_uq',
    });
    table.index(['due_at', 'id'], 'notices_due_idx');
  });

  await knex.schema.createTable('tell_marks', table => {
    table.comment('How far what comes with time was looked at');
    table.string('name', 255).primary();
    table.string('value', 100).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['tell_marks', 'notices', 'outbox']) {
    await knex.schema.dropTable(table);
  }
};
