import type { SourceTree } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import type { NewChange } from '../../records/changes/serviceChanges';
import { sourceChanges } from '../../records/changes/sourceChanges';
import { Archive, DocumentDamagedError } from '../../records/documents/Archive';
import { parseSource } from '../../records/documents/sourceDocument';

/** What changed in files that configure security since a target was scanned last. */
export async function changesSinceLastScan(
  knex: Knex,
  archive: Archive,
  targetId: number,
  seen: SourceTree,
): Promise<NewChange[]> {
  const last = await knex('target_sources')
    .where('target_id', targetId)
    .first('sha256');
  if (!last?.sha256) return [];
  const before = await readSource(archive, last.sha256);
  return before ? sourceChanges(targetId, before, seen) : [];
}

/** Undefined where it is damaged: this scan writes it anew. */
async function readSource(
  archive: Archive,
  sha256: string,
): Promise<SourceTree | undefined> {
  try {
    const { bytes } = await archive.read(sha256);
    return parseSource(bytes.toString('utf8'));
  } catch (error) {
    if (error instanceof DocumentDamagedError) return undefined;
    throw error;
  }
}
