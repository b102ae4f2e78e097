/*
 * Times are written by the application with millisecond precision, except
 * leases, which the database's own clock decides (replicas' clocks differ).
 */
// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('targets', table => {
    table.comment('Catalog entities that are scanned, and the queue of scans');
    table.increments('id');
    table.string('entity_ref', 200).notNullable().unique();
    table.string('kind', 63).notNullable();
    table.text('name').notNullable().comment('Title or name, to show');
    table.string('type', 100).nullable();
    table.string('lifecycle', 100).nullable();
    table.string('system_ref', 200).nullable();
    table.string('domain_ref', 200).nullable();
    table.text('tags').notNullable().comment('JSON array');
    table.text('entity_etag').notNullable();
    table.text('source').nullable().comment('JSON: where it is read from');
    table.text('source_error').nullable();
    table.string('source_host', 255).notNullable().defaultTo('');
    table.timestamp('removed_at').nullable().comment('Left the catalog');
    table.timestamp('next_scan_at').nullable().comment('NULL: never due');
    table.integer('priority').notNullable().defaultTo(0);
    table.string('pending_trigger', 20).nullable();
    table.string('pending_requester', 200).nullable();
    table.timestamp('lease_until').nullable();
    table.string('lease_scan_id', 36).nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.text('last_error').nullable();
    table.text('source_etag').nullable().comment('Of the last good scan');
    table.string('last_scan_id', 36).nullable();
    table.timestamp('last_good_scan_at').nullable();
    table.string('last_outcome', 20).nullable();
    table.bigInteger('snapshot_id').nullable();
    table.integer('component_count').notNullable().defaultTo(0);
    for (const severity of [
      'critical',
      'high',
      'medium',
      'low',
      'none',
      'unknown',
    ]) {
      table.integer(`open_${severity}`).notNullable().defaultTo(0);
    }
    table.integer('open_known_exploited').notNullable().defaultTo(0);
    table.timestamp('created_at').notNullable();
    table.index(['next_scan_at'], 'targets_due_idx');
    table.index(['lease_until'], 'targets_lease_idx');
    table.index(['system_ref'], 'targets_system_idx');
    table.index(['name', 'id'], 'targets_name_idx');
    table.index(['open_critical', 'open_high', 'id'], 'targets_severity_idx');
    table.index(['last_good_scan_at', 'id'], 'targets_last_good_idx');
  });

  await knex.schema.createTable('target_owners', table => {
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.string('owner_ref', 200).notNullable();
    table.primary(['target_id', 'owner_ref']);
    table.index(['owner_ref', 'target_id'], 'target_owners_owner_idx');
  });

  await knex.schema.createTable('scans', table => {
    table.comment('Every run, append-only but for its own outcome');
    table.string('id', 36).primary();
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.string('trigger', 20).notNullable();
    table.string('requested_by', 200).nullable();
    table.string('state', 20).notNullable();
    table.string('step', 20).nullable();
    table.text('progress').nullable();
    table.text('revision').nullable();
    table.timestamp('started_at').notNullable();
    table.timestamp('finished_at').nullable();
    table.integer('duration_ms').nullable();
    table.bigInteger('snapshot_id').nullable();
    table.text('error').nullable();
    table.integer('files_read').notNullable().defaultTo(0);
    table.integer('files_skipped').notNullable().defaultTo(0);
    table.integer('files_failed').notNullable().defaultTo(0);
    table.integer('component_count').nullable();
    table.integer('findings_opened').notNullable().defaultTo(0);
    table.integer('findings_resolved').notNullable().defaultTo(0);
    table.text('open_findings').nullable().comment('JSON: counts by severity');
    table.timestamp('advisories_as_of').nullable();
    table.index(['target_id', 'started_at', 'id'], 'scans_target_idx');
    table.index(['started_at', 'id'], 'scans_started_idx');
  });

  await knex.schema.createTable('scan_files', table => {
    table.comment('What a scan read, skipped and failed on');
    table
      .string('scan_id', 36)
      .notNullable()
      .references('scans.id')
      .onDelete('CASCADE');
    table.integer('position').notNullable();
    table.text('path').notNullable();
    table.string('outcome', 10).notNullable();
    table.string('format', 60).nullable();
    table.text('reason').nullable();
    table.text('warnings').nullable().comment('JSON array');
    table.integer('components').nullable();
    table.primary(['scan_id', 'position']);
  });

  await knex.schema.createTable('packages', table => {
    table.increments('id');
    table.string('ecosystem', 60).notNullable();
    table.text('name').notNullable();
    table.unique(['ecosystem', 'name'], { indexName: 'packages_name_uq' });
    table.index(['name'], 'packages_by_name_idx');
  });

  await knex.schema.createTable('components', table => {
    table.comment('One package version, once for the whole organisation');
    table.bigIncrements('id');
    table.text('purl').notNullable().unique();
    table.integer('package_id').nullable().references('packages.id');
    table.text('name').notNullable();
    table.text('version').notNullable();
    table.text('license').nullable();
    table.timestamp('created_at').notNullable();
    table.index(['package_id'], 'components_package_idx');
    table.index(['name'], 'components_name_idx');
  });

  await knex.schema.createTable('flaws', table => {
    table.comment('Advisory records that speak of the same thing, as one');
    table.increments('id');
    table.string('key', 200).notNullable().unique();
    table.text('summary').nullable();
    table.integer('severity').notNullable().comment('5 critical … 0 unknown');
    table.double('score').nullable();
    table.text('vector').nullable();
    table.double('epss').nullable();
    table.double('epss_percentile').nullable();
    table.boolean('known_exploited').notNullable().defaultTo(false);
    table.timestamp('published_at').nullable();
    table.timestamp('modified_at').nullable();
    table.index(['severity', 'id'], 'flaws_severity_idx');
  });

  await knex.schema.createTable('flaw_names', table => {
    table.comment('Every id and alias of a flaw');
    table.string('name', 200).primary();
    table
      .integer('flaw_id')
      .notNullable()
      .references('flaws.id')
      .onDelete('CASCADE');
    table.index(['flaw_id'], 'flaw_names_flaw_idx');
  });

  await knex.schema.createTable('advisories', table => {
    table.comment('OSV records as they came');
    table.string('id', 200).primary();
    table.string('source_id', 100).notNullable();
    table
      .integer('flaw_id')
      .nullable()
      .references('flaws.id')
      .comment('NULL only inside the transaction that stores the record');
    table.timestamp('modified_at').notNullable();
    table.timestamp('withdrawn_at').nullable();
    table.string('digest', 64).notNullable();
    table.text('document').notNullable();
    table.index(['flaw_id'], 'advisories_flaw_idx');
    table.index(['source_id'], 'advisories_source_idx');
  });

  await knex.schema.createTable('advisory_aliases', table => {
    table
      .string('advisory_id', 200)
      .notNullable()
      .references('advisories.id')
      .onDelete('CASCADE');
    table.string('alias', 200).notNullable();
    table.primary(['advisory_id', 'alias']);
    table.index(['alias'], 'advisory_aliases_alias_idx');
  });

  await knex.schema.createTable('advisory_packages', table => {
    table.comment('What a record says of one package: all that matching needs');
    table
      .string('advisory_id', 200)
      .notNullable()
      .references('advisories.id')
      .onDelete('CASCADE');
    table.string('ecosystem', 60).notNullable();
    table.text('name').notNullable();
    table.text('affected').notNullable().comment('JSON array');
    table.primary(['ecosystem', 'name', 'advisory_id']);
    table.index(['advisory_id'], 'advisory_packages_advisory_idx');
  });

  await knex.schema.createTable('component_matches', table => {
    table.comment('Which record applies to which component');
    table
      .bigInteger('component_id')
      .notNullable()
      .references('components.id')
      .onDelete('CASCADE');
    table
      .string('advisory_id', 200)
      .notNullable()
      .references('advisories.id')
      .onDelete('CASCADE');
    table.text('fixed_version').nullable().comment('Smallest that is free');
    table.primary(['component_id', 'advisory_id']);
    table.index(['advisory_id'], 'component_matches_advisory_idx');
  });

  await knex.schema.createTable('epss', table => {
    table.string('cve', 30).primary();
    table.double('score').notNullable();
    table.double('percentile').notNullable();
  });

  await knex.schema.createTable('known_exploited', table => {
    table.string('cve', 30).primary();
    table.string('date_added', 10).notNullable();
    table.string('due_date', 10).nullable();
    table.boolean('ransomware').notNullable();
    table.text('required_action').nullable();
  });

  await knex.schema.createTable('advisory_sources', table => {
    table.comment('Where advisories, EPSS and KEV come from, and how old');
    table.string('id', 100).primary();
    table.text('title').notNullable();
    table.string('kind', 10).notNullable();
    table.text('location').notNullable();
    table.text('state').nullable().comment('JSON: etags and cursors');
    table.timestamp('next_refresh_at').nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('last_attempt_at').nullable();
    table.timestamp('last_success_at').nullable();
    table.timestamp('data_as_of').nullable();
    table.integer('rejected').notNullable().defaultTo(0);
    table.integer('records').notNullable().defaultTo(0);
    table.text('error').nullable();
    table.boolean('active').notNullable().defaultTo(true);
  });

  await knex.schema.createTable('leases', table => {
    table.comment('Work that one replica at a time does');
    table.string('name', 150).primary();
    table.string('ticket', 36).nullable();
    table.timestamp('lease_until').nullable();
  });

  await knex.schema.createTable('target_manifests', table => {
    table.comment('Manifests of a target as last read');
    table.increments('id');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.text('path').notNullable();
    table.string('format', 60).notNullable();
    table.string('graph', 10).notNullable();
    table.timestamp('read_at').notNullable();
    table.timestamp('stale_since').nullable();
    table.text('stale_reason').nullable();
    table.unique(['target_id', 'path'], {
      indexName: 'target_manifests_path_uq',
    });
  });

  await knex.schema.createTable('target_components', table => {
    table.comment('Components of the current snapshot of each target');
    table
      .integer('manifest_id')
      .notNullable()
      .references('target_manifests.id')
      .onDelete('CASCADE');
    table.bigInteger('component_id').notNullable().references('components.id');
    table.integer('target_id').notNullable();
    table.boolean('direct').notNullable();
    table
      .specificType('scope', 'smallint')
      .notNullable()
      .comment('0 runtime, 1 optional, 2 development');
    table.primary(['manifest_id', 'component_id']);
    table.index(['component_id', 'target_id'], 'target_components_usage_idx');
    table.index(['target_id', 'component_id'], 'target_components_target_idx');
  });

  await knex.schema.createTable('documents', table => {
    table.comment('Documents by the SHA-256 of their plain bytes');
    table.string('sha256', 64).primary();
    table.string('media_type', 100).notNullable();
    table.binary('gzip').notNullable();
    table.integer('size').notNullable().comment('Plain bytes');
    table.timestamp('created_at').notNullable();
  });

  await knex.schema.createTable('snapshots', table => {
    table.bigIncrements('id');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.string('scan_id', 36).notNullable();
    table.text('revision').nullable();
    table.string('digest', 64).notNullable().comment('Of the inventory');
    table.timestamp('created_at').notNullable();
    table.timestamp('last_observed_at').notNullable();
    table.integer('component_count').notNullable();
    table.integer('direct_count').notNullable();
    table.boolean('partial').notNullable();
    table
      .string('inventory_sha256', 64)
      .notNullable()
      .references('documents.sha256');
    table
      .string('cyclonedx_sha256', 64)
      .notNullable()
      .references('documents.sha256');
    table
      .string('spdx_sha256', 64)
      .notNullable()
      .references('documents.sha256');
    table.index(['target_id', 'id'], 'snapshots_target_idx');
  });

  await knex.schema.createTable('findings', table => {
    table.comment('One flaw of one package in one target');
    table.bigIncrements('id');
    table.string('fingerprint', 64).notNullable().unique();
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.integer('package_id').notNullable().references('packages.id');
    table.integer('flaw_id').notNullable().references('flaws.id');
    table.string('state', 10).notNullable();
    table.string('resolved_reason', 30).nullable();
    table.integer('severity').notNullable();
    table.double('score').notNullable().comment('-1: unknown');
    table.double('epss').notNullable().comment('-1: unknown');
    table.boolean('known_exploited').notNullable();
    table.boolean('direct').notNullable();
    table.specificType('scope', 'smallint').notNullable();
    table.boolean('fixable').notNullable();
    table.text('package_name').notNullable();
    table.timestamp('first_seen_at').notNullable();
    table.timestamp('last_seen_at').notNullable();
    table.timestamp('resolved_at').nullable();
    table.integer('reopened').notNullable().defaultTo(0);
    table.unique(['target_id', 'package_id', 'flaw_id'], {
      indexName: 'findings_identity_uq',
    });
    table.index(['flaw_id', 'state'], 'findings_flaw_idx');
    table.index(['target_id', 'state', 'severity'], 'findings_target_idx');
    table.index(['state', 'severity', 'score', 'id'], 'findings_severity_idx');
    table.index(['state', 'score', 'id'], 'findings_score_idx');
    table.index(['state', 'epss', 'id'], 'findings_epss_idx');
    table.index(['state', 'first_seen_at', 'id'], 'findings_first_seen_idx');
    table.index(['state', 'last_seen_at', 'id'], 'findings_last_seen_idx');
    table.index(['state', 'package_name', 'id'], 'findings_package_name_idx');
    table.index(['package_id', 'state'], 'findings_package_idx');
  });

  await knex.schema.createTable('finding_events', table => {
    table.comment('What happened to a finding, append-only');
    table.bigIncrements('id');
    table
      .bigInteger('finding_id')
      .notNullable()
      .references('findings.id')
      .onDelete('CASCADE');
    table.integer('target_id').notNullable();
    table.timestamp('at').notNullable();
    table.string('kind', 20).notNullable();
    table.string('scan_id', 36).nullable();
    table.text('detail').nullable();
    table.index(['finding_id', 'id'], 'finding_events_finding_idx');
    table.index(['target_id', 'at'], 'finding_events_target_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'finding_events',
    'findings',
    'snapshots',
    'documents',
    'target_components',
    'target_manifests',
    'leases',
    'advisory_sources',
    'known_exploited',
    'epss',
    'component_matches',
    'advisory_packages',
    'advisory_aliases',
    'advisories',
    'flaw_names',
    'flaws',
    'components',
    'packages',
    'scan_files',
    'scans',
    'target_owners',
    'targets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
