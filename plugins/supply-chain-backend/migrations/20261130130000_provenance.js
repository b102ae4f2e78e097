// @ts-check

/**
 * Where package versions come from, as attestations and signatures say, with
 * the queue of questions about it; and the services whose findings of that are
 * behind.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('component_provenance', table => {
    table
      .bigInteger('component_id')
      .primary()
      .references('components.id')
      .onDelete('CASCADE');
    table.string('ecosystem', 60).notNullable();
    table
      .string('outcome', 16)
      .nullable()
      .comment('verified, failed, not-signed, unchecked; NULL: not asked yet');
    table.text('reason').nullable();
    table.integer('level').nullable().comment('Of SLSA, 1 to 3, where told');
    table.text('details').nullable().comment('JSON: who signed, from what');
    table.timestamp('checked_at').nullable();
    table.text('error').nullable().comment('Why it could not be asked again');
    table.integer('attempts').notNullable().defaultTo(0).comment('In a row');
    table.timestamp('due_at').nullable();
    table.string('lease_ticket', 36).nullable();
    table.timestamp('lease_until').nullable();
    table.index(
      ['ecosystem', 'due_at', 'component_id'],
      'component_provenance_due_idx',
    );
    table.index(['lease_ticket'], 'component_provenance_ticket_idx');
  });
  const isPostgres = String(knex.client.config.client).includes('pg');
  await knex.raw(
    `insert into component_provenance (component_id, ecosystem, due_at)
     select c.id, p.ecosystem, ${isPostgres ? '?::timestamptz' : '?'}
     from components as c join packages as p on p.id = c.package_id
     where p.ecosystem in ('npm', 'PyPI') and c.version <> ''`,
    [new Date(0)],
  );
  await knex.schema.createTable('provenance_updates', table => {
    table
      .integer('target_id')
      .primary()
      .references('targets.id')
      .onDelete('CASCADE');
    table.timestamp('due_at').notNullable();
    table.index(['due_at', 'target_id'], 'provenance_updates_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('provenance_updates');
  await knex.schema.dropTable('component_provenance');
};
