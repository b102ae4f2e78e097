import { channel } from 'node:diagnostics_channel';
import type { Knex } from 'knex';
import { inChunks, isPostgres } from './dialect';

/*
 * The order in which locks are taken. Whoever takes several takes them in this
 * order, and several of one kind by their number:
 *
 * 1. the matching lock
 * 2. the licensing lock
 * 3. rows of targets (`lockTargets`): before anything else of theirs is
 *    written, such as scans, manifests, findings, issues and counts
 * 4. packages, then components, by name
 * 5. vulnerabilities, then findings
 * 6. texts of manifests, claims that are noted, licenses, and what is counted
 *    of them
 * 7. the queue of scorecards
 *
 * Notes of package versions to be judged, and then of targets to be reported on,
 * come with or after components; who judges holds none of the above but them.
 *
 * Rows of pull requests are held with none of these but the documents that
 * they name.
 *
 * Two transactions that keep to it may wait for each other, but never both.
 */

/** Any numbers that no one else on this database uses for advisory locks. */
const LOCKS = { matching: 7_230_921_101, licensing: 7_230_921_103 };

type Mode = 'shared' | 'exclusive';

/** How long a transaction waited for a lock, whether it got it or not. */
export interface LockWait {
  lock: 'matching' | 'licensing' | 'targets';
  mode: Mode;
  seconds: number;
}

/**
 * Each {@link LockWait} is published here: locks are taken by functions of
 * every floor, which need not know who measures.
 */
export const lockWaits = channel('safety-curtain:supply-chain:lock-wait');

/**
 * Keeps new components and new advisories from missing each other.
 *
 * A scan that stores components matches them against the advisories it sees;
 * an update that stores advisories matches them against the components it
 * sees. Were both to run at once, each could look before the other commits.
 * So scans share the lock, an advisory update has it alone, until the
 * transaction ends. Who has it alone keeps every scan waiting, so nothing is
 * done under it that could be done after. SQLite has one writer and needs none.
 */
export async function lockMatching(
  trx: Knex.Transaction,
  mode: Mode,
): Promise<void> {
  await lock(trx, 'matching', mode);
}

/**
 * Keeps links and licenses from missing each other, as the matching lock does
 * for links and matches. Whoever changes the links of one target shares it:
 * its counts and issues are written with the licenses as they are. Whoever
 * changes licenses, verdicts or exceptions has it alone: counts and issues of
 * all targets follow.
 */
export async function lockLicensing(
  trx: Knex.Transaction,
  mode: Mode,
): Promise<void> {
  await lock(trx, 'licensing', mode);
}

/**
 * Locks the rows of targets: whoever writes findings, links or counts of a
 * target holds it, so that a scan, an upload and an advisory update of one
 * target come after one another. Other transactions may still name the target
 * in rows of theirs (`FOR NO KEY UPDATE`). SQLite has one writer.
 */
export async function lockTargets(
  trx: Knex.Transaction,
  targetIds: Iterable<number>,
): Promise<void> {
  if (!isPostgres(trx)) return;
  const ids = [...new Set(targetIds)].sort((a, b) => a - b);
  if (ids.length === 0) return;
  await timed('targets', 'exclusive', async () => {
    for await (const chunk of inChunks(ids)) {
      await trx('targets')
        .whereIn('id', chunk)
        .orderBy('id')
        .forNoKeyUpdate()
        .select('id');
    }
  });
}

async function lock(
  trx: Knex.Transaction,
  name: keyof typeof LOCKS,
  mode: Mode,
): Promise<void> {
  if (!isPostgres(trx)) return;
  const take =
    mode === 'shared'
      ? 'pg_advisory_xact_lock_shared'
      : 'pg_advisory_xact_lock';
  await timed(name, mode, () => trx.raw(`select ${take}(?)`, [LOCKS[name]]));
}

async function timed(
  name: LockWait['lock'],
  mode: Mode,
  take: () => PromiseLike<unknown>,
): Promise<void> {
  const started = performance.now();
  try {
    await take();
  } finally {
    const seconds = (performance.now() - started) / 1000;
    const wait: LockWait = { lock: name, mode, seconds };
    lockWaits.publish(wait);
  }
}
