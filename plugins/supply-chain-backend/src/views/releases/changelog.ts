import type { Changelog, ChangelogRelease } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import { toBoolean, toDate } from '../../database/dialect';
import { componentChanges, licenseChanges } from './componentChanges';
import { findingChangesNow, findingChangesThen } from './findingChanges';
import { readSide } from './releaseSides';
import type { DbReleasesRow, DbSnapshotsRow } from '../../database/tables';

/** A release with the snapshot that it is of. */
export interface SnappedRelease {
  release: DbReleasesRow;
  snapshot: DbSnapshotsRow;
}

/**
 * What differs between a release and the one before.
 *
 * @param asOf - absent: as was known when each was made; else as is known by
 * then, of both
 */
export async function changelogOf(
  knex: Knex,
  archive: Archive,
  subject: Changelog['subject'],
  { release, previous }: { release: SnappedRelease; previous?: SnappedRelease },
  asOf?: Date,
): Promise<Changelog> {
  const basis = asOf ? 'now' : 'then';
  const at = asOf ?? toDate(release.release.released_at);
  const after = await readSide(knex, archive, release.snapshot, at);
  const before =
    previous && (await readSide(knex, archive, previous.snapshot, at));
  const sides = {
    targetId: release.release.target_id,
    after,
    before,
    at,
    beforeAt: previous && toDate(previous.release.released_at),
  };
  return {
    version: 1,
    subject,
    release: described(release),
    previous: previous && described(previous),
    basis,
    asOf: at.toISOString(),
    findings: await (asOf
      ? findingChangesNow(knex, sides)
      : findingChangesThen(knex, sides)),
    components: componentChanges(after, before),
    // Of both as is known by then: that a license was learned is no change.
    licenses: licenseChanges(after, before, basis),
  };
}

function described({ release, snapshot }: SnappedRelease): ChangelogRelease {
  return {
    name: release.name,
    series: release.series || undefined,
    revision: release.revision ?? undefined,
    releasedAt: toDate(release.released_at).toISOString(),
    components: snapshot.component_count,
    partial: toBoolean(snapshot.partial),
  };
}

/** A release with its snapshot; undefined where there is none. */
export async function snappedRelease(
  knex: Knex,
  id: DbReleasesRow['id'] | null,
): Promise<SnappedRelease | undefined> {
  if (id === null) return undefined;
  const release = await knex('releases').where('id', id).first();
  const snapshot =
    release &&
    (await knex('snapshots').where('id', release.snapshot_id).first());
  return snapshot && { release: release!, snapshot };
}
