import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { inChunks } from '../../database/dialect';
import type { PackedDocument } from '../../engines/EnginePool';
import { noteHealed } from './damage';

/** The store that keeps documents in the database itself. */
export const DATABASE_STORE = 'database';

/** A document whose bytes are where they belong; a row still has to name it. */
export interface KeptDocument extends PackedDocument {
  /** The id of the archive store that has its bytes. */
  store: string;
}

/** How long a document's old bytes may take to be deleted. */
const DELETED_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 200;

/**
 * Makes documents known before their bytes are put into a store, so that
 * retention leaves them alone until something names them. Waits where the
 * bytes of an earlier document of the same content are just being deleted.
 */
export async function reserveDocuments(
  knex: Knex,
  documents: PackedDocument[],
  store: string,
  signal?: AbortSignal,
): Promise<void> {
  const rows = documents
    .map(document => rowOf({ ...document, store }, Buffer.alloc(0)))
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const until = Date.now() + DELETED_WITHIN_MS;
  for (;;) {
    const now = new Date();
    await knex('documents')
      .insert(
        rows.map(row => ({ ...row, created_at: now, unnamed_since: now })),
      )
      .onConflict('sha256')
      .merge({ unnamed_since: now })
      .whereNotNull('documents.unnamed_since')
      .where('documents.deleting', false);
    const going = await knex('documents')
      .whereIn(
        'sha256',
        rows.map(row => row.sha256),
      )
      .where('deleting', true)
      .first('sha256');
    if (!going) return;
    if (now.getTime() > until) {
      throw new ServiceUnavailableError(
        `The document ${going.sha256} is being deleted from the archive: try again later`,
      );
    }
    await sleep(LOOK_AGAIN_MS, undefined, { signal });
  }
}

/**
 * Names documents under the digest of their bytes, each once. The bytes of one
 * that is known to be damaged are written anew.
 */
export async function storeDocuments(
  trx: Knex.Transaction,
  documents: KeptDocument[],
  now: Date,
): Promise<void> {
  const unique = new Map(documents.map(d => [d.sha256, d]));
  // In one order, so that two who store the same wait for each other.
  for (const sha256 of [...unique.keys()].sort()) {
    const document = unique.get(sha256)!;
    const gzip =
      document.store === DATABASE_STORE
        ? Buffer.from(document.gzip)
        : Buffer.alloc(0);
    await trx('documents')
      .insert({ ...rowOf(document, gzip), created_at: now })
      .onConflict('sha256')
      .merge({ unnamed_since: null })
      .whereNotNull('documents.unnamed_since');
    await trx('documents')
      .where('sha256', sha256)
      .whereNotNull('damaged_since')
      .update(rowOf(document, gzip));
    await noteHealed(trx, sha256, now);
  }
}

function rowOf(document: KeptDocument, gzip: Buffer) {
  return {
    sha256: document.sha256,
    media_type: document.mediaType,
    gzip,
    size: document.size,
    store: document.store,
  };
}

/** What names a document: a snapshot, a release, what is known of a source, a pull request. */
const names: [table: string, column: string][] = [
  ['snapshots', 'inventory_sha256'],
  ['snapshots', 'cyclonedx_sha256'],
  ['snapshots', 'spdx_sha256'],
  ['snapshots', 'original_sha256'],
  ['target_sources', 'sha256'],
  ['pull_request_services', 'head_sha256'],
  ['pull_request_services', 'base_sha256'],
  ['pull_request_services', 'head_reported_sha256'],
  ['pull_request_services', 'base_reported_sha256'],
  ['releases', 'changelog_sha256'],
];

/** Keeps the documents, under the alias `d`, that nothing names. */
export function whereUnnamed(
  knex: Knex,
  query: Knex.QueryBuilder,
): Knex.QueryBuilder {
  for (const [table, column] of names) {
    query.whereNotExists(
      knex(`${table} as x`)
        .whereRaw('?? = d.sha256', [`x.${column}`])
        .select(knex.raw('1')),
    );
  }
  return query;
}

/** Forgets documents whose bytes are deleted. */
export async function forgetDocuments(
  knex: Knex,
  digests: string[],
): Promise<void> {
  for await (const chunk of inChunks(digests)) {
    await knex('documents')
      .whereIn('sha256', chunk)
      .where('deleting', true)
      .delete();
  }
}
