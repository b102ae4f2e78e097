// @ts-check
const { createHash } = require('node:crypto');

/**
 * What a manifest says of a license belongs to the link to the component: the
 * claim holds as long as some link says it. Links that are there are taken to
 * say what was said last. Sources are read once more, which puts that right;
 * claims that then belong to no link are noted, to be settled anew.
 *
 * The first thing that was ever said of a component, `components.license`, had
 * no reader left.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('license_texts', table => {
    table.comment('What manifests say of licenses, each text once');
    table.increments('id');
    table.string('key', 64).notNullable().unique().comment('SHA-256');
    table.string('source', 60).notNullable().comment('lockfile or sbom');
    table.text('text').notNullable();
    table.text('expression').nullable().comment('As it was understood');
  });
  await knex.schema.createTable('license_updates', table => {
    table.comment('Claims of manifests that may have come or gone');
    table.bigIncrements('id');
    table
      .bigInteger('component_id')
      .notNullable()
      .references('components.id')
      .onDelete('CASCADE');
    table.integer('license_text_id').notNullable();
    table.unique(['component_id', 'license_text_id'], {
      indexName: 'license_updates_claim_uq',
    });
  });
  for (const table of ['target_components', 'component_licenses']) {
    await knex.schema.alterTable(table, columns => {
      columns.integer('license_text_id').nullable();
    });
  }
  await fillTexts(knex);
  await knex.raw(`
    update component_licenses set license_text_id = x.id
    from license_texts as x
    where x.source = component_licenses.source
      and x.text = component_licenses.text
      and component_licenses.superseded_at is null`);
  await knex.raw(`
    update target_components set license_text_id = (
      select claim.license_text_id from component_licenses as claim
      where claim.component_id = target_components.component_id
        and claim.superseded_at is null
        and claim.source = (
          select case when m.series = '' then 'lockfile' else 'sbom' end
          from target_manifests as m where m.id = target_components.manifest_id)
      order by claim.id desc limit 1)`);
  await knex.raw(`
    create index target_components_claim_idx
    on target_components (component_id, license_text_id)
    where license_text_id is not null`);
  await knex.raw(`
    insert into license_updates (component_id, license_text_id)
    select claim.component_id, claim.license_text_id
    from component_licenses as claim
    where claim.superseded_at is null and claim.license_text_id is not null
      and not exists (
        select 1 from target_components as link
        where link.component_id = claim.component_id
          and link.license_text_id = claim.license_text_id)`);
  await knex('targets').update({ source_etag: null });
  await knex.raw('alter table components drop column license');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('components', table => {
    table.text('license').nullable().comment('As the lock file declares it');
  });
  await knex.raw('drop index target_components_claim_idx');
  for (const table of ['target_components', 'component_licenses']) {
    await knex.raw('alter table ?? drop column license_text_id', [table]);
  }
  await knex.schema.dropTable('license_updates');
  await knex.schema.dropTable('license_texts');
};

/** @param {import('knex').Knex} knex */
async function fillTexts(knex) {
  const said = await knex('component_licenses')
    .whereIn('source', ['lockfile', 'sbom'])
    .whereNull('superseded_at')
    .groupBy('source', 'text')
    .select('source', 'text')
    .max({ expression: 'expression' });
  for (let start = 0; start < said.length; start += 200) {
    await knex('license_texts').insert(
      said.slice(start, start + 200).map(({ source, text, expression }) => ({
        key: createHash('sha256')
          .update(JSON.stringify([source, text]))
          .digest('hex'),
        source,
        text,
        expression,
      })),
    );
  }
}
