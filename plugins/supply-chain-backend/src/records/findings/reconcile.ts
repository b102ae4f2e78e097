import type { Knex } from 'knex';
import {
  PresentVulnerability,
  presentVulnerabilities,
  ReconcileScope,
  StoredFinding,
  storedFindings,
} from './presentVulnerabilities';
import { shiftTargetCounts } from './targetCounts';
import {
  alterFindings,
  ChangeContext,
  insertFindings,
  reopenFindings,
  resolveFindings,
} from './writeFindings';
import type { AttributesOf } from '../../telemetry/instruments';
import type { Telemetry } from '../../telemetry/Telemetry';

/** What changed among findings, by target. */
export interface FindingChanges {
  opened: number;
  reopened: number;
  resolved: number;
  /** Targets whose findings changed. */
  targetIds: Set<number>;
}

export function noChanges(): FindingChanges {
  return { opened: 0, reopened: 0, resolved: 0, targetIds: new Set() };
}

/** What came of two steps together. */
export function sumOfChanges(
  one: FindingChanges,
  other: FindingChanges,
): FindingChanges {
  return {
    opened: one.opened + other.opened,
    reopened: one.reopened + other.reopened,
    resolved: one.resolved + other.resolved,
    targetIds: new Set([...one.targetIds, ...other.targetIds]),
  };
}

/** Tells what changed, once it is committed. */
export function recordFindingChanges(
  telemetry: Telemetry,
  cause: AttributesOf<'findingChanges'>['cause'],
  changes: FindingChanges,
): void {
  for (const change of ['opened', 'reopened', 'resolved'] as const) {
    telemetry.record('findingChanges', changes[change], { change, cause });
  }
}

/**
 * Brings findings in step with what links and matches say, for some targets
 * (after a scan) or some packages of some targets (after an advisory update).
 * Both end here, so a finding is the same however it came about. Nothing is
 * deleted: what is no longer there is resolved, what returns is reopened. The
 * caller shares the matching lock and holds the rows of the targets.
 */
export async function reconcileFindings(
  trx: Knex.Transaction,
  scope: ReconcileScope,
  context: ChangeContext,
): Promise<FindingChanges> {
  const present = await presentVulnerabilities(trx, scope);
  const stored = await storedFindings(trx, scope);
  const appeared: PresentVulnerability[] = [];
  const returned: StoredFinding[] = [];
  const altered: { row: StoredFinding; vulnerability: PresentVulnerability }[] =
    [];
  for (const [key, vulnerability] of present) {
    const row = stored.get(key);
    if (!row) {
      appeared.push(vulnerability);
      continue;
    }
    if (row.state === 'resolved') returned.push(row);
    if (
      row.relation !== vulnerability.relation ||
      row.scope !== vulnerability.scope ||
      row.fixable !== vulnerability.fixable ||
      row.versions !== vulnerability.versions
    ) {
      altered.push({ row, vulnerability });
    }
    stored.delete(key);
  }
  const gone = [...stored.values()].filter(row => row.state !== 'resolved');

  const recounted = altered
    .map(({ row }) => row)
    .filter(row => row.state === 'open');
  const closed = gone.filter(row => row.state === 'open');
  await shiftTargetCounts(trx, idsOf([...recounted, ...closed]), -1);
  const opened = await insertFindings(trx, appeared, context);
  await reopenFindings(trx, returned, context);
  await alterFindings(trx, altered);
  await resolveFindings(trx, gone, context);
  const counted = [...opened, ...idsOf([...recounted, ...returned])];
  await shiftTargetCounts(trx, counted, 1);

  return {
    opened: appeared.length,
    reopened: returned.length,
    resolved: gone.length,
    targetIds: new Set(
      [...appeared, ...returned, ...gone].map(row => row.target_id),
    ),
  };
}

function idsOf(rows: StoredFinding[]): number[] {
  return rows.map(row => row.id);
}
