import type { Knex } from 'knex';
import { isPostgres } from './dialect';

/** Any number that no one else on this database uses for an advisory lock. */
const MATCHING_LOCK = 7_230_921_101;

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
  if (!isPostgres(trx)) return;
  const lock =
    mode === 'shared'
      ? 'pg_advisory_xact_lock_shared'
      : 'pg_advisory_xact_lock';
  await trx.raw(`select ${lock}(?)`, [MATCHING_LOCK]);
}
