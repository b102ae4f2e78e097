import type { ManifestFacts } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { DATABASE_STORE, storeDocuments } from './documents';
import type { PackedDocument } from '../../engines/EnginePool';

/** What a scan saw of a source besides its components. */
export interface SourceFindings {
  /** Absent where the source's reader does not tell what there is. */
  document?: PackedDocument;
  /** How many files it has; absent where the reader does not tell. */
  files?: number;
  /** Manifests that could not be read, or that nothing locks. */
  manifests: ManifestFacts[];
}

/**
 * Replaces what is known of a target's source, under the target's lease. The
 * document is kept in the database whatever store the archive writes to: it is
 * read with every scoring, and no record that a bucket should hold for years.
 */
export async function storeSource(
  trx: Knex.Transaction,
  targetId: number,
  found: { source: SourceFindings; revision: string },
  now: Date,
): Promise<void> {
  const { document, files, manifests } = found.source;
  const last = await trx('target_sources')
    .where('target_id', targetId)
    .first('sha256');
  if (document && last?.sha256 !== document.sha256) {
    const kept = { ...document, store: DATABASE_STORE };
    await storeDocuments(trx, [kept], now);
  }
  await trx('target_sources')
    .insert({
      target_id: targetId,
      sha256: document?.sha256 ?? null,
      revision: found.revision,
      files: files ?? null,
      read_at: now,
      manifests: JSON.stringify(manifests),
    })
    .onConflict('target_id')
    .merge();
}
