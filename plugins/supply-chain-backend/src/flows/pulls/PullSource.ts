import type {
  Scanner,
  SourceFile,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import type { GateNote } from '@safety-curtain/policy';
import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import type { DbTargetsRow } from '../../database/tables';
import type { EnginePool } from '../../engines/EnginePool';
import type { SourceLocation } from '../../outside/sources/SourceLocation';
import type { SourceReaders } from '../../outside/sources/SourceReaders';
import { SourceSurvey } from '../../outside/sources/SourceSurvey';
import { NothingFoundError } from '../../outside/sources/UrlSourceReader';
import { withTemporaryFolder } from '../../outside/web/download';
import type { Archive } from '../../records/documents/Archive';
import type { KeptDocument } from '../../records/documents/documents';
import { wholeManifests } from '../../records/inventory/unresolved';
import { noTelemetry } from '../../telemetry/Telemetry';
import {
  notLookedAtIn,
  unreadableIn,
  unresolvedNote,
} from '../gate/blindSpots';
import type { ScanningOptions } from '../scan/options';
import { scanFiles } from '../scan/scanFiles';
import { otherManifests } from '../score/source/manifestFacts';

/** What is read of one service at one revision. */
export interface ReadRevision {
  /** Its inventory; the bytes are kept. */
  document: KeptDocument;
  unreadable: GateNote[];
  notLookedAt: GateNote[];
  /** The revision has no source of the service. */
  nothing: boolean;
}

/** Of targets, what reading asks for. */
export type ReadTarget = Pick<DbTargetsRow, 'id' | 'entity_ref' | 'name'>;

/** Notes of one kind that are kept for a service; more decide nothing else. */
const MOST_NOTES = 500;

/** Where, and for how long at most. */
interface Reading {
  folder: string;
  signal: AbortSignal;
}

/**
 * Reads services at revisions that are not theirs, within the limits of scans.
 * Nothing is stored for the service, and nothing of the source is run.
 */
export class PullSource {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #pool: EnginePool;
  readonly #scanners: readonly Scanner[];
  readonly #sources: SourceReaders;
  readonly #limits: ScanningOptions['limits'];

  constructor(options: {
    knex: Knex;
    archive: Archive;
    pool: EnginePool;
    scanners: readonly Scanner[];
    sources: SourceReaders;
    limits: ScanningOptions['limits'];
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#pool = options.pool;
    this.#scanners = options.scanners;
    this.#sources = options.sources;
    this.#limits = options.limits;
  }

  /** Throws where the source cannot be read. */
  read(
    target: ReadTarget,
    location: SourceLocation,
    signal: AbortSignal,
  ): Promise<ReadRevision> {
    return withTemporaryFolder(folder =>
      this.#read(target, location, { folder, signal }),
    );
  }

  async #read(
    target: ReadTarget,
    location: SourceLocation,
    reading: Reading,
  ): Promise<ReadRevision> {
    const survey = new SourceSurvey(() => false, { looks: 0 });
    const source = await this.#source(location, survey, reading.signal);
    const paths = survey.result()?.paths;
    const scanned = await scanFiles(this.#scanners, source, {
      ...reading,
      paths,
      wholeBefore: await wholeManifests(this.#knex, target.id),
      fetch: wanted => this.#fetch(location, wanted, reading.signal),
      tell: () => undefined,
      telemetry: noTelemetry,
    });
    const unread = scanned.outcomes
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ path, reason = '' }) => ({ path, reason }));
    const others = otherManifests(unread, scanned.unlocked, paths);
    return {
      document: await this.#document(target, scanned.manifests, reading),
      unreadable: unreadableIn(others).slice(0, MOST_NOTES),
      notLookedAt: [
        ...notLookedAtIn(others),
        ...scanned.manifests
          .filter(({ unresolved }) => unresolved && unresolved.count > 0)
          .map(({ path, unresolved }) =>
            unresolvedNote(path, unresolved!.count),
          ),
      ].slice(0, MOST_NOTES),
      nothing: source.files.length === 0 && source.skipped.length === 0,
    };
  }

  async #source(
    location: SourceLocation,
    observer: SourceSurvey,
    signal: AbortSignal,
  ): Promise<SourceReadResult & { unchanged: false }> {
    const nothing = { files: [], skipped: [], etag: '', revision: '' };
    try {
      const result = await this.#sources.read(location, {
        wants: path => this.#scanners.some(scanner => scanner.wants(path)),
        limits: this.#limits,
        observer,
        signal,
      });
      return result.unchanged ? { unchanged: false, ...nothing } : result;
    } catch (error) {
      if (!(error instanceof NothingFoundError)) throw error;
      return { unchanged: false, ...nothing };
    }
  }

  async #fetch(
    location: SourceLocation,
    paths: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly SourceFile[]> {
    const asked = new Set(paths);
    const result = await this.#sources.read(location, {
      wants: path => asked.has(path),
      limits: this.#limits,
      signal,
    });
    return result.unchanged ? [] : result.files;
  }

  async #document(
    { name, entity_ref: description }: ReadTarget,
    manifests: Manifest[],
    { folder, signal }: Reading,
  ): Promise<KeptDocument> {
    const { documents } = await this.#pool.writeInventory(
      {
        inventory: { subject: { name, description }, manifests },
        folder,
        // Of the documents that carry it, none is kept.
        meta: {
          serialNumber: 'urn:uuid:00000000-0000-0000-0000-000000000000',
          timestamp: new Date(0).toISOString(),
          tools: [],
        },
      },
      signal,
    );
    const [kept] = await this.#archive.keep([documents!.inventory], signal);
    return kept;
  }
}
