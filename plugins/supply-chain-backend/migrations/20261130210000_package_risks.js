// @ts-check

/*
 * What is wrong with packages, worked out once for each version whatever the
 * number of its users. `risk_updates` and `risk_targets` are queues: of versions
 * that are to be judged, and of targets whose report is behind.
 */

const LATER =
  'Raised each time that it is noted, so that who notes it holds the row';

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('component_risks', table => {
    table.comment(
      'What is wrong with package versions, by the rules of one engine',
    );
    table
      .bigInteger('component_id')
      .notNullable()
      .references('components.id')
      .onDelete('CASCADE');
    table.string('rule', 40).notNullable();
    table.text('risk').notNullable().comment('JSON of the engine');
    table.timestamp('until').nullable().comment('When it is over by itself');
    table.primary(['component_id', 'rule']);
    table.index(['until'], 'component_risks_until_idx');
  });
  await knex.schema.createTable('risk_updates', table => {
    table.comment('Package versions that are to be judged');
    table
      .bigInteger('component_id')
      .primary()
      .references('components.id')
      .onDelete('CASCADE');
    table.integer('noted').notNullable().comment(LATER);
  });
  await knex.schema.createTable('risk_targets', table => {
    table.comment('Targets whose report on packages is behind');
    table
      .integer('target_id')
      .primary()
      .references('targets.id')
      .onDelete('CASCADE');
    table.integer('noted').notNullable().comment(LATER);
  });
  await knex.schema.alterTable('components', table => {
    table
      .string('locked_hash', 48)
      .nullable()
      .comment('Of its archive, as the first lock file with one has it');
  });
  await knex.schema.createTable('other_hashes', table => {
    table.comment('Lock files that have another hash of a package version');
    table
      .integer('manifest_id')
      .notNullable()
      .references('target_manifests.id')
      .onDelete('CASCADE');
    table
      .bigInteger('component_id')
      .notNullable()
      .references('components.id')
      .onDelete('CASCADE');
    table.string('hash', 48).notNullable();
    table.primary(['manifest_id', 'component_id']);
    table.index(['component_id'], 'other_hashes_component_idx');
  });
  await knex.schema.alterTable('component_facts', table => {
    table
      .text('release')
      .nullable()
      .comment('JSON: how the version was published, as its registry says');
  });
  await knex.schema.alterTable('package_facts', table => {
    table.timestamp('first_published_at').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('tool_reports').where('tool', 'safety-curtain-packages').delete();
  await knex('triage_settings').where('name', 'package-risks').delete();
  // The schema builder would write the tables anew on SQLite.
  for (const [table, column] of [
    ['package_facts', 'first_published_at'],
    ['components', 'locked_hash'],
    ['component_facts', 'release'],
  ]) {
    await knex.raw('alter table ?? drop column ??', [table, column]);
  }
  for (const table of [
    'other_hashes',
    'risk_targets',
    'risk_updates',
    'component_risks',
  ]) {
    await knex.schema.dropTable(table);
  }
};
