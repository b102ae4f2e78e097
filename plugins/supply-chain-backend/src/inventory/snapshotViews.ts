import { InputError, NotFoundError } from '@backstage/errors';
import { diffSboms } from '@safety-curtain/sbom';
import type {
  Page,
  SbomFormat,
  Snapshot,
  SnapshotDiff,
  SnapshotQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { applyTargetFilter, TargetFilter } from '../catalog/targetFilter';
import { toBoolean, toDate, toIso } from '../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../database/keyset';
import {
  FindingRow,
  selectFindings,
  toFindings,
} from '../findings/findingRows';
import { readDocument } from './documents';
import { readInventory, SnapshotRow } from './snapshots';

/** Findings and packages named on each side of a difference. */
const MAX_DIFFERENCES = 5000;

type ViewRow = SnapshotRow & {
  entity_ref: string;
  cyclonedx_size: number;
  spdx_size: number;
};

function selectSnapshots(knex: Knex, targets: TargetFilter) {
  const select = knex('snapshots as s')
    .join('targets as t', 't.id', 's.target_id')
    .join('documents as cyclonedx', 'cyclonedx.sha256', 's.cyclonedx_sha256')
    .join('documents as spdx', 'spdx.sha256', 's.spdx_sha256')
    .select(
      's.*',
      't.entity_ref',
      'cyclonedx.size as cyclonedx_size',
      'spdx.size as spdx_size',
    );
  applyTargetFilter(select, targets);
  return select;
}

/** A snapshot for the API. */
function toSnapshot(row: ViewRow): Snapshot {
  return {
    id: String(row.id),
    entityRef: row.entity_ref,
    scanId: row.scan_id,
    revision: row.revision ?? undefined,
    createdAt: toIso(row.created_at)!,
    lastObservedAt: toIso(row.last_observed_at)!,
    componentCount: row.component_count,
    directCount: row.direct_count,
    partial: toBoolean(row.partial),
    documents: [
      {
        format: 'cyclonedx',
        sha256: row.cyclonedx_sha256,
        size: row.cyclonedx_size,
      },
      { format: 'spdx', sha256: row.spdx_sha256, size: row.spdx_size },
    ],
  };
}

const newestFirst: KeysetColumn[] = [
  { column: 's.id', direction: 'desc', type: 'number' },
];

/** A page of snapshots, newest first. */
export async function listSnapshots(
  knex: Knex,
  query: SnapshotQuery,
  targets: TargetFilter,
): Promise<Page<Snapshot>> {
  const select = selectSnapshots(knex, targets);
  const total = await boundedCount(knex, select);
  const page = await readPage<ViewRow>(select, newestFirst, query);
  return {
    items: page.rows.map(toSnapshot),
    total,
    nextCursor: page.nextCursor,
  };
}

async function readRow(
  knex: Knex,
  id: string,
  targets: TargetFilter,
): Promise<ViewRow> {
  const row = await selectSnapshots(knex, targets).where('s.id', id).first();
  if (!row) throw new NotFoundError(`No snapshot ${id}`);
  return row;
}

/** One snapshot. */
export async function readSnapshot(
  knex: Knex,
  id: string,
  targets: TargetFilter,
): Promise<Snapshot> {
  return toSnapshot(await readRow(knex, id, targets));
}

/** One snapshot's row, for reading its graph. */
export function readSnapshotRow(
  knex: Knex,
  id: string,
  targets: TargetFilter,
): Promise<SnapshotRow> {
  return readRow(knex, id, targets);
}

/** A snapshot's SBOM, byte for byte. */
export async function readSbomDocument(
  knex: Knex,
  id: string,
  format: SbomFormat,
  targets: TargetFilter,
) {
  const row = await readRow(knex, id, targets);
  const sha256 = format === 'spdx' ? row.spdx_sha256 : row.cyclonedx_sha256;
  const document = await readDocument(knex, sha256);
  return { ...document, sha256, snapshot: toSnapshot(row) };
}

/** What came and went between an earlier snapshot and a later one. */
export async function diffSnapshots(
  knex: Knex,
  id: string,
  baseId: string,
  targets: TargetFilter,
): Promise<SnapshotDiff> {
  const [after, before] = await Promise.all([
    readRow(knex, id, targets),
    readRow(knex, baseId, targets),
  ]);
  if (after.target_id !== before.target_id) {
    throw new InputError('The snapshots are of different entities');
  }
  if (Number(before.id) > Number(after.id)) {
    throw new InputError('`base` must be the earlier snapshot');
  }
  const [now, then] = await Promise.all([
    readInventory(knex, after),
    readInventory(knex, before),
  ]);
  const difference = diffSboms(
    { components: then.manifests.flatMap(m => m.components) },
    { components: now.manifests.flatMap(m => m.components) },
  );
  return {
    base: toSnapshot(before),
    snapshot: toSnapshot(after),
    added: difference.added.slice(0, MAX_DIFFERENCES).map(toPackage),
    removed: difference.removed.slice(0, MAX_DIFFERENCES).map(toPackage),
    changed: difference.changed.slice(0, MAX_DIFFERENCES).map(change => ({
      name: change.name,
      type: change.purlType,
      before: change.before,
      after: change.after,
    })),
    findingsOpened: await findingsWith(knex, before, after, [
      'opened',
      'reopened',
    ]),
    findingsResolved: await findingsWith(knex, before, after, ['resolved']),
  };
}

function toPackage(one: { purl?: string; name: string; version: string }) {
  return { purl: one.purl, name: one.name, version: one.version };
}

/** Findings that came or went after a snapshot and up to a later one. */
async function findingsWith(
  knex: Knex,
  before: ViewRow,
  after: ViewRow,
  kinds: string[],
) {
  const rows: FindingRow[] = await selectFindings(knex)
    .whereIn(
      'f.id',
      knex('finding_events')
        .where('target_id', after.target_id)
        .where('at', '>', toDate(before.created_at))
        .where('at', '<=', toDate(after.created_at))
        .whereIn('kind', kinds)
        .select('finding_id'),
    )
    .orderBy([{ column: 'f.severity', order: 'desc' }, { column: 'f.id' }])
    .limit(MAX_DIFFERENCES);
  return toFindings(knex, rows);
}
