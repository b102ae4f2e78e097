import { NotFoundError } from '@backstage/errors';
import type {
  ManifestCoverage,
  Page,
  Scan,
  ScanDetail,
  ScanQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toIso } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import { toUnresolved } from '../../records/inventory/unresolved';
import type { DbScansRow, DbTargetsRow } from '../../database/tables';

const columns = [
  'trigger',
  'requested_by',
  'state',
  'step',
  'progress',
  'revision',
  'started_at',
  'finished_at',
  'duration_ms',
  'snapshot_id',
  'error',
  'files_read',
  'files_skipped',
  'files_failed',
  'component_count',
  'findings_opened',
  'findings_resolved',
  'open_findings',
  'sudden_losses',
  'unresolved_versions',
  'restored_documents',
] as const;

/** Columns of a scan under the alias `s`, for {@link toScan}; needs `t` for the entity. */
export function scanColumns(knex: Knex): Knex.Raw[] {
  return [
    knex.raw('s.id as scan_id'),
    ...columns.map(column =>
      knex.raw('?? as ??', [`s.${column}`, `scan_${column}`]),
    ),
  ];
}

/** A row with {@link scanColumns}. */
export type ScanColumns = { scan_id: string } & {
  [Column in (typeof columns)[number] as `scan_${Column}`]: DbScansRow[Column];
};

type ScanRow = ScanColumns & Pick<DbTargetsRow, 'entity_ref'>;

/** A scan for the API. */
export function toScan(row: ScanRow): Scan {
  return {
    id: row.scan_id,
    entityRef: row.entity_ref,
    trigger: row.scan_trigger,
    requestedBy: row.scan_requested_by ?? undefined,
    state: row.scan_state,
    step: row.scan_step ?? undefined,
    progress: row.scan_progress ?? undefined,
    revision: row.scan_revision ?? undefined,
    startedAt: toIso(row.scan_started_at)!,
    finishedAt: toIso(row.scan_finished_at),
    durationMs: row.scan_duration_ms ?? undefined,
    snapshotId:
      row.scan_snapshot_id === null ? undefined : String(row.scan_snapshot_id),
    error: row.scan_error ?? undefined,
    filesRead: row.scan_files_read,
    filesSkipped: row.scan_files_skipped,
    filesFailed: row.scan_files_failed,
    componentCount: row.scan_component_count ?? undefined,
    findingsOpened: row.scan_findings_opened,
    findingsResolved: row.scan_findings_resolved,
    suddenLosses: row.scan_sudden_losses,
    unresolvedVersions: row.scan_unresolved_versions ?? undefined,
    restoredDocuments: row.scan_restored_documents,
    openFindings: row.scan_open_findings
      ? JSON.parse(row.scan_open_findings)
      : undefined,
  };
}

function selectScans(knex: Knex, filter: TargetFilter) {
  const select = knex('scans as s')
    .join('targets as t', 't.id', 's.target_id')
    .select('t.entity_ref', ...scanColumns(knex));
  applyTargetFilter(select, filter);
  return select;
}

const newestFirst: KeysetColumn[] = [
  {
    column: 's.started_at',
    direction: 'desc',
    type: 'time',
    name: 'scan_started_at',
  },
  { column: 's.id', direction: 'desc', name: 'scan_id' },
];

/** A page of scans, newest first. */
export async function listScans(
  knex: Knex,
  query: ScanQuery,
  filter: TargetFilter,
): Promise<Page<Scan>> {
  const select = selectScans(knex, filter);
  if (query.state?.length) select.whereIn('s.state', query.state);
  const total = await boundedCount(knex, select);
  const page = await readPage<ScanRow>(select, newestFirst, query);
  return {
    items: page.rows.map(toScan),
    total,
    nextCursor: page.nextCursor,
  };
}

/** One scan with its files; `NotFoundError` where there is none to be seen. */
export async function readScan(
  knex: Knex,
  scanId: string,
  filter: TargetFilter,
): Promise<ScanDetail> {
  const row = await selectScans(knex, filter).where('s.id', scanId).first();
  if (!row) throw new NotFoundError(`No scan ${scanId}`);
  return { scan: toScan(row), files: await readScanFiles(knex, scanId) };
}

/** A sudden loss for the API, of a row that keeps one. */
export function toSuddenLoss(row: {
  loss_before: number | null;
  loss_since: unknown;
}): ManifestCoverage['suddenLoss'] {
  return row.loss_before === null
    ? undefined
    : { before: row.loss_before, since: toIso(row.loss_since)! };
}

/** What a scan read, skipped and failed on. */
export async function readScanFiles(
  knex: Knex,
  scanId: string,
): Promise<ManifestCoverage[]> {
  const rows = await knex('scan_files')
    .where('scan_id', scanId)
    .orderBy('position')
    .select();
  return rows.map(row => ({
    path: row.path,
    format: row.format ?? undefined,
    outcome: row.outcome,
    reason: row.reason ?? undefined,
    warnings: row.warnings ? JSON.parse(row.warnings) : undefined,
    components: row.components ?? undefined,
    suddenLoss: toSuddenLoss(row),
    unresolved: toUnresolved(row.unresolved),
  }));
}
