import type { Knex } from 'knex';
import { chunked } from '../database/dialect';
import {
  PresentFlaw,
  presentFlaws,
  Reach,
  StoredFinding,
  storedFindings,
} from './presentFlaws';
import { shiftTargetCounts } from './targetCounts';
import {
  alterFindings,
  ChangeContext,
  openFindings,
  reopenFindings,
  resolveFindings,
} from './writeFindings';

/** What changed among findings, by target. */
export interface FindingChanges {
  opened: number;
  reopened: number;
  resolved: number;
  /** Targets whose findings changed. */
  targetIds: Set<number>;
}

/**
 * Brings findings in step with what links and matches say, for some targets
 * (after a scan) or some packages (after an advisory update). Both end here,
 * so a finding is the same however it came about. Nothing is deleted: what is
 * no longer there is resolved, what returns is reopened.
 */
export async function reconcileFindings(
  trx: Knex.Transaction,
  reach: Reach,
  context: ChangeContext,
): Promise<FindingChanges> {
  const changes: FindingChanges = {
    opened: 0,
    reopened: 0,
    resolved: 0,
    targetIds: new Set(),
  };
  const ids = 'targetIds' in reach ? reach.targetIds : reach.packageIds;
  for (const chunk of chunked(ids, 200)) {
    const part =
      'targetIds' in reach ? { targetIds: chunk } : { packageIds: chunk };
    await reconcilePart(trx, part, context, changes);
  }
  return changes;
}

async function reconcilePart(
  trx: Knex.Transaction,
  reach: Reach,
  context: ChangeContext,
  changes: FindingChanges,
): Promise<void> {
  const present = await presentFlaws(trx, reach);
  const stored = await storedFindings(trx, reach);
  const appeared: PresentFlaw[] = [];
  const returned: StoredFinding[] = [];
  const altered: { row: StoredFinding; flaw: PresentFlaw }[] = [];
  for (const [key, flaw] of present) {
    const row = stored.get(key);
    if (!row) {
      appeared.push(flaw);
      continue;
    }
    if (row.state === 'resolved') returned.push(row);
    if (
      row.direct !== flaw.direct ||
      row.scope !== flaw.scope ||
      row.fixable !== flaw.fixable
    ) {
      altered.push({ row, flaw });
    }
    stored.delete(key);
  }
  const gone = [...stored.values()].filter(row => row.state === 'open');

  const recounted = altered
    .map(({ row }) => row)
    .filter(row => row.state === 'open');
  await shiftTargetCounts(trx, idsOf([...recounted, ...gone]), -1);
  const opened = await openFindings(trx, appeared, context);
  await reopenFindings(trx, returned, context);
  await alterFindings(trx, altered);
  await resolveFindings(trx, gone, context);
  const counted = [...opened, ...idsOf([...recounted, ...returned])];
  await shiftTargetCounts(trx, counted, 1);

  changes.opened += appeared.length;
  changes.reopened += returned.length;
  changes.resolved += gone.length;
  for (const row of [...appeared, ...returned, ...gone]) {
    changes.targetIds.add(row.target_id);
  }
}

function idsOf(rows: StoredFinding[]): number[] {
  return rows.map(row => row.id);
}

/** Findings that a scan saw again: those in a place that it could read. */
export async function touchFindings(
  trx: Knex.Transaction,
  targetId: number,
  now: Date,
): Promise<void> {
  await trx('findings')
    .where({ target_id: targetId, state: 'open' })
    .whereIn(
      'package_id',
      trx('target_components as link')
        .join('target_manifests as m', 'm.id', 'link.manifest_id')
        .join('components as c', 'c.id', 'link.component_id')
        .where('link.target_id', targetId)
        .whereNull('m.stale_since')
        .whereNotNull('c.package_id')
        .select('c.package_id'),
    )
    .update({ last_seen_at: now });
}
