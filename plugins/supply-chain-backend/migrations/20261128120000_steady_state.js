// @ts-check

/**
 * What a scan that finds nothing new used to write to many rows is told by its
 * target: when the source was last read, and how often since the snapshot.
 * Findings that are behind advisories are brought in step after the records
 * are stored, piece by piece; unnamed documents get a time from which on they
 * are unnamed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('targets', table => {
    table
      .timestamp('last_read_at')
      .nullable()
      .comment('The last scan that read its source, whole or in part');
    table
      .integer('observations')
      .notNullable()
      .defaultTo(0)
      .comment('Scans that found the snapshot of its scans again');
  });
  await knex.raw(`
    update targets set last_read_at = (
      select max(m.read_at) from target_manifests as m
      where m.target_id = targets.id
    )`);
  await knex.raw('drop index findings_last_seen_idx');

  await knex.schema.createTable('finding_updates', table => {
    table.comment(
      'Packages and flaws whose findings are behind what advisories say',
    );
    table.string('kind', 10).notNullable().comment('package or flaw');
    table.integer('ref_id').notNullable();
    table
      .integer('after_target')
      .notNullable()
      .defaultTo(0)
      .comment('Of a package: targets up to this one are done');
    table.primary(['kind', 'ref_id']);
  });

  await knex.schema.alterTable('documents', table => {
    table
      .timestamp('unnamed_since')
      .nullable()
      .comment('Nothing names it; NULL: not known to be unnamed');
    table
      .boolean('deleting')
      .notNullable()
      .defaultTo(false)
      .comment('Its bytes are being deleted from its store');
    table.index(['unnamed_since'], 'documents_unnamed_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index documents_unnamed_idx');
  await dropColumns(knex, 'documents', ['unnamed_since', 'deleting']);
  await knex.schema.dropTable('finding_updates');
  // What is open was last seen when its target was last read.
  await knex.raw(`
    update findings set last_seen_at = t.last_read_at
    from targets as t
    where t.id = findings.target_id and findings.state = 'open'
      and t.last_read_at > findings.last_seen_at`);
  await knex.schema.alterTable('findings', table => {
    table.index(['state', 'last_seen_at', 'id'], 'findings_last_seen_idx');
  });
  await knex.raw(`
    update snapshots set
      last_observed_at = t.last_read_at,
      observations = snapshots.observations + t.observations
    from targets as t
    where t.id = snapshots.target_id and snapshots.series = ''
      and snapshots.superseded_at is null
      and t.last_read_at > snapshots.last_observed_at`);
  await dropColumns(knex, 'targets', ['last_read_at', 'observations']);
};

/**
 * As SQL: for SQLite, knex would make a new table and drop the old one, which
 * other tables refer to.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {string[]} columns
 */
async function dropColumns(knex, table, columns) {
  for (const column of columns) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
}
