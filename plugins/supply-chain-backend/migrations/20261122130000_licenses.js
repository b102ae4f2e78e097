// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('licenses', table => {
    table.comment('What claims come to, each result once');
    table.increments('id');
    table.string('key', 64).notNullable().unique().comment('SHA-256');
    table.string('state', 20).notNullable();
    table.text('expression').nullable().comment('Of a known one');
    table.text('candidates').notNullable().comment('JSON array');
    table.string('category', 30).notNullable();
    table.index(['state'], 'licenses_state_idx');
    table.index(['category'], 'licenses_category_idx');
  });

  await knex.schema.createTable('license_policies', table => {
    table.comment('Policies of the configuration, one for each distribution');
    table.string('name', 60).primary();
    table.text('title').notNullable();
    table.string('digest', 64).notNullable().comment('SHA-256 of its rules');
    table.text('document').notNullable().comment('JSON');
    table.boolean('development').notNullable().comment('Judges these as well');
    table.timestamp('judged_at').nullable().comment('NULL: issues are behind');
  });

  await knex.schema.createTable('license_verdicts', table => {
    table
      .integer('license_id')
      .notNullable()
      .references('licenses.id')
      .onDelete('CASCADE');
    table
      .string('policy', 60)
      .notNullable()
      .references('license_policies.name')
      .onDelete('CASCADE');
    table
      .specificType('verdict', 'smallint')
      .notNullable()
      .comment('0 allow, 1 review, 2 deny');
    table.text('chosen').nullable();
    table.text('reasons').notNullable().comment('JSON array');
    table.primary(['license_id', 'policy']);
  });

  await knex.schema.alterTable('components', table => {
    table
      .text('package_purl')
      .nullable()
      .comment('Of all versions: without version and qualifiers');
    table.integer('license_id').nullable().comment('NULL: not resolved yet');
    table
      .boolean('facts_pending')
      .notNullable()
      .defaultTo(false)
      .comment('No registry has answered yet');
    table.index(['package_purl'], 'components_package_purl_idx');
    table.index(['license_id', 'id'], 'components_license_idx');
  });
  await knex.raw(
    isPostgres(knex)
      ? `update components set
           package_purl = split_part(split_part(split_part(purl, '@', 1), '?', 1), '#', 1),
           facts_pending = package_id is not null`
      : `update components set
           package_purl = substr(purl, 1, min(
             instr(purl || '@', '@'), instr(purl || '?', '?'), instr(purl || '#', '#')
           ) - 1),
           facts_pending = package_id is not null`,
  );

  await knex.schema.createTable('component_licenses', table => {
    table.comment('What sources say, and from when to when; append-only');
    table.bigIncrements('id');
    table
      .bigInteger('component_id')
      .notNullable()
      .references('components.id')
      .onDelete('CASCADE');
    table.string('source', 60).notNullable();
    table.text('text').notNullable();
    table.text('expression').nullable().comment('As it was understood');
    table.bigInteger('decision_id').nullable().references('decisions.id');
    table.timestamp('recorded_at').notNullable();
    table.timestamp('superseded_at').nullable();
    table.index(['component_id', 'id'], 'component_licenses_component_idx');
    table.index(['decision_id'], 'component_licenses_decision_idx');
    table.index(['recorded_at'], 'component_licenses_recorded_idx');
  });
  await knex.raw(`
    insert into component_licenses (component_id, source, text, recorded_at)
    select id, 'lockfile', license, created_at from components
    where license is not null
  `);

  await knex.schema.createTable('component_facts', table => {
    table.comment(
      'What registries say of a package version beside its licence',
    );
    table
      .bigInteger('component_id')
      .primary()
      .references('components.id')
      .onDelete('CASCADE');
    table.timestamp('published_at').nullable();
    table.text('deprecated').nullable();
    table.text('homepage').nullable();
    table.integer('versions_behind').nullable();
    table.integer('days_behind').nullable();
  });

  await knex.schema.createTable('component_answers', table => {
    table.comment('How asking a source for a package version went last');
    table
      .bigInteger('component_id')
      .notNullable()
      .references('components.id')
      .onDelete('CASCADE');
    table.string('source_id', 60).notNullable();
    table.string('state', 10).notNullable().comment('answered, absent, failed');
    table.timestamp('asked_at').notNullable();
    table.timestamp('due_at').nullable().comment('NULL: kept for good');
    table.integer('attempts').notNullable();
    table.text('error').nullable();
    table.primary(['component_id', 'source_id']);
    table.index(['source_id', 'state'], 'component_answers_source_idx');
  });

  await knex.schema.createTable('package_facts', table => {
    table.comment(
      'Releases of packages, and the queue of questions about them',
    );
    table
      .integer('package_id')
      .primary()
      .references('packages.id')
      .onDelete('CASCADE');
    table.string('ecosystem', 60).notNullable();
    table.text('latest_version').nullable();
    table.timestamp('latest_published_at').nullable();
    table.timestamp('releases_due_at').nullable();
    table.timestamp('due_at').nullable();
    table.string('lease_ticket', 36).nullable();
    table.timestamp('lease_until').nullable();
    table.index(['ecosystem', 'due_at', 'package_id'], 'package_facts_due_idx');
    table.index(['lease_ticket'], 'package_facts_ticket_idx');
  });
  await knex.raw(
    `insert into package_facts (package_id, ecosystem, due_at)
     select id, ecosystem, ${isPostgres(knex) ? '?::timestamptz' : '?'}
     from packages`,
    [new Date(0)],
  );

  await knex.schema.createTable('metadata_sources', table => {
    table.comment('Registries that are asked for facts of packages');
    table.string('id', 60).primary();
    table.text('title').notNullable();
    table.text('ecosystems').notNullable().comment('JSON array');
    table.boolean('active').notNullable();
    table.timestamp('last_success_at').nullable();
    table.timestamp('paused_until').nullable();
    table.integer('failures').notNullable().defaultTo(0).comment('In a row');
    table.text('error').nullable();
  });

  await knex.schema.alterTable('targets', table => {
    table
      .string('distribution', 60)
      .notNullable()
      .defaultTo('')
      .comment('How it is passed on: the name of its licence policy');
    table.text('distribution_because').notNullable().defaultTo('');
    table.index(['distribution'], 'targets_distribution_idx');
  });

  await knex.schema.createTable('target_licenses', table => {
    table.comment('How many components of a target have which licence');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.integer('license_id').notNullable().references('licenses.id');
    table.integer('shipped').notNullable();
    table.integer('development').notNullable().comment('Only needed to build');
    table.integer('pending').notNullable();
    table.primary(['target_id', 'license_id']);
    table.index(['license_id', 'target_id'], 'target_licenses_license_idx');
  });

  await knex.schema.createTable('license_issues', table => {
    table.comment('Package versions of targets that a policy does not allow');
    table.bigIncrements('id');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.bigInteger('component_id').notNullable().references('components.id');
    table.integer('license_id').notNullable().references('licenses.id');
    table.string('policy', 60).notNullable();
    table.specificType('verdict', 'smallint').notNullable();
    table.boolean('direct').notNullable();
    table.specificType('scope', 'smallint').notNullable();
    table.text('package_name').notNullable();
    table.timestamp('first_seen_at').notNullable();
    table.bigInteger('exception_id').nullable().references('decisions.id');
    table.timestamp('excepted_until').nullable();
    table.unique(['target_id', 'component_id'], {
      indexName: 'license_issues_identity_uq',
    });
    table.index(['component_id'], 'license_issues_component_idx');
    table.index(['license_id'], 'license_issues_license_idx');
    table.index(['exception_id'], 'license_issues_exception_idx');
    table.index(['verdict', 'id'], 'license_issues_verdict_idx');
    table.index(['package_name', 'id'], 'license_issues_package_idx');
    table.index(['first_seen_at', 'id'], 'license_issues_first_seen_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'license_issues',
    'target_licenses',
    'metadata_sources',
    'package_facts',
    'component_answers',
    'component_facts',
    'component_licenses',
    'license_verdicts',
    'license_policies',
    'licenses',
  ]) {
    await knex.schema.dropTable(table);
  }
  for (const index of [
    'components_package_purl_idx',
    'components_license_idx',
    'targets_distribution_idx',
  ]) {
    await knex.raw('drop index ??', [index]);
  }
  await dropColumns(knex, 'components', [
    'package_purl',
    'license_id',
    'facts_pending',
  ]);
  await dropColumns(knex, 'targets', ['distribution', 'distribution_because']);
};

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}

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
