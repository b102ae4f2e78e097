import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import type { Archive } from '../../records/documents/Archive';
import { readSourceFacts } from '../score/source/sourceFacts';

/** All files that a source has, and when that was seen. */
export interface FilesOfSource {
  paths: ReadonlySet<string>;
  seenAt: Date;
}

/**
 * The files of a target's source as its last scan saw them; undefined where it
 * did not see all of them.
 */
export async function filesOfSource(
  knex: Knex,
  archive: Archive,
  targetId: number,
): Promise<FilesOfSource | undefined> {
  const source = await readSourceFacts(knex, archive, targetId);
  const target = await knex('targets')
    .where('id', targetId)
    .first('last_read_at');
  if (!source?.complete || !target?.last_read_at) return undefined;
  return { paths: new Set(source.paths), seenAt: toDate(target.last_read_at) };
}
