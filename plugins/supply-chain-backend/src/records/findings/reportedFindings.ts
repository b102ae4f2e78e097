import { isMalicious } from '@safety-curtain/advisories';
import type { Knex } from 'knex';
import { inChunks, toBoolean } from '../../database/dialect';
import { updateMany } from '../../database/updateMany';
import type { DbFindingsRow } from '../../database/tables';
import { relationNumber, scopeNumber } from '../inventory/use';
import { noteFindings } from '../outbox/outbox';
import type { FindingChanges } from './reconcile';
import { severityOfNumber } from './severity';
import { shiftTargetCounts } from './targetCounts';
import {
  type ChangeContext,
  closeFindings,
  recordEvents,
  reopenFindings,
} from './writeFindings';

/** What results of tools say of one finding, all together. */
interface Reported
  extends Pick<
    DbFindingsRow,
    | 'fingerprint'
    | 'kind'
    | 'rule_id'
    | 'package_id'
    | 'package_name'
    | 'severity'
    | 'score'
    | 'message'
    | 'place'
    | 'versions'
  > {
  fixable: boolean;
}

/** With what is told of it once, when it is new. */
type Appearing = Reported & { malicious: boolean };

type StoredReported = Reported & {
  id: number;
  target_id: number;
  state: string;
};

/** What of a finding follows its results. */
const FOLLOWS = [
  'kind',
  'rule_id',
  'package_id',
  'package_name',
  'severity',
  'score',
  'message',
  'place',
  'versions',
  'fixable',
] as const satisfies readonly (keyof Reported)[];

/**
 * Brings the findings of a target that are of rules in step with what the last
 * reports of all tools say. Nothing is deleted: what no report has any more is
 * resolved, what returns is reopened. The caller holds the target's row.
 */
export async function reconcileReported(
  trx: Knex.Transaction,
  targetId: number,
  context: ChangeContext,
): Promise<FindingChanges> {
  const reported = await reportedOf(trx, targetId);
  const stored = await storedOf(trx, targetId);
  const appeared: Appearing[] = [];
  const returned: StoredReported[] = [];
  const altered: { row: StoredReported; next: Reported }[] = [];
  for (const [fingerprint, next] of reported) {
    const row = stored.get(fingerprint);
    if (!row) {
      appeared.push(next);
      continue;
    }
    if (row.state === 'resolved') returned.push(row);
    if (FOLLOWS.some(column => row[column] !== next[column])) {
      altered.push({ row, next });
    }
    stored.delete(fingerprint);
  }
  const gone = [...stored.values()].filter(row => row.state !== 'resolved');
  const isOpen = ({ state }: { state: string }) => state === 'open';
  const recounted = altered.map(({ row }) => row).filter(isOpen);
  await shiftTargetCounts(
    trx,
    idsOf([...recounted, ...gone.filter(isOpen)]),
    -1,
  );
  const opened = await insertReported(trx, targetId, appeared, context);
  await reopenFindings(trx, returned, context);
  await alterReported(trx, altered, context);
  await closeFindings(trx, gone, 'no-longer-reported', context);
  await shiftTargetCounts(
    trx,
    [...opened, ...idsOf([...recounted, ...returned])],
    1,
  );
  return {
    opened: appeared.length,
    reopened: returned.length,
    resolved: gone.length,
    targetIds: new Set(
      appeared.length + returned.length + gone.length > 0 ? [targetId] : [],
    ),
  };
}

function idsOf(rows: readonly StoredReported[]): number[] {
  return rows.map(({ id }) => id);
}

/** By fingerprint. The oldest result tells of what and where; the worst counts. */
async function reportedOf(
  trx: Knex.Transaction,
  targetId: number,
): Promise<Map<string, Appearing>> {
  const rows = await trx('tool_results as r')
    .leftJoin('packages as p', 'p.id', 'r.package_id')
    .where('r.target_id', targetId)
    .whereNotNull('r.finding_fingerprint')
    .orderBy('r.id')
    .select(
      'r.finding_fingerprint',
      'r.kind',
      'r.rule_id',
      'r.package_id',
      'p.name as package_name',
      'r.severity',
      'r.vulnerability',
      'r.score',
      'r.message',
      'r.path',
      'r.place',
      'r.version',
      'r.fixable',
    );
  const reported = new Map<string, Appearing>();
  for await (const chunk of inChunks(rows)) {
    for (const row of chunk) {
      const fingerprint = row.finding_fingerprint!;
      const known = reported.get(fingerprint);
      if (known) {
        known.severity = Math.max(known.severity, row.severity);
        known.score = Math.max(known.score, row.score);
        known.fixable ||= toBoolean(row.fixable);
        continue;
      }
      reported.set(fingerprint, {
        fingerprint,
        kind: row.kind,
        rule_id: row.rule_id,
        package_id: row.package_id,
        package_name: row.package_name ?? row.path ?? '',
        severity: row.severity,
        score: row.score,
        message: row.message,
        place: row.place,
        versions: JSON.stringify(row.version ? [row.version] : []),
        fixable: toBoolean(row.fixable),
        malicious: isMalicious(row.vulnerability ?? ''),
      });
    }
  }
  return reported;
}

async function storedOf(
  trx: Knex.Transaction,
  targetId: number,
): Promise<Map<string, StoredReported>> {
  const rows = await trx('findings')
    .where('target_id', targetId)
    .whereNotNull('rule_id')
    .select('id', 'target_id', 'state', 'fingerprint', ...FOLLOWS);
  return new Map(
    rows.map(row => [
      row.fingerprint,
      { ...row, id: Number(row.id), fixable: toBoolean(row.fixable) },
    ]),
  );
}

async function insertReported(
  trx: Knex.Transaction,
  targetId: number,
  appeared: readonly Appearing[],
  context: ChangeContext,
): Promise<number[]> {
  const ids: number[] = [];
  for await (const chunk of inChunks(appeared)) {
    const rows = await trx('findings')
      .insert(
        chunk.map(one => ({
          ...one,
          target_id: targetId,
          state: 'open' as const,
          epss: -1,
          known_exploited: false,
          relation: relationNumber(true),
          scope: scopeNumber('runtime'),
          first_seen_at: context.now,
          last_seen_at: context.now,
        })),
      )
      .returning(['id', 'target_id']);
    await recordEvents(trx, rows, 'opened', context);
    await noteFindings(trx, 'opened', rows, context.now);
    for (const row of rows) ids.push(Number(row.id));
  }
  return ids;
}

/** A line that moved is nothing to look at again; another severity is. */
async function alterReported(
  trx: Knex.Transaction,
  altered: readonly { row: StoredReported; next: Reported }[],
  context: ChangeContext,
): Promise<void> {
  const write = (
    some: readonly { row: StoredReported; next: Reported }[],
    also: Record<string, string> = {},
  ) =>
    updateMany<Reported & { id: number }, (typeof FOLLOWS)[number]>(
      trx,
      'findings',
      FOLLOWS,
      some.map(({ row: { id }, next }) => ({ ...next, id })),
      also,
    );
  const isNew = ({ row, next }: { row: StoredReported; next: Reported }) =>
    row.severity !== next.severity || row.fixable !== next.fixable;
  await write(altered.filter(one => !isNew(one)));
  await write(altered.filter(isNew), {
    triage_changes: 'findings.triage_changes + 1',
  });
  const rerated = new Map<string, StoredReported[]>();
  for (const { row, next } of altered) {
    if (row.severity === next.severity) continue;
    const detail = [row.severity, next.severity].map(severityOfNumber);
    const key = detail.join(' ');
    rerated.set(key, [...(rerated.get(key) ?? []), row]);
  }
  for (const [detail, rows] of rerated) {
    for await (const chunk of inChunks(rows)) {
      await recordEvents(trx, chunk, 'rerated', context, detail);
    }
    const [from] = detail.split(' ');
    await noteFindings(trx, 'rerated', rows, context.now, { from });
  }
}
