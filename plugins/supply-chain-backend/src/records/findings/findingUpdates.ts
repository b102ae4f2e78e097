import type { Knex } from 'knex';
import { inChunks, isPostgres } from '../../database/dialect';
import { lockMatching, lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { queueScoring } from '../scoring/queue';
import { noTelemetry, Telemetry } from '../../telemetry/Telemetry';
import {
  FindingChanges,
  noChanges,
  reconcileFindings,
  recordFindingChanges,
} from './reconcile';
import { rateFindings } from './rateFindings';

/**
 * Packages that one transaction brings in step, of at most so many targets:
 * it holds their rows, and a scan of one of them waits for so long.
 */
const PACKAGES = 100;
const TARGETS = 200;
/** Vulnerabilities, and findings of theirs, that one transaction rates. */
const VULNERABILITIES = 500;
const FINDINGS = 1000;

/**
 * Notes that findings of packages (whose matches changed) and of vulnerabilities (whose
 * rating changed) are behind, in the transaction that changes them. They are
 * brought in step by {@link bringFindingsInStep}, now or after a crash.
 */
export async function queueFindingUpdates(
  trx: Knex.Transaction,
  behind: {
    packageIds?: Iterable<number>;
    vulnerabilityIds?: Iterable<number>;
  },
): Promise<void> {
  const rows = [
    ...[...new Set(behind.packageIds)].map(id => ({
      kind: 'package' as const,
      ref_id: id,
    })),
    ...[...new Set(behind.vulnerabilityIds)].map(id => ({
      kind: 'vulnerability' as const,
      ref_id: id,
    })),
  ];
  rows.sort((a, b) => a.ref_id - b.ref_id);
  for await (const chunk of inChunks(rows)) {
    await trx('finding_updates')
      .insert(chunk.map(row => ({ ...row, after_target: 0 })))
      .onConflict(['kind', 'ref_id'])
      .merge(['after_target']);
  }
}

/**
 * Brings findings in step with matches and ratings, piece by piece, until none
 * is behind. No piece keeps others waiting for long: it holds the rows of some
 * targets, and shares the matching lock with scans. Several replicas may do
 * this at once; each takes pieces that no other has.
 */
export async function bringFindingsInStep(
  knex: Knex,
  {
    now,
    signal,
    telemetry = noTelemetry,
  }: { now?: Date; signal?: AbortSignal; telemetry?: Telemetry } = {},
): Promise<FindingChanges> {
  const changes = noChanges();
  for (const step of [updatePackages, updateVulnerabilities]) {
    for (;;) {
      signal?.throwIfAborted();
      const done = await inTransaction(knex, trx =>
        step(trx, now ?? new Date()),
      );
      if (!done) break;
      recordFindingChanges(telemetry, 'advisories', done);
      changes.opened += done.opened;
      changes.reopened += done.reopened;
      changes.resolved += done.resolved;
      for (const id of done.targetIds) changes.targetIds.add(id);
    }
  }
  return changes;
}

/** One piece of packages that are equally far; undefined: there is none. */
async function updatePackages(
  trx: Knex.Transaction,
  now: Date,
): Promise<FindingChanges | undefined> {
  await lockMatching(trx, 'shared');
  const rows: { ref_id: number; after_target: number }[] = await take(
    trx,
    'package',
    PACKAGES,
  );
  if (rows.length === 0) return undefined;
  const after = rows[0].after_target;
  const packageIds = rows
    .filter(row => row.after_target === after)
    .map(row => row.ref_id);
  const targetIds = await nextTargets(trx, packageIds, after);
  await lockTargets(trx, targetIds);
  const changes =
    targetIds.length > 0
      ? await reconcileFindings(trx, { targetIds, packageIds }, { now })
      : noChanges();
  await queueScoring(trx, changes.targetIds, now);
  const done = trx('finding_updates')
    .where('kind', 'package')
    .whereIn('ref_id', packageIds);
  if (targetIds.length < TARGETS) await done.delete();
  else await done.update({ after_target: targetIds[targetIds.length - 1] });
  return changes;
}

/** Targets that use the packages or have findings of them, by number. */
async function nextTargets(
  trx: Knex.Transaction,
  packageIds: number[],
  after: number,
): Promise<number[]> {
  const users = trx('target_components as link')
    .join('components as c', 'c.id', 'link.component_id')
    .whereIn('c.package_id', packageIds)
    .where('link.target_id', '>', after)
    .select('link.target_id');
  const found = trx('findings as f')
    .whereIn('f.package_id', packageIds)
    .where('f.target_id', '>', after)
    .select('f.target_id');
  return trx
    .from(users.union(found).as('x'))
    .orderBy('target_id')
    .limit(TARGETS)
    .pluck('target_id');
}

async function updateVulnerabilities(
  trx: Knex.Transaction,
  now: Date,
): Promise<FindingChanges | undefined> {
  await lockMatching(trx, 'shared');
  const rows = await take(trx, 'vulnerability', VULNERABILITIES);
  if (rows.length === 0) return undefined;
  const vulnerabilityIds = rows.map(row => row.ref_id);
  const { rated, targetIds } = await rateFindings(
    trx,
    vulnerabilityIds,
    FINDINGS,
    now,
  );
  await queueScoring(trx, targetIds, now);
  if (rated < FINDINGS) {
    await trx('finding_updates')
      .where('kind', 'vulnerability')
      .whereIn('ref_id', vulnerabilityIds)
      .delete();
  }
  return { ...noChanges(), targetIds };
}

/** What is furthest comes first: so all that is taken together is equally far. */
function take(
  trx: Knex.Transaction,
  kind: 'package' | 'vulnerability',
  limit: number,
) {
  const query = trx('finding_updates')
    .where('kind', kind)
    .orderBy([
      { column: 'after_target', order: 'desc' },
      { column: 'ref_id', order: 'asc' },
    ])
    .limit(limit)
    .select('ref_id', 'after_target');
  return isPostgres(trx) ? query.forUpdate().skipLocked() : query;
}
