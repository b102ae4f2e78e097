import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Changelog } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import type { Archive } from '../../records/documents/Archive';
import { maySee, TargetFilter } from '../../records/targets/targetFilter';
import { changelogOf, snappedRelease } from './changelog';
import { readReleaseRow, ReleaseRow } from './listReleases';

/** What a caller may see of which targets; undefined: of none. */
export interface ChangelogAccess {
  targets: TargetFilter;
  findings: TargetFilter | undefined;
  licenses: TargetFilter | undefined;
}

/**
 * The changelog of a release as it is kept, or, with a base, what differs from
 * that as is known now; without what the caller may not see.
 */
export async function readChangelog(
  knex: Knex,
  archive: Archive,
  { id, base }: { id: string; base?: string },
  access: ChangelogAccess,
): Promise<Changelog> {
  const row = await readReleaseRow(knex, id, access.targets);
  const changelog =
    base === undefined
      ? await storedChangelog(archive, row)
      : await compare(knex, archive, row, base, access.targets);
  const [seesFindings, seesLicenses] = await Promise.all(
    [access.findings, access.licenses].map(targets =>
      maySee(knex, targets, row.entity_ref),
    ),
  );
  const { findings, licenses, ...rest } = changelog;
  return {
    ...rest,
    ...(seesFindings && { findings }),
    ...(seesLicenses && { licenses }),
  };
}

/** The changelog that was written when a release was made. */
export async function storedChangelog(
  archive: Archive,
  row: Pick<ReleaseRow, 'name' | 'changelog_sha256' | 'changelog_error'>,
): Promise<Changelog> {
  const { changelog_sha256: sha256, changelog_error: error } = row;
  if (sha256 !== null) {
    const { bytes } = await archive.read(sha256);
    return JSON.parse(bytes.toString('utf8'));
  }
  if (error !== null) {
    throw new NotFoundError(
      `The changelog of release ${row.name} could not be written yet: ${error}`,
    );
  }
  throw new ServiceUnavailableError(
    `The changelog of release ${row.name} is being written; ask again in a minute`,
  );
}

async function compare(
  knex: Knex,
  archive: Archive,
  row: ReleaseRow,
  baseId: string,
  targets: TargetFilter,
): Promise<Changelog> {
  const base = await readReleaseRow(knex, baseId, targets);
  if (base.target_id !== row.target_id) {
    throw new InputError('The releases are of different entities');
  }
  const subject = { entityRef: row.entity_ref, name: row.target_name };
  const release = await snappedRelease(knex, row.id);
  const previous = await snappedRelease(knex, base.id);
  if (!release || !previous) throw new NotFoundError('A release is gone');
  return changelogOf(knex, archive, subject, { release, previous }, new Date());
}
