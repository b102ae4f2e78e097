/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('package_facts', table => {
    table
      .float('openssf_score')
      .nullable()
      .comment('Of OpenSSF Scorecard, 0 to 10, for the project of the package');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('package_facts', table => {
    table.dropColumn('openssf_score');
  });
};
