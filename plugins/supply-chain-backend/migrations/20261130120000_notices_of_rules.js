/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('notices', table => {
    table
      .integer('rule_id')
      .nullable()
      .comment('The rule of a tool, where it is about no vulnerability');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('notices').whereNotNull('rule_id').delete();
  // The schema builder would write the table anew on SQLite.
  await knex.raw('alter table ?? drop column ??', ['notices', 'rule_id']);
};
