/**
 * Approvals of packages that are new to the organization are decisions: one
 * waits or holds for a package at the most.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    `create unique index decisions_approval_uq on decisions (ecosystem, package_name)
     where subject = 'package-approval' and state in ('proposed', 'active')`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const approvals = knex('decisions')
    .where('subject', 'package-approval')
    .select('id');
  await knex('decision_events').whereIn('decision_id', approvals).delete();
  await knex('decisions').where('subject', 'package-approval').delete();
  await knex.raw('drop index decisions_approval_uq');
};
