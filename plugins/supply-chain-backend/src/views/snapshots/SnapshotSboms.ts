import type { SbomFormat } from '@safety-curtain/plugin-supply-chain-common';
import { createHash } from 'node:crypto';
import type { DbSnapshotsRow } from '../../database/tables';
import type { EnginePool } from '../../engines/EnginePool';
import { withTemporaryFolder } from '../../outside/web/download';
import type { Archive } from '../../records/documents/Archive';
import { type KeptFormat, sbomDigest } from './snapshotViews';

/** An SBOM as it is given out. */
export interface SnapshotSbom {
  mediaType: string;
  sha256: string;
  bytes: Buffer;
}

/** Formats that no document is kept in: they are written when they are asked for. */
type WrittenFormat = Exclude<SbomFormat, KeptFormat>;

function isWritten(format: SbomFormat): format is WrittenFormat {
  return format === 'cyclonedx-1.7' || format === 'spdx-3.0';
}

/** The SBOMs of snapshots, those that are kept and those that are written. */
export class SnapshotSboms {
  readonly #archive: Archive;
  readonly #pool: EnginePool;

  constructor(options: { archive: Archive; pool: EnginePool }) {
    this.#archive = options.archive;
    this.#pool = options.pool;
  }

  /**
   * A written one comes from the snapshot's inventory and what its CycloneDX
   * document says of its making, so it is the same whenever it is asked for.
   *
   * @throws NotFoundError for what was uploaded, where nothing was
   */
  async read(
    snapshot: DbSnapshotsRow,
    format: SbomFormat,
    signal: AbortSignal,
  ): Promise<SnapshotSbom> {
    if (!isWritten(format)) {
      return this.#archive.read(sbomDigest(snapshot, format));
    }
    const inventory = await this.#archive.read(snapshot.inventory_sha256);
    const cyclonedx = await this.#archive.read(snapshot.cyclonedx_sha256);
    const { mediaType, bytes } = await withTemporaryFolder(folder =>
      this.#pool.rewriteSbom(
        {
          inventory: inventory.bytes,
          cyclonedx: cyclonedx.bytes,
          dialect: format,
          folder,
        },
        signal,
      ),
    );
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { mediaType, bytes, sha256 };
  }
}
