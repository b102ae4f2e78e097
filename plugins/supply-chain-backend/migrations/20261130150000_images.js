// @ts-check

/*
 * Images of services, as annotations name them, and what registries tell of them.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('target_images', table => {
    table.comment('Images that services are shipped as, read from registries');
    table.increments('id');
    table
      .integer('target_id')
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table
      .string('series', 63)
      .notNullable()
      .comment('Of the snapshots of its SBOMs: image: and the repository');
    table.text('image').notNullable().comment('As the annotation has it');
    table
      .timestamp('removed_at')
      .nullable()
      .comment('When the annotation had it no more; what it brought goes');
    table.string('digest', 71).nullable().comment('What the tag leads to');
    table
      .string('image_digest', 71)
      .nullable()
      .comment('Of the image for the platform');
    table
      .text('facts')
      .nullable()
      .comment('JSON: platform, labels, base image, signatures');
    table
      .string('sbom', 10)
      .nullable()
      .comment('read, none, failed; null: not looked for yet');
    table.text('sbom_error').nullable();
    table
      .string('content', 64)
      .nullable()
      .comment('Digest of the image and of the SBOMs that are attached to it');
    table.timestamp('changed_at').nullable().comment('Since when it is that');
    table.timestamp('looked_at').nullable().comment('When it was read last');
    table.text('error').nullable().comment('Why it could not be read');
    table.integer('attempts').notNullable().defaultTo(0);
    table.timestamp('due_at').notNullable();
    table.unique(['target_id', 'series'], {
      indexName: 'target_images_series_uq',
    });
    table.index(['due_at', 'id'], 'target_images_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // What was read of images stays as what it is to an older version: uploads.
  await knex.schema.dropTable('target_images');
};
