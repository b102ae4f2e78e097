import type { LoggerService } from '@backstage/backend-plugin-api';
import { inspectionsAsOf } from '@safety-curtain/inspect';
import { isWantedSource } from '@safety-curtain/policy';
import type {
  Scanner,
  SourceFile,
  SourceObserver,
  SourceReadResult,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Inventory } from '@safety-curtain/sbom';
import { isIgnoreFile } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import type { EnginePool } from '../../engines/EnginePool';
import { visibleMessage } from '../../messages/visibleMessage';
import { InspectedFiles } from '../../outside/sources/InspectedFiles';
import { Observers } from '../../outside/sources/Observers';
import type { SourceReaders } from '../../outside/sources/SourceReaders';
import { SourceSurvey } from '../../outside/sources/SourceSurvey';
import { withTemporaryFolder } from '../../outside/web/download';
import type { Archive } from '../../records/documents/Archive';
import { knownDamaged } from '../../records/documents/damage';
import { manifestPaths, UnreadPlace } from '../../records/inventory/links';
import { documentsOf, latestSnapshot } from '../../records/inventory/snapshots';
import { wholeManifests } from '../../records/inventory/unresolved';
import { secretSalt } from '../../records/reports/secretSalt';
import { ClaimedTarget, LeaseLostError } from '../../records/scans/queue';
import { timeoutSignal } from '../../settings/timers';
import { noTelemetry, Span, Telemetry } from '../../telemetry/Telemetry';
import type { TellLosses } from '../reading/lossEvents';
import { type InspectedSource, inspectSource } from '../inspect/inspectSource';
import type { InspectionOptions } from '../inspect/options';
import { otherManifests } from '../score/source/manifestFacts';
import { readIgnoreFiles } from '../vex/readIgnoreFiles';
import { changesSinceLastScan } from './changesSinceLastScan';
import { completed } from './completed';
import { measureScan, ScanOutcome } from './measureScan';
import type { ScanningOptions, ScanSchedule } from './options';
import { havePomsArrived } from './poms/arrivals';
import type { PomCache } from './poms/PomCache';
import { refuseEmptied } from './refuseEmptied';
import { ScannedFiles, scanFiles } from './scanFiles';
import type { ScanFindings } from './scanFindings';
import { ScanProgress, TellProgress } from './ScanProgress';
import { nextScanAt, retryAt } from './schedule';
import { SnapshotWriter } from './SnapshotWriter';
import { etagOf, etagScope, etagWith } from './sourceEtag';
import {
  NOTHING_READ,
  storeFailure,
  storeScan,
  storeUnchanged,
} from './storeScan';

/** Runs one scan from its claim to its record. */
export class ScanRunner {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #logger: LoggerService;
  readonly #sources: SourceReaders;
  readonly #scanners: Scanner[];
  readonly #writer: SnapshotWriter;
  readonly #options: ScanningOptions;
  readonly #pool: EnginePool;
  readonly #asksApproval: boolean;
  readonly #trustedOwners: readonly string[];
  readonly #schedule: ScanSchedule;
  readonly #toolVersion: string;
  readonly #openSsfFile: string | undefined;
  readonly #inspections: InspectionOptions | undefined;
  readonly #poms: PomCache | undefined;
  readonly #progress: ScanProgress;
  readonly #onLosses: TellLosses | undefined;
  readonly #settleAside: (() => void) | undefined;
  readonly #telemetry: Telemetry;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    logger: LoggerService;
    sources: SourceReaders;
    scanners: Scanner[];
    pool: EnginePool;
    scanning: ScanningOptions;
    schedule: ScanSchedule;
    toolVersion: string;
    /** Path of a result of OpenSSF Scorecard in sources that have one. */
    openSsfFile?: string;
    /** Owners whose ignore files count at once. */
    trustedOwners?: readonly string[];
    /** Whether packages that nobody has used before wait for an approval. */
    asksApproval?: boolean;
    /** Absent where sources are not inspected. */
    inspections?: InspectionOptions;
    /** Absent where no Maven registry is asked. */
    poms?: PomCache;
    onProgress?: TellProgress;
    onLosses?: TellLosses;
    settleAside?: () => void;
    telemetry?: Telemetry;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#logger = options.logger;
    this.#sources = options.sources;
    this.#scanners = options.scanners;
    this.#options = options.scanning;
    this.#pool = options.pool;
    this.#asksApproval = options.asksApproval ?? false;
    this.#trustedOwners = options.trustedOwners ?? [];
    this.#schedule = options.schedule;
    this.#toolVersion = options.toolVersion;
    this.#openSsfFile = options.openSsfFile;
    this.#inspections = options.inspections;
    this.#poms = options.poms;
    this.#progress = new ScanProgress(options.knex, options.onProgress);
    this.#writer = new SnapshotWriter(options);
    this.#onLosses = options.onLosses;
    this.#settleAside = options.settleAside;
    this.#telemetry = options.telemetry ?? noTelemetry;
  }

  /**
   * Scans a claimed target. Every failure becomes the scan's outcome; only the
   * loss of the lease and an abort by the caller are thrown, with nothing
   * stored.
   */
  async run(claimed: ClaimedTarget, signal: AbortSignal): Promise<void> {
    await measureScan(this.#telemetry, claimed, span =>
      this.#run(claimed, signal, span),
    );
  }

  async #run(
    claimed: ClaimedTarget,
    signal: AbortSignal,
    span: Span,
  ): Promise<ScanOutcome> {
    const timeout = timeoutSignal(this.#options.timeoutMs);
    const either = AbortSignal.any([signal, timeout]);
    try {
      const found = await withTemporaryFolder(async folder => {
        const inspected = new InspectedFiles(folder);
        try {
          return await this.#find(claimed, {
            folder,
            inspected,
            signal: either,
          });
        } finally {
          inspected.close();
        }
      });
      const outcome = await this.#telemetry.span('scan.store', {}, () =>
        found === 'unchanged'
          ? this.#storeUnchanged(claimed)
          : this.#store(claimed, found),
      );
      if (outcome === 'failed') span.fail(new Error(NOTHING_READ));
      return outcome;
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      if (signal.aborted) throw signal.reason;
      const failure = timeout.aborted
        ? new Error(
            `The scan took longer than ${
              this.#options.timeoutMs / 1000
            } seconds`,
          )
        : (error as Error);
      span.fail(failure);
      await this.#storeFailure(claimed, failure);
      return 'failed';
    } finally {
      this.#progress.ended(claimed);
    }
  }

  async #find(
    claimed: ClaimedTarget,
    {
      folder,
      inspected,
      signal,
    }: { folder: string; inspected: InspectedFiles; signal: AbortSignal },
  ): Promise<ScanFindings | 'unchanged'> {
    const survey = new SourceSurvey(
      path => isWantedSource(path) || path === this.#openSsfFile,
    );
    // What ends while the source is read has not ended for this scan.
    const scope = this.#etagScope(claimed);
    const observer = this.#inspections
      ? new Observers(survey, inspected)
      : survey;
    // A worker may have claimed while it was told to stop, and a reader that
    // waits for the signal would not hear it again.
    signal.throwIfAborted();
    const read = await this.#telemetry.span('scan.source', {}, () =>
      this.#readSource(claimed, { scope, observer, signal }),
    );
    if (read.unchanged) return 'unchanged';
    // An ignore file that the source could not give is no manifest that is missing.
    const [left, skipped] = partition(read.skipped, ({ path }) =>
      isIgnoreFile(path),
    );
    const source = { ...read, skipped };
    // Undefined where the source's reader does not tell what there is.
    const seen = survey.result();
    await refuseEmptied(this.#knex, claimed.id, source, seen?.paths.length);

    const wholeBefore = await wholeManifests(this.#knex, claimed.id);
    const scanned = await this.#telemetry.span('scan.files', {}, () =>
      scanFiles(this.#scanners, source, {
        paths: seen?.paths,
        wholeBefore,
        folder,
        signal,
        fetch: paths => this.#fetch(claimed, paths, signal),
        tell: this.#progress.reading(claimed),
        telemetry: this.#telemetry,
      }),
    );
    const ignoreFiles = await readIgnoreFiles(this.#pool, source.files, signal);
    ignoreFiles.unread.push(...left);
    const inspections = await this.#inspect(inspected, { folder, signal });
    await this.#progress.step(claimed, 'documents');
    const found = await this.#telemetry.span('scan.documents', {}, () =>
      this.#document(claimed, source, scanned, { scope, seen, folder, signal }),
    );
    return { ...found, ignoreFiles, inspections };
  }

  async #inspect(
    inspected: InspectedFiles,
    where: { folder: string; signal: AbortSignal },
  ): Promise<InspectedSource | undefined> {
    const files = inspected.end();
    if (!this.#inspections || !files) return undefined;
    const salt = await secretSalt(this.#knex);
    const { allow } = this.#inspections;
    return this.#telemetry.span('scan.inspections', {}, () =>
      inspectSource(files, {
        ...where,
        pool: this.#pool,
        salt,
        allow,
        now: new Date(),
      }),
    );
  }

  async #document(
    claimed: ClaimedTarget,
    { revision, etag }: SourceReadResult & { unchanged: false },
    scanned: ScannedFiles,
    where: {
      scope: string;
      seen: ReturnType<SourceSurvey['result']>;
      folder: string;
      signal: AbortSignal;
    },
  ): Promise<Omit<ScanFindings, 'ignoreFiles' | 'inspections'>> {
    const { scope, seen, folder, signal } = where;
    const { outcomes } = scanned;
    const unread: UnreadPlace[] = outcomes
      .filter(outcome => outcome.outcome === 'failed')
      .map(({ path, reason = '' }) => ({ path, reason }));
    const previous = await latestSnapshot(this.#knex, claimed.id);
    const { manifests, carried } = await completed(
      this.#archive,
      scanned.manifests,
      unread,
      previous,
    );
    const inventory: Inventory = {
      subject: { name: claimed.name, description: claimed.entityRef },
      manifests: [...manifests, ...carried].sort((a, b) =>
        a.path < b.path ? -1 : 1,
      ),
    };
    const written = await this.#writer.write(
      claimed,
      { inventory, unread, revision, folder },
      previous,
      signal,
    );
    return {
      etag: etagWith(etag, scope),
      revision,
      manifests,
      unread,
      outcomes,
      inventory,
      previous,
      ...written,
      tools: [`Safety Curtain ${this.#toolVersion}`],
      changes:
        seen &&
        (await changesSinceLastScan(
          this.#knex,
          this.#archive,
          claimed.id,
          seen,
        )),
      source: {
        document: seen && (await this.#writer.packSource(seen, signal)),
        files: seen?.paths.length,
        manifests: otherManifests(unread, scanned.unlocked, seen?.paths),
      },
    };
  }

  async #readSource(
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
      limits: this.#options.limits,
      readBefore: await manifestPaths(this.#knex, claimed.id, ''),
      observer,
      signal,
    });
  }

  /** Further files of the source, that others include by name. */
  async #fetch(
    claimed: ClaimedTarget,
    paths: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly SourceFile[]> {
    const asked = new Set(paths);
    const result = await this.#sources.read(claimed.source, {
      wants: path => asked.has(path),
      limits: this.#options.limits,
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

  async #store(
    claimed: ClaimedTarget,
    found: ScanFindings,
  ): Promise<ScanOutcome> {
    await this.#progress.step(claimed, 'matching');
    const outcome = await storeScan(this.#knex, claimed, found, {
      nextScanAt: now => nextScanAt(this.#schedule, claimed.entityRef, now),
      suddenLoss: this.#options.suddenLoss,
      asksApproval: this.#asksApproval,
      onLosses: this.#onLosses,
      settleAside: this.#settleAside,
      trustedOwners: this.#trustedOwners,
      telemetry: this.#telemetry,
    });
    const failed = found.unread.length;
    this.#logger.info(
      `Scanned ${claimed.entityRef}; files read: ${found.manifests.length}, failed: ${failed}`,
    );
    return outcome;
  }

  async #storeUnchanged(claimed: ClaimedTarget): Promise<ScanOutcome> {
    await storeUnchanged(this.#knex, claimed, now =>
      nextScanAt(this.#schedule, claimed.entityRef, now),
    );
    return 'unchanged';
  }

  async #storeFailure(claimed: ClaimedTarget, error: Error): Promise<void> {
    this.#logger.warn(`The scan of ${claimed.entityRef} failed`, error);
    const now = new Date();
    const message = visibleMessage(error);
    const attempts = claimed.attempts + 1;
    const next = retryAt(
      this.#schedule,
      this.#options.backoffMs,
      attempts,
      claimed.entityRef,
      now,
    );
    await storeFailure(this.#knex, claimed, { message, attempts, next, now });
  }

  #etagScope({ source }: ClaimedTarget): string {
    const inspections =
      this.#inspections &&
      inspectionsAsOf({ ...this.#inspections, now: new Date() });
    return etagScope(source, this.#scanners, {
      openSsfFile: this.#openSsfFile,
      inspections,
    });
  }
}

/** Those for which something holds, and the others. */
function partition<T>(items: readonly T[], holds: (item: T) => boolean) {
  return [items.filter(holds), items.filter(item => !holds(item))] as const;
}
