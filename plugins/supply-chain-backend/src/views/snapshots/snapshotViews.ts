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
import type { Archive } from '../../records/documents/Archive';
import { holdsInForce, isHeld } from '../../records/decisions/holds';
import { ownersOf } from '../../records/targets/owners';
import {
  applyTargetFilter,
  containing,
  maySee,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { endOf, startOf } from '../../database/dayOrTime';
import { inChunks, toBoolean, toDate, toIso } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import {
  FindingRow,
  selectFindings,
  toFindings,
} from '../findings/findingRows';
import {
  observedColumns,
  readInventory,
} from '../../records/inventory/snapshots';
import type { DbSnapshotsRow } from '../../database/tables';

/** Findings and packages named on each side of a difference. */
const MAX_DIFFERENCES = 5000;

/** A snapshot with its target. */
export type ViewRow = DbSnapshotsRow & {
  entity_ref: string;
  target_name: string;
  system_ref: string | null;
  removed_at: unknown;
};

/** Snapshots of what may be seen: the archive keeps what left the catalog. */
function selectSnapshots(knex: Knex, targets: TargetFilter) {
  const select = knex('snapshots as s')
    .join('targets as t', 't.id', 's.target_id')
    .select(
      's.*',
      ...observedColumns(knex),
      't.entity_ref',
      't.name as target_name',
      't.system_ref',
      't.removed_at',
    );
  applyTargetFilter(select, { ...targets, includeRemoved: true });
  return select;
}

/** Snapshots for the API, with what takes a query for all of them together. */
export async function toSnapshots(
  knex: Knex,
  rows: ViewRow[],
): Promise<Snapshot[]> {
  const [owners, documents, holds] = await Promise.all([
    ownersOf(
      knex,
      rows.map(row => row.target_id),
    ),
    documentsOf(knex, rows),
    holdsInForce(knex, new Date()),
  ]);
  return rows.map(row => ({
    id: String(row.id),
    entityRef: row.entity_ref,
    targetName: row.target_name,
    owners: owners.get(row.target_id) ?? [],
    origin: row.origin,
    name: row.series || undefined,
    release: row.release ?? undefined,
    recordedBy: row.recorded_by ?? undefined,
    tools: row.tools ? JSON.parse(row.tools) : undefined,
    quality: row.quality ?? undefined,
    current: row.superseded_at === null && row.removed_at === null,
    held: isHeld(holds, {
      entityRef: row.entity_ref,
      owners: owners.get(row.target_id) ?? [],
      systemRef: row.system_ref ?? undefined,
      release: row.release ?? undefined,
    }),
    observations: row.observations,
    scanId: row.scan_id,
    revision: row.revision ?? undefined,
    createdAt: toIso(row.created_at)!,
    lastObservedAt: toIso(row.last_observed_at)!,
    componentCount: row.component_count,
    directCount: row.direct_count,
    partial: toBoolean(row.partial),
    documents: (
      [
        ['original', row.original_sha256],
        ['cyclonedx', row.cyclonedx_sha256],
        ['spdx', row.spdx_sha256],
      ] as const
    ).flatMap(([format, sha256]) => {
      const document = sha256 && documents.get(sha256);
      return document ? { format, sha256, ...document } : [];
    }),
  }));
}

async function documentsOf(knex: Knex, rows: ViewRow[]) {
  const names = rows.flatMap(row => [
    row.cyclonedx_sha256,
    row.spdx_sha256,
    ...(row.original_sha256 ? [row.original_sha256] : []),
  ]);
  const found = new Map<
    string,
    { size: number; mediaType: string; store: string }
  >();
  for await (const chunk of inChunks([...new Set(names)])) {
    for (const row of await knex('documents')
      .whereIn('sha256', chunk)
      .select('sha256', 'size', 'media_type', 'store')) {
      const { size, store } = row;
      found.set(row.sha256, { size, mediaType: row.media_type, store });
    }
  }
  return found;
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
  filterSnapshots(select, query);
  const total = await boundedCount(knex, select);
  const page = await readPage<ViewRow>(select, newestFirst, query);
  return {
    items: await toSnapshots(knex, page.rows),
    total,
    nextCursor: page.nextCursor,
  };
}

/** Keeps what a query names; with times, what was in force between them. */
function filterSnapshots(select: Knex.QueryBuilder, query: SnapshotQuery) {
  if (query.release) select.where('s.release', query.release);
  if (query.origin?.length) select.whereIn('s.origin', query.origin);
  if (query.to) select.where('s.created_at', '<=', endOf(query.to));
  if (query.from) {
    const from = startOf(query.from);
    select.where(inForce =>
      inForce
        .whereNull('s.superseded_at')
        .orWhere('s.superseded_at', '>', from),
    );
  }
  if (query.q) {
    const like = containing(query.q);
    select.where(any => {
      for (const column of [
        't.name',
        't.entity_ref',
        's.revision',
        's.release',
      ]) {
        any.orWhereRaw(`lower(??) like ? escape '\\'`, [column, like]);
      }
    });
  }
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
  const row = await readRow(knex, id, targets);
  return (await toSnapshots(knex, [row]))[0];
}

/** One snapshot's row, for reading its graph. */
export function readSnapshotRow(
  knex: Knex,
  id: string,
  targets: TargetFilter,
): Promise<DbSnapshotsRow & { entity_ref: string }> {
  return readRow(knex, id, targets);
}

/** Formats that documents are kept in. */
export type KeptFormat = Exclude<SbomFormat, 'cyclonedx-1.7' | 'spdx-3.0'>;

/** The digest of a snapshot's SBOM; throws `NotFoundError` where it has none. */
export function sbomDigest(
  snapshot: DbSnapshotsRow,
  format: KeptFormat,
): string {
  const sha256 = snapshot[`${format}_sha256`];
  if (!sha256) {
    throw new NotFoundError(
      `Snapshot ${snapshot.id} comes from a scan: nobody uploaded it`,
    );
  }
  return sha256;
}

/** What came and went between an earlier snapshot and a later one. */
export async function diffSnapshots(
  knex: Knex,
  archive: Archive,
  id: string,
  baseId: string,
  targets: TargetFilter,
  /** What the caller may see the findings of; undefined: nothing. */
  findingTargets: TargetFilter | undefined,
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
    readInventory(archive, after),
    readInventory(archive, before),
  ]);
  const difference = diffSboms(
    { components: then.manifests.flatMap(m => m.components) },
    { components: now.manifests.flatMap(m => m.components) },
  );
  const [base, snapshot] = await toSnapshots(knex, [before, after]);
  return {
    base,
    snapshot,
    added: difference.added.slice(0, MAX_DIFFERENCES).map(toPackage),
    removed: difference.removed.slice(0, MAX_DIFFERENCES).map(toPackage),
    changed: difference.changed.slice(0, MAX_DIFFERENCES).map(change => ({
      name: change.name,
      type: change.purlType,
      before: change.before,
      after: change.after,
    })),
    ...((await maySee(knex, findingTargets, after.entity_ref)) && {
      findingsOpened: await findingsWith(knex, before, after, [
        'opened',
        'reopened',
      ]),
      findingsResolved: await findingsWith(knex, before, after, ['resolved']),
    }),
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
    .orderBy([{ column: 'f.risk', order: 'desc' }, { column: 'f.id' }])
    .limit(MAX_DIFFERENCES);
  return toFindings(knex, rows);
}
