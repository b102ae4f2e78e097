import { Control, controls } from '@safety-curtain/archive';
import type { AdvisorySourceStatus } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { listAdvisorySources } from '../../../views/vulnerabilities/sourceViews';
import { toBoolean, toDate, toIso } from '../../../database/dialect';
import { toDecision } from '../../../views/decisions/decisionViews';
import type { ArchiveWriter } from '../ArchiveWriter';
import { csvText } from '../csvText';
import type {
  DbAuditEventsRow,
  DbDeletionsRow,
  DbScansRow,
  DbTargetsRow,
} from '../../../database/tables';

const PAGE = 1000;

type ScanRow = DbScansRow & Pick<DbTargetsRow, 'entity_ref'>;

const scanColumns = [
  ['scan', (s: ScanRow) => s.id],
  ['entity', (s: ScanRow) => s.entity_ref],
  ['trigger', (s: ScanRow) => s.trigger],
  ['requested by', (s: ScanRow) => s.requested_by],
  ['state', (s: ScanRow) => s.state],
  ['revision', (s: ScanRow) => s.revision],
  ['started', (s: ScanRow) => toIso(s.started_at)],
  ['finished', (s: ScanRow) => toIso(s.finished_at)],
  ['files read', (s: ScanRow) => s.files_read],
  ['files skipped', (s: ScanRow) => s.files_skipped],
  ['files failed', (s: ScanRow) => s.files_failed],
  ['files perhaps damaged', (s: ScanRow) => s.sudden_losses],
  ['versions unresolved', (s: ScanRow) => s.unresolved_versions],
  ['components', (s: ScanRow) => s.component_count],
  ['damaged documents written anew', (s: ScanRow) => s.restored_documents],
  ['findings opened', (s: ScanRow) => s.findings_opened],
  ['findings resolved', (s: ScanRow) => s.findings_resolved],
  ['advisory data as of', (s: ScanRow) => toIso(s.advisories_as_of)],
  ['error', (s: ScanRow) => s.error],
] as const;

const auditColumns = [
  ['at', (e: DbAuditEventsRow) => toIso(e.at)],
  ['event', (e: DbAuditEventsRow) => e.event],
  ['actor', (e: DbAuditEventsRow) => e.actor],
  ['entity', (e: DbAuditEventsRow) => e.entity_ref],
  ['outcome', (e: DbAuditEventsRow) => e.outcome],
  ['details', (e: DbAuditEventsRow) => e.meta],
] as const;

const sourceColumns = [
  ['source', (s: AdvisorySourceStatus) => s.id],
  ['title', (s: AdvisorySourceStatus) => s.title],
  ['kind', (s: AdvisorySourceStatus) => s.kind],
  ['records', (s: AdvisorySourceStatus) => s.records],
  ['rejected', (s: AdvisorySourceStatus) => s.rejected],
  ['data as of', (s: AdvisorySourceStatus) => s.dataAsOf],
  ['oldest part', (s: AdvisorySourceStatus) => s.oldestPart],
  ['stale', (s: AdvisorySourceStatus) => s.stale],
  ['stale after hours', hoursUntilStale],
  ['example data', (s: AdvisorySourceStatus) => s.example],
  ['last success', (s: AdvisorySourceStatus) => s.lastSuccessAt],
  ['error', (s: AdvisorySourceStatus) => s.error],
] as const;

function hoursUntilStale({ staleAfterSeconds }: AdvisorySourceStatus) {
  return staleAfterSeconds === undefined ? undefined : staleAfterSeconds / 3600;
}

const deletionColumns = [
  ['at', (d: DbDeletionsRow) => toIso(d.at)],
  ['kind', (d: DbDeletionsRow) => d.kind],
  ['entity', (d: DbDeletionsRow) => d.entity_ref],
  ['count', (d: DbDeletionsRow) => d.count],
  ['older than', (d: DbDeletionsRow) => toIso(d.before)],
  ['reason', (d: DbDeletionsRow) => d.reason],
] as const;

const controlColumns = [
  ['framework', (c: Control) => c.framework],
  ['control', (c: Control) => c.id],
  ['about', (c: Control) => c.subject],
  ['coverage', (c: Control) => c.coverage],
  ['files', (c: Control) => c.files],
  ['note', (c: Control) => c.note],
] as const;

/** What the records of an export are about. */
export interface RecordsOf {
  knex: Knex;
  writer: ArchiveWriter;
  /** A query for the ids of the targets in scope. */
  targets: () => Knex.QueryBuilder;
  /** Whether the scope is everything that there is. */
  everything: boolean;
  from?: Date;
  to: Date;
}

/** Writes policies, decisions, logs and the control matrix. */
export async function writeRecords(records: RecordsOf): Promise<void> {
  const { knex, writer } = records;
  await writer.add('policy.json', [await policies(knex)]);
  await writer.add('decisions.json', [await decisions(records)]);
  await writer.add('scans.csv', csvText(scanColumns, scans(records)));
  await writer.add('audit.csv', csvText(auditColumns, auditEvents(records)));
  await writer.add(
    'advisory-sources.csv',
    csvText(sourceColumns, await listAdvisorySources(knex, { former: true })),
  );
  await writer.add(
    'deletions.csv',
    csvText(
      deletionColumns,
      await knex('deletions')
        .whereNot('kind', 'run')
        .where(seen =>
          seen
            .whereNull('entity_ref')
            .orWhereIn('entity_ref', records.targets().select('t.entity_ref')),
        )
        .orderBy('id'),
    ),
  );
  await writer.add('controls.csv', csvText(controlColumns, controls));
}

async function policies(knex: Knex): Promise<string> {
  const rows = await knex('license_policies').orderBy('name');
  return `${JSON.stringify(
    rows.map(row => ({
      name: row.name,
      title: row.title,
      digest: row.digest,
      judgesDevelopment: toBoolean(row.development),
      policy: JSON.parse(row.document),
    })),
    null,
    2,
  )}\n`;
}

async function decisions({ knex, targets }: RecordsOf): Promise<string> {
  const rows = await knex('decisions')
    .where(any =>
      any
        .whereNot('scope_kind', 'entity')
        .orWhereIn('scope_ref', targets().select('t.entity_ref')),
    )
    .orderBy('id');
  const events = await knex('decision_events').orderBy('id');
  const byDecision = new Map<string, object[]>();
  for (const { decision_id: id, at, kind, by, comment } of events) {
    const list = byDecision.get(String(id)) ?? [];
    byDecision.set(String(id), list);
    list.push({ at: toIso(at), kind, by, ...(comment && { comment }) });
  }
  const now = new Date();
  return `${JSON.stringify(
    rows.map(row => ({
      ...toDecision(row, undefined, now),
      history: byDecision.get(String(row.id)) ?? [],
    })),
    null,
    2,
  )}\n`;
}

async function* scans({ knex, targets, from, to }: RecordsOf) {
  let after: ScanRow | undefined;
  for (;;) {
    const query = knex('scans as s')
      .join('targets as target', 'target.id', 's.target_id')
      .whereIn('s.target_id', targets().select('t.id'))
      .where('s.started_at', '<=', to)
      .orderBy(['s.started_at', 's.id'])
      .limit(PAGE)
      .select('s.*', 'target.entity_ref');
    if (from) query.where('s.started_at', '>=', from);
    if (after) {
      const { started_at: time, id } = after;
      query.where(later =>
        later
          .where('s.started_at', '>', toDate(time))
          .orWhere(same =>
            same.where('s.started_at', toDate(time)).where('s.id', '>', id),
          ),
      );
    }
    const rows: ScanRow[] = await query;
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1);
  }
}

async function* auditEvents(records: RecordsOf) {
  const { knex, targets, everything, from, to } = records;
  let after = 0;
  for (;;) {
    const query = knex('audit_events')
      .where('id', '>', after)
      .where('at', '<=', to)
      .orderBy('id')
      .limit(PAGE);
    if (from) query.where('at', '>=', from);
    if (!everything) {
      query.whereIn('entity_ref', targets().select('t.entity_ref'));
    }
    const rows = await query;
    yield* rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)!.id);
  }
}
