// @ts-check

/*
 * When documents say that their statements were made: of two, the newer one
 * counts, whichever was taken over first. Of those in force that were taken over
 * before, the time of their document is known, if it named one; of documents that
 * nothing is kept of, the day they came.
 */

const TIMES = ['first_said_at', 'said_at'];

const LIVE = `origin = 'vex' and state in ('active', 'proposed')`;

/** The document that a decision came with, newest first. */
const DOCUMENT = `
  from vex_documents as v
  where v.ref = decisions.origin_ref
    and v.scope_kind = decisions.scope_kind
    and v.scope_ref = decisions.scope_ref
    and v.imported_at <= decisions.created_at
  order by v.id desc limit 1`;

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('decisions', table => {
    for (const time of TIMES) table.timestamp(time).nullable();
  });
  // Without it, all documents are gone through for each decision.
  await knex.raw(
    `create index vex_documents_versions_idx
     on vex_documents (ref, scope_kind, scope_ref, id)`,
  );
  await knex.raw(
    `update decisions set said_at = case
       when exists (select 1 ${DOCUMENT}) then (select v.document_at ${DOCUMENT})
       else created_at end
     where ${LIVE}`,
  );
  await knex.raw('drop index vex_documents_versions_idx');
  await indexDocuments(knex, LIVE);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await indexDocuments(knex, `origin = 'vex' and state = 'active'`);
  for (const time of TIMES) {
    await knex.raw(`alter table decisions drop column ${time}`);
  }
};

/**
 * The index by which decisions of a document are found, of some of them.
 *
 * @param {import('knex').Knex} knex
 * @param {string} some
 */
async function indexDocuments(knex, some) {
  await knex.raw('drop index decisions_document_idx');
  await knex.raw(
    `create index decisions_document_idx on decisions (origin_ref) where ${some}`,
  );
}
