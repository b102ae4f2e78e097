import { NotFoundError } from '@backstage/errors';
import {
  envelopePieces,
  MAX_PAYLOAD,
  SignatureError,
  type SigningKey,
} from '@safety-curtain/archive';
import type {
  SbomFormat,
  Snapshot,
} from '@safety-curtain/plugin-supply-chain-common';
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
  readonly #key?: SigningKey;

  constructor(options: {
    archive: Archive;
    pool: EnginePool;
    /** The one that signs exports. */
    key?: SigningKey;
  }) {
    this.#archive = options.archive;
    this.#pool = options.pool;
    this.#key = options.key;
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

  /**
   * The DSSE envelope of an SBOM, about the very bytes that are given out, piece by piece.
   *
   * @throws NotFoundError where there is no key, or it is too large
   */
  async sign({ mediaType, bytes }: SnapshotSbom): Promise<Iterable<string>> {
    if (!this.#key) {
      throw new NotFoundError(
        'SBOMs are not signed: no key is configured (supplyChain.archive.signing)',
      );
    }
    try {
      const signed = { payloadType: mediaType, payload: bytes };
      return await envelopePieces(signed, this.#key);
    } catch (error) {
      if (!(error instanceof SignatureError)) throw error;
      throw new NotFoundError(`The SBOM is not signed: ${error.message}`);
    }
  }

  /** A snapshot that says which of its documents {@link sign} signs. */
  toldSigned(snapshot: Snapshot): Snapshot {
    const signedBy = this.#key?.id;
    if (!signedBy) return snapshot;
    return {
      ...snapshot,
      documents: snapshot.documents.map(document =>
        document.size > MAX_PAYLOAD ? document : { ...document, signedBy },
      ),
    };
  }
}
