// @ts-check

/**
 * Tags, the address of a source and the campaigns that wait for a service were
 * found by searching JSON; they get tables and a column with an index.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('target_tags', table => {
    table.comment('Tags of targets, in lower case');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.string('tag', 200).notNullable();
    table.primary(['target_id', 'tag']);
    table.index(['tag', 'target_id'], 'target_tags_tag_idx');
  });
  await knex.raw(
    isPostgres(knex)
      ? `insert into target_tags
         select t.id, lower(left(tag, 200)) from targets as t,
           jsonb_array_elements_text(t.tags::jsonb) as tag
         on conflict do nothing`
      : `insert or ignore into target_tags
         select t.id, lower(substr(tag.value, 1, 200))
         from targets as t, json_each(t.tags) as tag`,
  );

  await knex.schema.createTable('standing_campaigns', table => {
    table.comment('Campaigns that wait for a target');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.string('scorecard', 63).notNullable();
    table.string('campaign', 200).notNullable();
    table.primary(['target_id', 'scorecard', 'campaign']);
    table.index(
      ['scorecard', 'campaign', 'target_id'],
      'standing_campaigns_campaign_idx',
    );
  });
  await knex.raw(
    isPostgres(knex)
      ? `insert into standing_campaigns
         select s.target_id, s.scorecard, left(c ->> 'name', 200)
         from standings as s, jsonb_array_elements(s.campaigns::jsonb) as c
         on conflict do nothing`
      : `insert or ignore into standing_campaigns
         select s.target_id, s.scorecard, substr(json_extract(c.value, '$.name'), 1, 200)
         from standings as s, json_each(s.campaigns) as c`,
  );

  // Compared byte by byte, so that an index finds what is below an address.
  await knex.raw(
    `alter table targets add column source_address text ${
      isPostgres(knex) ? 'collate "C"' : ''
    }`,
  );
  // What may hold credentials gets its address from the catalog, whose next
  // pass takes these entities for changed.
  await knex.raw(
    isPostgres(knex)
      ? `update targets set source_address = source::jsonb ->> 'target'
         where source::jsonb ->> 'type' = 'url'
         and source not like '%@%' and source not like '%token=%'`
      : `update targets set source_address = json_extract(source, '$.target')
         where json_extract(source, '$.type') = 'url'
         and source not like '%@%' and source not like '%token=%'`,
  );
  await knex('targets')
    .whereNull('source_address')
    .where('source', 'like', '%"type":"url"%')
    .update({ entity_etag: '' });
  await knex.schema.alterTable('targets', table => {
    table.index(['source_address'], 'targets_source_address_idx');
    table.index(['snapshot_id'], 'targets_snapshot_idx');
  });
  await knex.schema.alterTable('snapshots', table => {
    table.index(['scan_id'], 'snapshots_scan_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const index of [
    'snapshots_scan_idx',
    'targets_snapshot_idx',
    'targets_source_address_idx',
  ]) {
    await knex.raw('drop index ??', [index]);
  }
  await knex.raw('alter table targets drop column source_address');
  await knex.schema.dropTable('standing_campaigns');
  await knex.schema.dropTable('target_tags');
};

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}
