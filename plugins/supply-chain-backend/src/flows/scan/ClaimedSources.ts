import { inspectionsAsOf } from '@safety-curtain/inspect';
import type {
  Scanner,
  SourceFile,
  SourceObserver,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import { isIgnoreFile } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import type { SourceReaders } from '../../outside/sources/SourceReaders';
import { knownDamaged } from '../../records/documents/damage';
import { manifestPaths } from '../../records/inventory/links';
import { documentsOf, latestSnapshot } from '../../records/inventory/snapshots';
import type { ClaimedTarget } from '../../records/scans/queue';
import type { InspectionOptions } from '../inspect/options';
import type { ScanningOptions } from './options';
import { havePomsArrived } from './poms/arrivals';
import type { PomCache } from './poms/PomCache';
import { etagOf, etagScope } from './sourceEtag';

/** Reads the sources of claimed targets, unless they are as they were. */
export class ClaimedSources {
  readonly #knex: Knex;
  readonly #sources: SourceReaders;
  readonly #scanners: Scanner[];
  readonly #limits: ScanningOptions['limits'];
  readonly #openSsfFile: string | undefined;
  readonly #inspections: InspectionOptions | undefined;
  readonly #poms: PomCache | undefined;

  constructor(options: {
    knex: Knex;
    sources: SourceReaders;
    scanners: Scanner[];
    scanning: Pick<ScanningOptions, 'limits'>;
    /** Path of a result of OpenSSF Scorecard in sources that have one. */
    openSsfFile?: string;
    /** Absent where sources are not inspected. */
    inspections?: InspectionOptions;
    /** Absent where no Maven registry is asked. */
    poms?: PomCache;
  }) {
    this.#knex = options.knex;
    this.#sources = options.sources;
    this.#scanners = options.scanners;
    this.#limits = options.scanning.limits;
    this.#openSsfFile = options.openSsfFile;
    this.#inspections = options.inspections;
    this.#poms = options.poms;
  }

  /** What the etag of a source is good for, as of now. */
  etagScope({ source }: ClaimedTarget): string {
    const inspections =
      this.#inspections &&
      inspectionsAsOf({ ...this.#inspections, now: new Date() });
    return etagScope(source, this.#scanners, {
      openSsfFile: this.#openSsfFile,
      inspections,
    });
  }

  /** Manifests and ignore files; the observer sees all that there is. */
  async read(
    claimed: ClaimedTarget,
    reading: { scope: string; observer: SourceObserver; signal: AbortSignal },
  ): Promise<SourceReadResult> {
    const { scope, observer, signal } = reading;
    const etag = etagOf(claimed.sourceEtag, scope);
    const again = etag && (await this.#isToBeReadAgain(claimed.id, signal));
    return this.#sources.read(claimed.source, {
      etag: again ? undefined : etag,
      wants: path =>
        isIgnoreFile(path) ||
        this.#scanners.some(scanner => scanner.wants(path)),
      limits: this.#limits,
      readBefore: await manifestPaths(this.#knex, claimed.id, ''),
      observer,
      signal,
    });
  }

  /** Further files of the source, that others include by name. */
  async fetch(
    claimed: ClaimedTarget,
    paths: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly SourceFile[]> {
    const asked = new Set(paths);
    const result = await this.#sources.read(claimed.source, {
      wants: path => asked.has(path),
      limits: this.#limits,
      signal,
    });
    return result.unchanged ? [] : result.files;
  }

  /** What an unchanged source would spare. */
  async #isToBeReadAgain(
    targetId: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const latest = await latestSnapshot(this.#knex, targetId);
    const digests = latest ? documentsOf(latest) : [];
    // What is damaged is written anew.
    if ((await knownDamaged(this.#knex, digests)).length > 0) return true;
    return this.#poms
      ? havePomsArrived(this.#knex, this.#poms, targetId, signal)
      : false;
  }
}
