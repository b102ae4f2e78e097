import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourceTree } from '@safety-curtain/policy';
import {
  coverageProperties,
  type Inventory,
  type SbomQuality,
} from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import type { EnginePool, PackedDocument } from '../../engines/EnginePool';
import type { Archive } from '../../records/documents/Archive';
import type { KeptDocument } from '../../records/documents/documents';
import {
  serializeSource,
  SOURCE_MEDIA_TYPE,
} from '../../records/documents/sourceDocument';
import {
  type BomIdentity,
  bomIdentityOf,
  nextBomIdentity,
  statedIdentity,
} from '../../records/inventory/bomIdentity';
import type { UnreadPlace } from '../../records/inventory/links';
import { documentsOf, KeptDocuments } from '../../records/inventory/snapshots';
import type { ClaimedTarget } from '../../records/scans/queue';
import { makersOf } from '../../records/targets/makers';
import type { DbSnapshotsRow } from '../../database/tables';

/** What a snapshot of a scan holds. */
export interface SnapshotContent {
  inventory: Inventory;
  unread: UnreadPlace[];
  revision: string;
  /** In which its manifests were read. */
  folder: string;
}

/** What became of the documents of a scan. */
export interface WrittenSnapshot {
  digest: string;
  /** Absent where the previous snapshot holds the same. */
  documents?: KeptDocuments;
  quality?: SbomQuality;
  /** Damaged documents of the previous snapshot, their bytes as they were. */
  restored?: KeptDocument[];
}

/** Writes the documents of scans to the archive, and damaged ones anew. */
export class SnapshotWriter {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #logger: LoggerService;
  readonly #pool: EnginePool;
  readonly #toolVersion: string;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    logger: LoggerService;
    pool: EnginePool;
    toolVersion: string;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#logger = options.logger;
    this.#pool = options.pool;
    this.#toolVersion = options.toolVersion;
  }

  /** Writes what a scan found where the previous snapshot does not hold it. */
  async write(
    claimed: ClaimedTarget,
    content: SnapshotContent,
    previous: DbSnapshotsRow | undefined,
    signal: AbortSignal,
  ): Promise<WrittenSnapshot> {
    const scan = {
      startedAt: claimed.startedAt,
      bom: nextBomIdentity(previous, claimed.scanId),
    };
    const sameReach = Boolean(previous?.partial) === content.unread.length > 0;
    const { digest, ...written } = await this.#documents(
      claimed,
      scan,
      content,
      signal,
      sameReach ? previous?.digest : undefined,
    );
    if (written.documents) return { digest, ...written };
    const restored = await this.#restore(claimed, previous!, content, signal);
    return restored
      ? { digest, restored }
      : this.#documents(claimed, scan, content, signal);
  }

  packSource(source: SourceTree, signal: AbortSignal): Promise<PackedDocument> {
    const text = serializeSource(source);
    return this.#pool.packText({ mediaType: SOURCE_MEDIA_TYPE, text }, signal);
  }

  /**
   * The damaged documents of a snapshot, written anew as its own scan wrote
   * them; none where all are well. Undefined where they do not come out the
   * same, as of another version of this program: then a new snapshot is due.
   */
  async #restore(
    claimed: ClaimedTarget,
    previous: DbSnapshotsRow,
    content: SnapshotContent,
    signal: AbortSignal,
  ): Promise<KeptDocument[] | undefined> {
    const damaged = await this.#archive.findDamaged(
      documentsOf(previous),
      signal,
    );
    if (damaged.length === 0) return [];
    const scan = await this.#knex('scans')
      .where('id', previous.scan_id)
      .first('started_at');
    if (!scan) return undefined;
    const { documents } = await this.#documents(
      claimed,
      {
        startedAt: toDate(scan.started_at),
        bom: bomIdentityOf(previous),
      },
      { ...content, revision: previous.revision ?? '' },
      signal,
    );
    const anew = Object.values(documents!).filter(document =>
      damaged.includes(document.sha256),
    );
    if (anew.length < damaged.length) return undefined;
    this.#logger.warn(
      `Documents of ${
        claimed.entityRef
      } were damaged and are written anew: ${damaged.join(', ')}`,
    );
    return anew;
  }

  /** Writes none where the inventory's digest is the known one. */
  async #documents(
    { id, entityRef }: ClaimedTarget,
    scan: { startedAt: Date; bom: BomIdentity },
    { inventory, unread, revision, folder }: SnapshotContent,
    signal: AbortSignal,
    known?: string,
  ): Promise<WrittenSnapshot> {
    const makers = await makersOf(this.#knex, id);
    const { digest, documents } = await this.#pool.writeInventory(
      {
        inventory,
        folder,
        known,
        meta: {
          ...statedIdentity(scan.bom),
          timestamp: scan.startedAt.toISOString(),
          tools: [{ name: 'Safety Curtain', version: this.#toolVersion }],
          ...makers,
          // Lock files are read before anything is built.
          context: 'source',
          properties: {
            'safety-curtain:entity': entityRef,
            'safety-curtain:revision': revision,
            ...coverageProperties(unread.map(({ path }) => path)),
          },
        },
      },
      signal,
    );
    if (!documents) return { digest };
    const [inventoryDocument, cyclonedx, spdx] = await this.#archive.keep(
      [documents.inventory, documents.cyclonedx, documents.spdx],
      signal,
    );
    return {
      digest,
      documents: { inventory: inventoryDocument, cyclonedx, spdx },
      quality: documents.quality,
    };
  }
}
