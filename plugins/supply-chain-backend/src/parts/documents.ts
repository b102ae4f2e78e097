import { readSigningKey, SigningKey } from '@safety-curtain/archive';
import { version } from '../../package.json';
import { Exports } from '../flows/export/Exports';
import { Releases } from '../flows/release/Releases';
import { DocumentChecks } from '../flows/retain/DocumentChecks';
import { Retention } from '../flows/retain/Retention';
import type { Triager } from '../flows/triage/Triager';
import { FolderStore } from '../outside/stores/FolderStore';
import { withTemporaryFolder } from '../outside/web/download';
import { Archive } from '../records/documents/Archive';
import { SnapshotSboms } from '../views/snapshots/SnapshotSboms';
import type { Ground } from './ground';
import type { Pools } from './pools';

export function createArchive({ knex, options, added }: Ground): Archive {
  const { store, folder } = options.archive;
  return new Archive({
    knex,
    writeTo: store,
    stores: [...(folder ? [new FolderStore(folder)] : []), ...added.stores],
  });
}

/** What keeps the archive's documents, and hands them out. */
export function createDocuments(
  { knex, options, services, telemetry }: Ground,
  {
    archive,
    uploadPool,
    triager,
  }: Pick<Pools, 'uploadPool'> & { archive: Archive; triager: Triager },
) {
  const { logger } = services;
  const key = options.archive.signing && signingKey(options.archive.signing);
  return {
    snapshotSboms: new SnapshotSboms({ archive, pool: uploadPool, key }),
    releases: new Releases({ knex, archive, logger }),
    documentChecks: new DocumentChecks({ knex, archive, logger }),
    retention: new Retention({
      knex,
      archive,
      auditor: services.auditor,
      logger,
      retention: options.retention,
    }),
    exports: new Exports({
      knex,
      archive,
      logger,
      toolVersion: version,
      concurrency: options.archive.exportConcurrency,
      pace: options.archive.upload.pace,
      key,
      publisher: options.triage.publisher,
      triager,
      extractVex: bytes =>
        withTemporaryFolder(folder =>
          uploadPool.extractVex(bytes, folder, new AbortController().signal),
        ),
      telemetry,
    }),
  };
}

function signingKey(signing: { key: string; passphrase?: string }): SigningKey {
  try {
    return readSigningKey(signing.key, signing.passphrase);
  } catch (error) {
    throw new Error(
      `supplyChain.archive.signing.key: ${(error as Error).message}`,
    );
  }
}
