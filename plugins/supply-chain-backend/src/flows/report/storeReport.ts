import { resultKinds, type ToolReport } from '@safety-curtain/reports';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import { lockMatching, lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import type { DbToolReportsRow } from '../../database/tables';
import {
  type FindingChanges,
  noChanges,
  reconcileFindings,
  sumOfChanges,
} from '../../records/findings/reconcile';
import { kindNumber } from '../../records/findings/kinds';
import { reconcileReported } from '../../records/findings/reportedFindings';
import {
  seriesRow,
  touchReport,
  writeReport,
} from '../../records/reports/toolReports';
import {
  joinFindings,
  storedPath,
  writeResults,
} from '../../records/reports/toolResults';
import { queueScoring } from '../../records/scoring/queue';
import type { FilesOfSource } from './filesOfSource';
import { settleResults } from './settleResults';
import { endSuppressions, storeSuppressions } from './storeSuppressions';

/** A report of a tool about a service, read and not stored yet. */
export interface ReceivedReport {
  target: { id: number; entityRef: string };
  report: ToolReport;
  /** In place of the report's own. */
  category?: string;
  format: string;
  origin: DbToolReportsRow['origin'];
  /** For reports about some files: what else of the source there is. */
  source?: FilesOfSource;
  receivedBy: string;
  /** The longest that what it suppresses may be proposed for, in milliseconds. */
  longestExceptionMs?: number;
}

/** What became of a report. */
export interface StoredReport {
  /** False: the last one of its series said the same. */
  created: boolean;
  changes: FindingChanges;
}

/**
 * Stores what a tool reports in place of what it reported last, and brings the
 * findings of the service in step, in one transaction.
 */
export async function storeReport(
  knex: Knex,
  received: ReceivedReport,
): Promise<StoredReport> {
  return inTransaction(knex, async trx => {
    await lockMatching(trx, 'shared');
    await lockTargets(trx, [received.target.id]);
    return takeReport(trx, received, new Date());
  });
}

/** As {@link storeReport}; the caller holds the locks of matching and of the target. */
export async function takeReport(
  trx: Knex.Transaction,
  received: ReceivedReport,
  now: Date,
): Promise<StoredReport> {
  const { target, report, format, origin, receivedBy, source } = received;
  const { results, rules, ...heading } = report;
  const series = {
    targetId: target.id,
    tool: report.tool.id,
    category: received.category ?? report.category,
  };
  const digest = digestOf(report, format);
  const before = await seriesRow(trx, series);
  const next = {
    ...series,
    origin,
    format,
    digest,
    heading,
    results: results.length,
    receivedBy,
  };
  const suppressing = {
    target,
    tool: series.tool,
    toolName: report.tool.name,
    category: series.category,
    author: receivedBy,
    longestMs: received.longestExceptionMs,
  };
  if (before?.digest === digest) {
    await touchReport(trx, before, next, now);
    // What was proposed may have run out since.
    await storeSuppressions(
      trx,
      { ...suppressing, id: Number(before.id) },
      now,
    );
    return { created: false, changes: noChanges() };
  }
  const reportId = await writeReport(trx, next, now);
  const settled = await settleResults(trx, results, {
    entityRef: target.entityRef,
    tool: series.tool,
    rules,
  });
  const isLookedAt = lookedAt(
    report,
    // A file that was reported after the scan may be newer than it.
    before && source && source.seenAt > toDate(before.received_at)
      ? source
      : undefined,
  );
  const written = await writeResults(
    trx,
    { reportId, targetId: target.id },
    settled,
    result => !isLookedAt(result),
    now,
  );
  const changes = await reconcileTarget(trx, target.id, {
    packageIds: written.packageIds,
    now,
    lastSeenAt: before && toDate(before.received_at),
  });
  await storeSuppressions(trx, { ...suppressing, id: reportId }, now);
  return { created: true, changes };
}

/** Forgets what a tool reported, and says by whom. Gives undefined where it reported nothing. */
export async function removeReport(
  knex: Knex,
  series: { targetId: number; tool: string; category: string },
  by: string,
): Promise<FindingChanges | undefined> {
  return inTransaction(knex, async trx => {
    await lockMatching(trx, 'shared');
    await lockTargets(trx, [series.targetId]);
    const row = await seriesRow(trx, series);
    return row && forgetReport(trx, row, by, new Date());
  });
}

/** As {@link removeReport}; the caller holds the locks of matching and of the target. */
export async function forgetReport(
  trx: Knex.Transaction,
  row: DbToolReportsRow,
  by: string,
  now: Date,
): Promise<FindingChanges> {
  const named = await trx('tool_results')
    .where('report_id', row.id)
    .whereNotNull('package_id')
    .distinct('package_id');
  const packageIds = named.flatMap(({ package_id: id }) => id ?? []);
  await trx('tool_reports').where('id', row.id).delete();
  const target = await trx('targets')
    .where('id', row.target_id)
    .first('id', 'entity_ref');
  if (target) {
    const { tool, category } = row;
    const of = { id: target.id, entityRef: target.entity_ref };
    await endSuppressions(trx, { target: of, tool, category, author: by }, now);
  }
  return reconcileTarget(trx, Number(row.target_id), {
    packageIds: new Set(packageIds),
    now,
    lastSeenAt: toDate(row.received_at),
  });
}

/** Brings findings in step with results that changed. */
async function reconcileTarget(
  trx: Knex.Transaction,
  targetId: number,
  {
    packageIds,
    ...times
  }: { packageIds: ReadonlySet<number>; now: Date; lastSeenAt?: Date },
): Promise<FindingChanges> {
  const context = { ...times, reported: true };
  const own = await reconcileReported(trx, targetId, context);
  const ofPackages =
    packageIds.size === 0
      ? noChanges()
      : await reconcileFindings(
          trx,
          { targetIds: [targetId], packageIds: [...packageIds] },
          context,
        );
  await joinFindings(trx, targetId);
  await queueScoring(trx, [targetId], times.now);
  return sumOfChanges(own, ofPackages);
}

/**
 * Tells of stored results whether what the tool does not report any more is not
 * there: it looked for it where it was, or the file is gone from the source.
 *
 * @param source - where all of it is known
 */
function lookedAt(
  { covers, lookedFor, leftOut = [], partial, cut }: ToolReport,
  source: FilesOfSource | undefined,
): (result: { path: string | null; kind: number }) => boolean {
  // Of a report that is cut, what is not read may be what is there.
  if (partial || cut) return () => false;
  const kinds = new Set((lookedFor ?? resultKinds).map(kindNumber));
  const missed = new Set(leftOut.map(storedPath));
  const isGone = source && covers ? goneFrom(source, covers) : () => false;
  const covered = covers?.map(storedPath);
  const isSeen = (path: string) =>
    !missed.has(path) &&
    (covered === undefined ||
      isGone(path) ||
      covered.some(one => path === one || path.startsWith(`${one}/`)));
  return ({ path, kind }) => kinds.has(kind) && (path === null || isSeen(path));
}

/**
 * Tells of paths whether the source has them no more. Of a report none of whose
 * own files it has, the paths may begin at another folder.
 */
function goneFrom(
  { paths, sees }: FilesOfSource,
  covers: readonly string[],
): (path: string) => boolean {
  if (!covers.some(covered => paths.has(covered))) return () => false;
  const files = new Set([...paths].map(storedPath));
  return path => !files.has(path) && sees(path);
}

function digestOf(report: ToolReport, format: string): string {
  const { ranAt: _at, revision: _revision, ...said } = report;
  return createHash('sha256')
    .update(JSON.stringify([format, said]))
    .digest('hex');
}
