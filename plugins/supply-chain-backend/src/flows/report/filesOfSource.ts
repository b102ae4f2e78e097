import { isIgnoredFolder } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import type { SourceLocation } from '../../outside/sources/SourceLocation';
import type { Archive } from '../../records/documents/Archive';
import { readSourceFacts } from '../score/source/sourceFacts';

/** All files that a source has, and when that was seen. */
export interface FilesOfSource {
  paths: ReadonlySet<string>;
  /** When the scan began that saw them: what came while it ran may not be among them. */
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
  const target = await knex('targets').where('id', targetId).first('source');
  const scan = await knex('scans')
    .where('target_id', targetId)
    .whereIn('state', ['succeeded', 'partial', 'unchanged'])
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .first('started_at');
  if (!facts?.complete || !target?.source || !scan) return undefined;
  const { exclude }: SourceLocation = JSON.parse(target.source);
  return {
    paths: new Set(facts.paths),
    seenAt: toDate(scan.started_at),
    sees: path =>
      !exclude.some(folder => path.startsWith(`${folder}/`)) &&
      !path.split('/').slice(0, -1).some(isIgnoredFolder),
  };
}
