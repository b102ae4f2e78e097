// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('targets', table => {
    table.timestamp('last_upload_at').nullable();
    table.integer('open_fixable').notNullable().defaultTo(0);
  });

  await knex.raw(`
    update targets set open_fixable = (
      select count(*) from findings
      where findings.target_id = targets.id and state = 'open' and fixable
    )`);

  await knex.schema.alterTable('documents', table => {
    table
      .string('store', 60)
      .notNullable()
      .defaultTo('database')
      .comment('Which archive store has the bytes; `gzip` is empty if another');
  });

  await knex.schema.alterTable('snapshots', table => {
    table.string('origin', 10).notNullable().defaultTo('scan');
    table
      .string('series', 64)
      .notNullable()
      .defaultTo('')
      .comment('Name of an upload; a snapshot follows the last of its series');
    table.string('release', 200).nullable();
    table.string('recorded_by', 200).nullable();
    table.text('tools').nullable().comment('JSON array');
    table.specificType('quality', 'smallint').nullable();
    table.text('quality_checks').nullable().comment('JSON array');
    table.string('original_sha256', 64).nullable();
    table.string('original_format', 40).nullable();
    table.integer('observations').notNullable().defaultTo(1);
    table
      .timestamp('superseded_at')
      .nullable()
      .comment('When the next of its series took its place');
    table.index(['target_id', 'series', 'id'], 'snapshots_series_idx');
    table.index(['release', 'id'], 'snapshots_release_idx');
    table.index(['created_at', 'id'], 'snapshots_created_idx');
    table.index(['inventory_sha256'], 'snapshots_inventory_idx');
    table.index(['cyclonedx_sha256'], 'snapshots_cyclonedx_idx');
    table.index(['spdx_sha256'], 'snapshots_spdx_idx');
    table.index(['original_sha256'], 'snapshots_original_idx');
  });
  // Until now each snapshot took the place of the one before.
  await knex.raw(`
    update snapshots set superseded_at = (
      select min(later.created_at) from snapshots as later
      where later.target_id = snapshots.target_id and later.id > snapshots.id
    )`);

  await knex.schema.alterTable('target_manifests', table => {
    table
      .string('series', 64)
      .notNullable()
      .defaultTo('')
      .comment('Name of the upload that it came with; empty: from a scan');
  });

  await knex.schema.alterTable('target_components', table => {
    table
      .timestamp('since')
      .nullable()
      .comment('When this package version came; NULL: before that was kept');
  });
  await knex.raw(`
    update target_components set since = (
      select s.created_at from targets as t
      join snapshots as s on s.id = t.snapshot_id
      where t.id = target_components.target_id
    )`);

  await knex.schema.createTable('past_components', table => {
    table.comment(
      'Components that a target no longer has, and when it had them',
    );
    table.bigIncrements('id');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.bigInteger('component_id').notNullable().references('components.id');
    table.text('manifest').notNullable().comment('Its path');
    table.boolean('direct').notNullable();
    table.specificType('scope', 'smallint').notNullable();
    table.timestamp('since').nullable();
    table.timestamp('until').notNullable();
    table.index(['component_id', 'until'], 'past_components_component_idx');
    table.index(['target_id', 'until'], 'past_components_target_idx');
  });

  await knex.schema.createTable('decisions', table => {
    table.comment('What people decided; append-only but for its own state');
    table.bigIncrements('id');
    table.string('subject', 30).notNullable();
    table.string('state', 10).notNullable();
    table.string('scope_kind', 20).notNullable();
    table.string('scope_ref', 200).notNullable().defaultTo('');
    table.text('purl').nullable().comment('Without a version: all versions');
    table.string('license', 500).nullable();
    table.string('release', 200).nullable();
    table.string('verdict', 500).notNullable();
    table.text('reason').notNullable();
    table.string('author', 200).notNullable();
    table.string('approver', 200).nullable();
    table.timestamp('created_at').notNullable();
    table.timestamp('decided_at').nullable();
    table.timestamp('ends_at').nullable();
    table.timestamp('ended_at').nullable().comment('Rejected or revoked');
    table.index(['subject', 'state', 'id'], 'decisions_subject_idx');
    table.index(['subject', 'scope_kind', 'scope_ref'], 'decisions_scope_idx');
    table.index(['subject', 'purl'], 'decisions_purl_idx');
  });

  await knex.schema.createTable('decision_events', table => {
    table.comment('What happened to a decision, append-only');
    table.bigIncrements('id');
    table
      .bigInteger('decision_id')
      .notNullable()
      .references('decisions.id')
      .onDelete('CASCADE');
    table.timestamp('at').notNullable();
    table.string('kind', 20).notNullable();
    table.string('by', 200).notNullable();
    table.text('comment').nullable();
    table.index(['decision_id', 'id'], 'decision_events_decision_idx');
  });

  await knex.schema.createTable('audit_events', table => {
    table.comment('Who read, exported, decided, changed: for exports');
    table.bigIncrements('id');
    table.timestamp('at').notNullable();
    table.string('event', 60).notNullable();
    table.string('actor', 200).notNullable();
    table.string('entity_ref', 200).nullable();
    table.string('outcome', 10).notNullable();
    table.text('meta').notNullable().comment('JSON object');
    table.index(['at', 'id'], 'audit_events_at_idx');
    table.index(['entity_ref', 'at'], 'audit_events_entity_idx');
  });

  await knex.schema.createTable('deletions', table => {
    table.comment('What retention deleted, append-only');
    table.bigIncrements('id');
    table.timestamp('at').notNullable();
    table.string('kind', 20).notNullable();
    table.string('entity_ref', 200).nullable();
    table.integer('count').notNullable();
    table.timestamp('before').notNullable();
    table.text('reason').notNullable();
  });

  await knex.schema.createTable('exports', table => {
    table.comment('Exports of the archive, and how each went');
    table.string('id', 36).primary();
    table.text('scope').notNullable().comment('JSON object');
    table.text('formats').notNullable().comment('JSON array');
    table.string('state', 10).notNullable();
    table.string('requested_by', 200).notNullable();
    table.timestamp('created_at').notNullable();
    table.timestamp('started_at').nullable();
    table.timestamp('finished_at').nullable();
    table.timestamp('lease_until').nullable();
    table.integer('services').notNullable();
    table.integer('services_done').notNullable().defaultTo(0);
    table.integer('documents').notNullable().defaultTo(0);
    table.bigInteger('bytes').notNullable().defaultTo(0);
    table.string('manifest_sha256', 64).nullable();
    table.string('signed_by', 200).nullable();
    table.text('error').nullable();
    table.index(['created_at', 'id'], 'exports_created_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'exports',
    'deletions',
    'audit_events',
    'decision_events',
    'decisions',
    'past_components',
  ]) {
    await knex.schema.dropTable(table);
  }
  await dropColumns(knex, 'target_components', ['since']);
  // Uploads are not known to what comes before.
  await knex('target_components')
    .whereIn(
      'manifest_id',
      knex('target_manifests').whereNot('series', '').select('id'),
    )
    .delete();
  await knex('target_manifests').whereNot('series', '').delete();
  await knex('snapshots').where('origin', 'upload').delete();
  await dropColumns(knex, 'target_manifests', ['series']);
  for (const index of [
    'snapshots_series_idx',
    'snapshots_release_idx',
    'snapshots_created_idx',
    'snapshots_inventory_idx',
    'snapshots_cyclonedx_idx',
    'snapshots_spdx_idx',
    'snapshots_original_idx',
  ]) {
    await knex.raw('drop index ??', [index]);
  }
  await dropColumns(knex, 'snapshots', [
    'origin',
    'series',
    'release',
    'recorded_by',
    'tools',
    'quality',
    'quality_checks',
    'original_sha256',
    'original_format',
    'observations',
    'superseded_at',
  ]);
  await dropColumns(knex, 'documents', ['store']);
  await dropColumns(knex, 'targets', ['last_upload_at', 'open_fixable']);
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
