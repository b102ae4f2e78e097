import { NotFoundError } from '@backstage/errors';
import type {
  Page,
  Release,
  ReleaseQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toBoolean, toIso } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import type {
  DbReleasesRow,
  DbSnapshotsRow,
  DbTargetsRow,
} from '../../database/tables';

/** A release with its target, its snapshot and the name of the one before. */
export type ReleaseRow = DbReleasesRow &
  Pick<DbTargetsRow, 'entity_ref'> &
  Pick<DbSnapshotsRow, 'component_count' | 'partial'> & {
    target_name: string;
    previous_name: string | null;
  };

/** Releases of what may be seen: the archive keeps what left the catalog. */
function selectReleases(knex: Knex, targets: TargetFilter) {
  const select = knex('releases as r')
    .join('targets as t', 't.id', 'r.target_id')
    .join('snapshots as s', 's.id', 'r.snapshot_id')
    .leftJoin('releases as previous', 'previous.id', 'r.previous_id')
    .select(
      'r.*',
      't.entity_ref',
      't.name as target_name',
      's.component_count',
      's.partial',
      'previous.name as previous_name',
    );
  applyTargetFilter(select, { ...targets, includeRemoved: true });
  return select;
}

const newestFirst: KeysetColumn[] = [
  { column: 'r.released_at', direction: 'desc', type: 'time' },
  { column: 'r.id', direction: 'desc', type: 'number' },
];

/** A page of releases, newest first. */
export async function listReleases(
  knex: Knex,
  query: ReleaseQuery,
  targets: TargetFilter,
): Promise<Page<Release>> {
  const select = selectReleases(knex, targets);
  const total = await boundedCount(knex, select);
  const page = await readPage<ReleaseRow>(select, newestFirst, query);
  return {
    items: page.rows.map(toRelease),
    total,
    nextCursor: page.nextCursor,
  };
}

/** One release's row; throws `NotFoundError`. */
export async function readReleaseRow(
  knex: Knex,
  id: string,
  targets: TargetFilter,
): Promise<ReleaseRow> {
  const row = await selectReleases(knex, targets).where('r.id', id).first();
  if (!row) throw new NotFoundError(`No release ${id}`);
  return row;
}

/** One release. */
export async function readRelease(
  knex: Knex,
  id: string,
  targets: TargetFilter,
): Promise<Release> {
  return toRelease(await readReleaseRow(knex, id, targets));
}

function toRelease(row: ReleaseRow): Release {
  return {
    id: String(row.id),
    entityRef: row.entity_ref,
    targetName: row.target_name,
    name: row.name,
    series: row.series || undefined,
    madeBy: row.made_by,
    recordedBy: row.recorded_by ?? undefined,
    revision: row.revision ?? undefined,
    releasedAt: toIso(row.released_at)!,
    snapshotId: String(row.snapshot_id),
    componentCount: row.component_count,
    partial: toBoolean(row.partial),
    previous:
      row.previous_id === null
        ? undefined
        : { id: String(row.previous_id), name: row.previous_name! },
    changelog: {
      state: stateOf(row),
      sha256: row.changelog_sha256 ?? undefined,
      error: row.changelog_error ?? undefined,
    },
  };
}

function stateOf(row: ReleaseRow): Release['changelog']['state'] {
  if (row.changelog_sha256 !== null) return 'written';
  return row.changelog_error === null ? 'pending' : 'failed';
}
