import type { Knex } from 'knex';
import { toDate, toText } from '../../database/dialect';
import type { DbReleasesRow, DbSnapshotsRow } from '../../database/tables';

/** A release that is asked for. */
export interface NewRelease {
  targetId: number;
  name: string;
  madeBy: DbReleasesRow['made_by'];
  /** Who asked for it; absent where an annotation does. */
  recordedBy?: string;
  snapshot: Pick<
    DbSnapshotsRow,
    | 'id'
    | 'series'
    | 'revision'
    | 'digest'
    | 'superseded_at'
    | 'last_observed_at'
  >;
}

/** What became of it: `same` and `other` are there already, of the same content or of another. */
export interface StoredRelease {
  outcome: 'created' | 'same' | 'other';
  release: DbReleasesRow;
}

/** The release of a name, of one series of a target. */
export function findRelease(
  knex: Knex,
  targetId: number,
  series: string,
  name: string,
): Promise<DbReleasesRow | undefined> {
  return knex('releases').where({ target_id: targetId, series, name }).first();
}

/**
 * Makes a release of a snapshot: as of now, or as of when that was last seen in
 * force. Nothing is written where there is one of its name; which content that
 * has is told. Its changelog is due. The caller holds the target's row.
 */
export async function storeRelease(
  trx: Knex.Transaction,
  { targetId, name, madeBy, recordedBy, snapshot }: NewRelease,
  now: Date,
): Promise<StoredRelease> {
  const { series } = snapshot;
  const known = await findRelease(trx, targetId, series, name);
  if (known) {
    return {
      outcome: (await isOf(trx, known, snapshot)) ? 'same' : 'other',
      release: known,
    };
  }
  const releasedAt =
    snapshot.superseded_at === null ? now : toDate(snapshot.last_observed_at);
  const previous = await trx('releases')
    .where({ target_id: targetId, series })
    .where('released_at', '<=', releasedAt)
    .orderBy([
      { column: 'released_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first('id');
  const [release] = await trx('releases')
    .insert({
      target_id: targetId,
      series,
      name,
      made_by: madeBy,
      recorded_by: recordedBy === undefined ? null : toText(recordedBy, 200),
      snapshot_id: snapshot.id,
      revision: snapshot.revision,
      previous_id: previous?.id ?? null,
      released_at: releasedAt,
      changelog_due_at: now,
    })
    .returning('*');
  return { outcome: 'created', release };
}

/** Whether a release is of a snapshot, or of one that holds the same. */
async function isOf(
  trx: Knex.Transaction,
  release: DbReleasesRow,
  snapshot: NewRelease['snapshot'],
): Promise<boolean> {
  if (String(release.snapshot_id) === String(snapshot.id)) return true;
  const own = await trx('snapshots')
    .where('id', release.snapshot_id)
    .first('digest');
  return own?.digest === snapshot.digest;
}

/**
 * Makes the release that a target's annotation names, of a snapshot of its
 * scans, where there is none of that name. The caller holds the target's row.
 */
export async function storeAnnotatedRelease(
  trx: Knex.Transaction,
  targetId: number,
  snapshotId: DbSnapshotsRow['id'] | null,
  now: Date,
): Promise<void> {
  if (snapshotId === null) return;
  const target = await trx('targets')
    .where('id', targetId)
    .first('release_name');
  const name = target?.release_name;
  if (!name || (await findRelease(trx, targetId, '', name))) return;
  const snapshot = await trx('snapshots')
    .where({ id: snapshotId, series: '' })
    .first();
  if (!snapshot) return;
  await storeRelease(
    trx,
    { targetId, name, madeBy: 'annotation', snapshot },
    now,
  );
}
