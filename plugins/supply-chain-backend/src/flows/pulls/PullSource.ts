import type {
  Scanner,
  SourceFile,
  SourceObserver,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import type { GateNote } from '@safety-curtain/policy';
import type { ReportedSource } from '@safety-curtain/reports';
import type { Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { DbTargetsRow } from '../../database/tables';
import type { EnginePool } from '../../engines/EnginePool';
import {
  type FilesToInspect,
  InspectedFiles,
} from '../../outside/sources/InspectedFiles';
import { Observers } from '../../outside/sources/Observers';
import type { SourceLocation } from '../../outside/sources/SourceLocation';
import type { SourceReaders } from '../../outside/sources/SourceReaders';
import { SourceSurvey } from '../../outside/sources/SourceSurvey';
import { NothingFoundError } from '../../outside/sources/UrlSourceReader';
import { withTemporaryFolder } from '../../outside/web/download';
import type { Archive } from '../../records/documents/Archive';
import type { KeptDocument } from '../../records/documents/documents';
import { wholeManifests } from '../../records/inventory/unresolved';
import { REPORTED_MEDIA_TYPE } from '../../records/pulls/reportedSource';
import { noTelemetry, type Telemetry } from '../../telemetry/Telemetry';
import {
  notLookedAtIn,
  unreadableIn,
  unresolvedNote,
} from '../gate/blindSpots';
import type { ScanningOptions } from '../scan/options';
import { scanFiles } from '../scan/scanFiles';
import { otherManifests } from '../score/source/manifestFacts';
import type { SourceInspector } from './SourceInspector';
import { counted } from '../../messages/counted';

/** What is read of one service at one revision. */
export interface ReadRevision {
  /** Its inventory; the bytes are kept. */
  document: KeptDocument;
  /** What is said of it beside its packages, a `ReportedSource`; kept likewise. */
  reported: KeptDocument;
  unreadable: GateNote[];
  notLookedAt: GateNote[];
  /** Files that no inspection looked at. */
  notInspected: GateNote[];
  /** The revision has no source of the service. */
  nothing: boolean;
}

/** Of targets, what reading asks for. */
export type ReadTarget = Pick<DbTargetsRow, 'id' | 'entity_ref' | 'name'>;

/** Notes of one kind that are kept for a service; more decide nothing else. */
const MOST_NOTES = 500;

/** The first, and how many more there are: what is not named may be anywhere. */
function fewer(notes: readonly GateNote[]): GateNote[] {
  const left = notes.length - MOST_NOTES;
  return left > 0
    ? [
        ...notes.slice(0, MOST_NOTES),
        { at: '', reason: counted(left, 'more place') },
      ]
    : [...notes];
}

/** With what tells each file's content from any other. */
function withDigests(
  notes: readonly GateNote[],
  files: readonly SourceFile[],
): GateNote[] {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  return notes.map(note => {
    const content = contents.get(note.at);
    return content ? { ...note, digest: digestOf(content) } : note;
  });
}

function digestOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A revision that has no source of the service. */
const NO_FILES: FilesToInspect = {
  bundles: [],
  leftOut: new Map(),
  complete: true,
};

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
  readonly #inspector: SourceInspector;
  readonly #telemetry: Telemetry;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    pool: EnginePool;
    scanners: readonly Scanner[];
    sources: SourceReaders;
    limits: ScanningOptions['limits'];
    inspector: SourceInspector;
    telemetry?: Telemetry;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#pool = options.pool;
    this.#scanners = options.scanners;
    this.#sources = options.sources;
    this.#limits = options.limits;
    this.#inspector = options.inspector;
    this.#telemetry = options.telemetry ?? noTelemetry;
  }

  /** Throws where the source cannot be read. */
  read(
    target: ReadTarget,
    location: SourceLocation,
    signal: AbortSignal,
  ): Promise<ReadRevision> {
    return withTemporaryFolder(async folder => {
      const inspected = new InspectedFiles(folder);
      try {
        return await this.#read(target, location, inspected, {
          folder,
          signal,
        });
      } finally {
        inspected.close();
      }
    });
  }

  /** By which revisions are inspected; see {@link SourceInspector}. */
  get rules(): string {
    return this.#inspector.rules;
  }

  /** What the service's scan said of a revision beside its packages, where there was one of it. */
  async ofService(
    { id }: ReadTarget,
    revision: string,
    signal: AbortSignal,
  ): Promise<KeptDocument | undefined> {
    const reported = await this.#inspector.ofService(id, revision);
    return reported && this.#keep(reported, signal);
  }

  async #read(
    target: ReadTarget,
    location: SourceLocation,
    inspected: InspectedFiles,
    reading: Reading,
  ): Promise<ReadRevision> {
    const survey = new SourceSurvey(() => false, { looks: 0 });
    const observer = this.#inspector.isOn
      ? new Observers(survey, inspected)
      : survey;
    const source = await this.#source(location, observer, reading.signal);
    const nothing = source.files.length === 0 && source.skipped.length === 0;
    const paths = survey.result()?.paths;
    const scanned = await scanFiles(this.#scanners, source, {
      ...reading,
      paths,
      wholeBefore: await wholeManifests(this.#knex, target.id),
      fetch: wanted => this.#fetch(location, wanted, reading.signal),
      tell: () => undefined,
      telemetry: this.#telemetry,
    });
    const unread = scanned.outcomes
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ path, reason = '' }) => ({ path, reason }));
    const files = inspected.end() ?? (nothing ? NO_FILES : undefined);
    const { reported, notInspected } = await this.#inspector.inspect(
      files,
      scanned.manifests,
      reading,
    );
    const others = otherManifests(unread, scanned.unlocked, paths);
    const unreadable = unreadableIn(others);
    return {
      document: await this.#document(target, scanned.manifests, reading),
      reported: await this.#keep(reported, reading.signal),
      notInspected: fewer(notInspected),
      unreadable: withDigests(fewer(unreadable), source.files),
      notLookedAt: withDigests(
        fewer([
          ...notLookedAtIn(others),
          ...scanned.manifests
            .filter(({ unresolved }) => unresolved && unresolved.count > 0)
            .map(({ path, unresolved }) =>
              unresolvedNote(path, unresolved!.count),
            ),
        ]),
        source.files,
      ),
      nothing,
    };
  }

  async #source(
    location: SourceLocation,
    observer: SourceObserver,
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

  async #keep(
    reported: ReportedSource,
    signal: AbortSignal,
  ): Promise<KeptDocument> {
    const packed = await this.#pool.packText(
      { mediaType: REPORTED_MEDIA_TYPE, text: JSON.stringify(reported) },
      signal,
    );
    const [kept] = await this.#archive.keep([packed], signal);
    return kept;
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
