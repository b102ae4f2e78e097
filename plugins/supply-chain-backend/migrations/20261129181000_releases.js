// @ts-check

/*
 * Releases of services with the changelog of each, and what changed in
 * services beside their findings.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('targets', table => {
    table.text('release_name').nullable().comment('As an annotation has it');
  });
  await knex.schema.createTable('releases', table => {
    table.comment('Releases of services; what they are of is kept with them');
    table.bigIncrements('id');
    table
      .integer('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.string('series', 63).notNullable().comment('Empty: of scans');
    table.string('name', 200).notNullable();
    table
      .string('made_by', 10)
      .notNullable()
      .comment('upload, annotation, api');
    table.string('recorded_by', 200).nullable();
    table
      .bigInteger('snapshot_id')
      .notNullable()
      .references('id')
      .inTable('snapshots');
    table.string('revision', 200).nullable();
    table
      .bigInteger('previous_id')
      .nullable()
      .references('id')
      .inTable('releases')
      .onDelete('SET NULL');
    table.timestamp('released_at').notNullable();
    table.string('changelog_sha256', 64).nullable();
    table
      .timestamp('changelog_due_at')
      .nullable()
      .comment('When the changelog is written; null: it is');
    table.text('changelog_error').nullable();
    table.unique(['target_id', 'series', 'name'], {
      indexName: 'releases_name_uq',
    });
    table.index(['released_at', 'id'], 'releases_time_idx');
    table.index(['target_id', 'released_at', 'id'], 'releases_target_idx');
    table.index(['snapshot_id'], 'releases_snapshot_idx');
    table.index(['previous_id'], 'releases_previous_idx');
    table.index(['changelog_sha256'], 'releases_changelog_idx');
  });
  await knex.raw(
    `create index releases_due_idx on releases (changelog_due_at)
     where changelog_due_at is not null`,
  );
  await releasesOfUploads(knex);
  await knex.schema.createTable('service_changes', table => {
    table.comment('What changed in services, beside their findings');
    table.bigIncrements('id');
    table
      .integer('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.timestamp('at').notNullable();
    table.string('kind', 30).notNullable();
    table.text('subject').notNullable().comment('A package, or a path');
    table.string('ecosystem', 100).nullable();
    table.text('before').nullable();
    table.text('after').nullable();
    table.text('detail').nullable();
    table.boolean('first_use').notNullable().defaultTo(false);
    table.index(['target_id', 'id'], 'service_changes_target_idx');
    table.index(['kind', 'id'], 'service_changes_kind_idx');
    table.index(['at', 'id'], 'service_changes_time_idx');
  });
};

/**
 * The first upload of each release makes it; what names it is the order of
 * uploads.
 *
 * @param {import('knex').Knex} knex
 */
async function releasesOfUploads(knex) {
  await knex.raw(
    `insert into releases (target_id, series, name, made_by, recorded_by,
       snapshot_id, revision, released_at, changelog_due_at)
     select s.target_id, s.series, s.release, 'upload', s.recorded_by,
       s.id, s.revision, s.created_at, s.created_at
     from snapshots as s
     where s.release is not null and not exists (
       select 1 from snapshots as earlier
       where earlier.target_id = s.target_id and earlier.series = s.series
         and earlier.release = s.release and earlier.id < s.id)
     order by s.id`,
  );
  await knex.raw(
    `update releases set previous_id = (
       select max(earlier.id) from releases as earlier
       where earlier.target_id = releases.target_id
         and earlier.series = releases.series
         and earlier.id < releases.id)`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('service_changes');
  await knex.schema.dropTable('releases');
  await knex.raw('alter table targets drop column release_name');
};
