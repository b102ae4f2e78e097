import { isIgnoredFolder } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import type { SourceLocation } from '../../outside/sources/SourceLocation';
import type { Archive } from '../../records/documents/Archive';
import { readSourceFacts } from '../score/source/sourceFacts';

/** All files that a source has, and when that was seen. */
export interface FilesOfSource {
  paths: ReadonlySet<string>;
  seenAt: Date;
  /** Whether it was looked where a path is. */
  sees(path: string): boolean;
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
  const facts = await readSourceFacts(knex, archive, targetId);
  const target = await knex('targets')
    .where('id', targetId)
    .first('last_read_at', 'source');
  if (!facts?.complete || !target?.last_read_at || !target.source) {
    return undefined;
  }
  const { exclude }: SourceLocation = JSON.parse(target.source);
  return {
    paths: new Set(facts.paths),
    seenAt: toDate(target.last_read_at),
    sees: path =>
      !exclude.some(folder => path.startsWith(`${folder}/`)) &&
      !path.split('/').slice(0, -1).some(isIgnoredFolder),
  };
}
