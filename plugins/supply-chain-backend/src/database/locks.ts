import type { Knex } from 'knex';
import { isPostgres } from './dialect';

/** Any numbers that no one else on this database uses for advisory locks. */
const MATCHING_LOCK = 7_230_921_101;
const DOCUMENTS_LOCK = 7_230_921_102;
const LICENSING_LOCK = 7_230_921_103;

/**
 * Keeps new components and new advisories from missing each other.
 *
 * A scan that stores components matches them against the advisories it sees;
 * an update that stores advisories matches them against the components it
 * sees. Were both to run at once, each could look before the other commits.
 * So scans share the lock, an advisory update has it alone, until the
 * transaction ends. SQLite has one writer and needs none.
 */
export async function lockMatching(
  trx: Knex.Transaction,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  await lock(trx, MATCHING_LOCK, mode);
}

/**
 * Keeps retention from deleting the bytes of a document that somebody is
 * about to name again: whoever names documents shares the lock, whoever
 * deletes them has it alone, until the transaction ends.
 */
export async function lockDocuments(
  trx: Knex.Transaction,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  await lock(trx, DOCUMENTS_LOCK, mode);
}

/**
 * Keeps links and licences from missing each other, as the matching lock does
 * for links and matches. Whoever changes the links of one target shares it:
 * its counts and issues are written with the licences as they are. Whoever
 * changes licences, verdicts or exceptions has it alone: counts and issues of
 * all targets follow. It is held until the transaction ends and taken after
 * the matching lock, before any row. SQLite has one writer and needs none.
 */
export async function lockLicensing(
  trx: Knex.Transaction,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  await lock(trx, LICENSING_LOCK, mode);
}

async function lock(
  trx: Knex.Transaction,
  number: number,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  if (!isPostgres(trx)) return;
  const take =
    mode === 'shared'
      ? 'pg_advisory_xact_lock_shared'
      : 'pg_advisory_xact_lock';
  await trx.raw(`select ${take}(?)`, [number]);
}
