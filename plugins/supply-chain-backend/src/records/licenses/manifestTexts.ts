import type { Manifest } from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { TextIds } from '../inventory/sayings';
import { toClaim } from './interpretClaims';

/**
 * Keeps what manifests say of licenses, each text once, and gives the id of
 * each. Uploads belong to a series, scans to none. In the order of keys, so
 * that two transactions wait for each other instead of deadlocking.
 */
export async function storeManifestTexts(
  trx: Knex.Transaction,
  manifests: readonly Manifest[],
  series: string,
): Promise<TextIds> {
  const source = series === '' ? 'lockfile' : 'sbom';
  const texts = new Map<string, string>();
  for (const { components } of manifests) {
    for (const { license } of components) {
      if (license && !texts.has(license)) {
        texts.set(license, textKey(source, license));
      }
    }
  }
  const ids = await storeTexts(trx, source, texts);
  return new Map([...texts].map(([text, key]) => [text, ids.get(key)!]));
}

async function storeTexts(
  trx: Knex.Transaction,
  source: string,
  texts: ReadonlyMap<string, string>,
): Promise<Map<string, number>> {
  const byKey = new Map([...texts].map(([text, key]) => [key, text]));
  const keys = [...byKey.keys()].sort();
  const ids = await idsOf(trx, keys);
  const missing = keys.filter(key => !ids.has(key));
  for await (const chunk of inChunks(missing)) {
    const rows: { id: number; key: string }[] = await trx('license_texts')
      .insert(chunk.map(key => ({ key, ...toClaim(source, byKey.get(key)!) })))
      .onConflict('key')
      .ignore()
      .returning(['id', 'key']);
    for (const { id, key } of rows) ids.set(key, id);
  }
  // What another scan stored between our look and our insert.
  const raced = missing.filter(key => !ids.has(key));
  for (const [key, id] of await idsOf(trx, raced)) ids.set(key, id);
  return ids;
}

async function idsOf(
  trx: Knex.Transaction,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for await (const chunk of inChunks(keys)) {
    for (const { id, key } of await trx('license_texts')
      .whereIn('key', chunk)
      .select('id', 'key')) {
      ids.set(key, id);
    }
  }
  return ids;
}

function textKey(source: string, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([source, text]))
    .digest('hex');
}
