import type { SourceTree } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import type { Archive } from '../../../records/documents/Archive';
import { parseSource } from '../../../records/documents/sourceDocument';

/**
 * The source of a target as its last scan saw it; undefined where it was never
 * read, or where its reader does not tell what there is.
 *
 * Throws where the document is damaged or its store is not configured.
 */
export async function readSourceFacts(
  knex: Knex,
  archive: Archive,
  targetId: number,
): Promise<SourceTree | undefined> {
  const row: { sha256: string | null; revision: string | null } | undefined =
    await knex('target_sources')
      .where('target_id', targetId)
      .first('sha256', 'revision');
  if (!row?.sha256) return undefined;
  const { bytes } = await archive.read(row.sha256);
  const source = parseSource(bytes.toString('utf8'));
  return row.revision === null ? source : { ...source, revision: row.revision };
}
