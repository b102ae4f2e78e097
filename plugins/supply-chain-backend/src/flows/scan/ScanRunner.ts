import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScanStep } from '@safety-curtain/plugin-supply-chain-common';
import { isWantedSource, type SourceTree } from '@safety-curtain/policy';
import type {
  FileOutcome,
  Scanner,
  SourceReadResult,
  UnlockedFile,
} from '@safety-curtain/plugin-supply-chain-node';
import type { Inventory, Manifest, SbomQuality } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import type { ScanningOptions, ScanSchedule } from './options';
import { toDate, toText } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import type { Archive } from '../../records/documents/Archive';
import { knownDamaged } from '../../records/documents/damage';
import type { KeptDocument } from '../../records/documents/documents';
import {
  documentsOf,
  KeptDocuments,
  latestSnapshot,
  readInventory,
  SnapshotRow,
} from '../../records/inventory/snapshots';
import { refuseManifest } from '../../records/inventory/components';
import type { TellLosses } from '../reading/lossEvents';
import { covers, UnreadPlace } from '../../records/inventory/links';
import { otherManifests } from '../score/source/manifestFacts';
import {
  serializeSource,
  SOURCE_MEDIA_TYPE,
} from '../../records/documents/sourceDocument';
import { maskAll, maskSecrets } from '../../messages/secrets';
import { visibleMessage } from '../../messages/visibleMessage';
import { timeoutSignal } from '../../settings/timers';
import { queueScoring } from '../../records/scoring/queue';
import type { SourceFindings } from '../../records/documents/storeSource';
import type { SourceReaders } from '../../outside/sources/SourceReaders';
import { SourceSurvey } from '../../outside/sources/SourceSurvey';
import type { EnginePool, PackedDocument } from '../../engines/EnginePool';
import {
  ClaimedTarget,
  LeaseLostError,
  releaseTarget,
} from '../../records/scans/queue';
import { recordOutcome, recordProgress } from '../../records/scans/recordScan';
import { nextScanAt, retryAt } from './schedule';
import { havePomsArrived } from './poms/arrivals';
import { waitsForPoms, withLastKnown } from './poms/lastKnown';
import type { PomCache } from './poms/PomCache';
import { refuseEmptied } from './refuseEmptied';
import { etagOf, etagScope, etagWith } from './sourceEtag';
import { storeScan, storeUnchanged } from './storeScan';

/** What a scan found, before it is stored. */
export interface ScanFindings {
  etag: string;
  revision: string;
  /** Manifests that were read this time. */
  manifests: Manifest[];
  /** Places that hold, or may hold, manifests and could not be read. */
  unread: UnreadPlace[];
  outcomes: FileOutcome[];
  /** The snapshot: what was read, and the last good reading of the rest. */
  inventory: Inventory;
  digest: string;
  previous?: SnapshotRow;
  /** Damaged documents of the previous snapshot, their bytes as they were. */
  restored?: KeptDocument[];
  /** Absent where the previous snapshot holds the same. */
  documents?: KeptDocuments;
  quality?: SbomQuality;
  /** What made the documents: `Safety Curtain 1.0.0`. */
  tools: string[];
  source: SourceFindings;
}

/** Runs one scan from its claim to its record. */
export class ScanRunner {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #logger: LoggerService;
  readonly #sources: SourceReaders;
  readonly #scanners: Scanner[];
  readonly #pool: EnginePool;
  readonly #options: ScanningOptions;
  readonly #schedule: ScanSchedule;
  readonly #toolVersion: string;
  readonly #openSsfFile: string | undefined;
  readonly #poms: PomCache | undefined;
  readonly #onProgress: (claimed: ClaimedTarget, finished: boolean) => void;
  readonly #onLosses: TellLosses | undefined;

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
    /** Absent where no Maven registry is asked. */
    poms?: PomCache;
    onProgress?: (claimed: ClaimedTarget, finished: boolean) => void;
    onLosses?: TellLosses;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#logger = options.logger;
    this.#sources = options.sources;
    this.#scanners = options.scanners;
    this.#pool = options.pool;
    this.#options = options.scanning;
    this.#schedule = options.schedule;
    this.#toolVersion = options.toolVersion;
    this.#openSsfFile = options.openSsfFile;
    this.#poms = options.poms;
    this.#onProgress = options.onProgress ?? (() => undefined);
    this.#onLosses = options.onLosses;
  }

  /**
   * Scans a claimed target. Every failure becomes the scan's outcome; only the
   * loss of the lease and an abort by the caller are thrown, with nothing
   * stored.
   */
  async run(claimed: ClaimedTarget, signal: AbortSignal): Promise<void> {
    const timeout = timeoutSignal(this.#options.timeoutMs);
    const either = AbortSignal.any([signal, timeout]);
    try {
      const found = await this.#find(claimed, either);
      if (found === 'unchanged') await this.#storeUnchanged(claimed);
      else await this.#store(claimed, found);
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
      await this.#storeFailure(claimed, failure);
    } finally {
      this.#onProgress(claimed, true);
    }
  }

  async #find(
    claimed: ClaimedTarget,
    signal: AbortSignal,
  ): Promise<ScanFindings | 'unchanged'> {
    // The claim has recorded this step.
    this.#onProgress(claimed, false);
    const survey = new SourceSurvey(
      path => isWantedSource(path) || path === this.#openSsfFile,
    );
    // A worker may have claimed while it was told to stop, and a reader that
    // waits for the signal would not hear it again.
    signal.throwIfAborted();
    const source = await this.#readSource(claimed, survey, signal);
    if (source.unchanged) return 'unchanged';
    // Undefined where the source's reader does not tell what there is.
    const seen = survey.result();
    await refuseEmptied(this.#knex, claimed.id, source, seen?.paths.length);

    const scanned = await this.#scan(claimed, source, seen?.paths, signal);
    const { outcomes } = scanned;
    for (const skipped of source.skipped) {
      outcomes.push({
        path: skipped.path,
        outcome: skipped.failed ? 'failed' : 'skipped',
        reason: maskSecrets(skipped.reason),
      });
    }
    outcomes.sort((a, b) => (a.path < b.path ? -1 : 1));
    const unread = outcomes
      .filter(outcome => outcome.outcome === 'failed')
      .map(({ path, reason = '' }) => ({ path, reason }));

    await this.#step(claimed, 'documents');
    const previous = await latestSnapshot(this.#knex, claimed.id);
    const { manifests, carried } = await this.#completed(
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
    const digest = await this.#pool.digestInventory(inventory, signal);
    const same =
      previous?.digest === digest &&
      Boolean(previous.partial) === unread.length > 0;
    const restored = same
      ? await this.#restore(claimed, previous, inventory, unread, signal)
      : undefined;
    const written = restored
      ? undefined
      : await this.#write(
          claimed,
          { ...claimed, revision: source.revision },
          inventory,
          unread,
          signal,
        );
    return {
      etag: source.etag,
      revision: source.revision,
      manifests,
      unread,
      outcomes,
      inventory,
      digest,
      previous,
      documents: written?.documents,
      restored,
      quality: written?.quality,
      tools: [`Safety Curtain ${this.#toolVersion}`],
      source: {
        document: seen && (await this.#packSource(seen, signal)),
        files: seen?.paths.length,
        manifests: otherManifests(unread, scanned.unlocked, seen?.paths),
      },
    };
  }

  #packSource(
    source: SourceTree,
    signal: AbortSignal,
  ): Promise<PackedDocument> {
    const text = serializeSource(source);
    return this.#pool.packText({ mediaType: SOURCE_MEDIA_TYPE, text }, signal);
  }

  async #readSource(
    claimed: ClaimedTarget,
    observer: SourceSurvey,
    signal: AbortSignal,
  ): Promise<SourceReadResult> {
    const etag = etagOf(claimed.sourceEtag, this.#etagScope(claimed));
    const again = etag && (await this.#isToBeReadAgain(claimed.id, signal));
    return this.#sources.read(claimed.source, {
      etag: again ? undefined : etag,
      wants: path => this.#scanners.some(scanner => scanner.wants(path)),
      limits: this.#options.limits,
      observer,
      signal,
    });
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

  async #scan(
    claimed: ClaimedTarget,
    source: SourceReadResult & { unchanged: false },
    paths: readonly string[] | undefined,
    signal: AbortSignal,
  ) {
    const manifests: Manifest[] = [];
    const outcomes: FileOutcome[] = [];
    const unlocked: UnlockedFile[] = [];
    const tell = this.#progressOf(claimed);
    for (const scanner of this.#scanners) {
      const result = await scanner.scan({
        files: source.files.filter(file => scanner.wants(file.path)),
        paths,
        signal,
        onProgress: (done, total) => tell(`${done} of ${total} files`),
      });
      unlocked.push(...(result.unlocked ?? []));
      const refused = new Map<string, string>();
      for (const manifest of result.manifests) {
        const reason = await refuseManifest(manifest);
        if (reason) refused.set(manifest.path, reason);
        else manifests.push(manifest);
      }
      outcomes.push(
        ...result.outcomes.map(outcome =>
          refused.has(outcome.path)
            ? {
                ...outcome,
                outcome: 'failed' as const,
                reason: refused.get(outcome.path),
              }
            : maskAll(outcome),
        ),
      );
    }
    manifests.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { manifests, outcomes, unlocked };
  }

  /**
   * What was read, completed where it waits for a registry, and for what could
   * not be read, how it was last known.
   */
  async #completed(
    read: Manifest[],
    unread: UnreadPlace[],
    previous: SnapshotRow | undefined,
  ): Promise<{ manifests: Manifest[]; carried: Manifest[] }> {
    const isWhole = unread.length === 0 && !read.some(waitsForPoms);
    if (isWhole || !previous) return { manifests: read, carried: [] };
    const last = await readInventory(this.#archive, previous);
    const byPath = new Map(last.manifests.map(one => [one.path, one]));
    const paths = new Set(read.map(({ path }) => path));
    return {
      manifests: read.map(one =>
        waitsForPoms(one) ? withLastKnown(one, byPath.get(one.path)) : one,
      ),
      carried: last.manifests.filter(
        ({ path }) =>
          !paths.has(path) && unread.some(place => covers(place.path, path)),
      ),
    };
  }

  /**
   * The damaged documents of a snapshot, written anew as its own scan wrote
   * them; none where all are well. Undefined where they do not come out the
   * same, as of another version of this program: then a new snapshot is due.
   */
  async #restore(
    claimed: ClaimedTarget,
    previous: SnapshotRow,
    inventory: Inventory,
    unread: UnreadPlace[],
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
    const { documents } = await this.#write(
      claimed,
      {
        scanId: previous.scan_id,
        startedAt: toDate(scan.started_at),
        revision: previous.revision ?? '',
      },
      inventory,
      unread,
      signal,
    );
    const anew = Object.values(documents).filter(document =>
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

  async #write(
    claimed: ClaimedTarget,
    scan: { scanId: string; startedAt: Date; revision: string },
    inventory: Inventory,
    unread: UnreadPlace[],
    signal: AbortSignal,
  ): Promise<{ documents: KeptDocuments; quality?: SbomQuality }> {
    const written = await this.#pool.writeDocuments(
      {
        inventory,
        meta: {
          serialNumber: `urn:uuid:${scan.scanId}`,
          timestamp: scan.startedAt.toISOString(),
          tools: [{ name: 'Safety Curtain', version: this.#toolVersion }],
          properties: {
            'safety-curtain:entity': claimed.entityRef,
            'safety-curtain:revision': scan.revision,
            'safety-curtain:coverage':
              unread.length > 0 ? 'partial' : 'complete',
            ...(unread.length > 0 && {
              'safety-curtain:unread': unread.map(u => u.path).join(', '),
            }),
          },
        },
      },
      signal,
    );
    const [inventoryDocument, cyclonedx, spdx] = await this.#archive.keep(
      [written.inventory, written.cyclonedx, written.spdx],
      signal,
    );
    return {
      documents: { inventory: inventoryDocument, cyclonedx, spdx },
      quality: written.quality,
    };
  }

  async #store(claimed: ClaimedTarget, found: ScanFindings): Promise<void> {
    await this.#step(claimed, 'matching');
    await storeScan(this.#knex, claimed, found, {
      etag: etagWith(found.etag, this.#etagScope(claimed)),
      nextScanAt: now => nextScanAt(this.#schedule, claimed.entityRef, now),
      suddenLoss: this.#options.suddenLoss,
      onLosses: this.#onLosses,
    });
    const failed = found.unread.length;
    this.#logger.info(
      `Scanned ${claimed.entityRef}; files read: ${found.manifests.length}, failed: ${failed}`,
    );
  }

  async #storeUnchanged(claimed: ClaimedTarget): Promise<void> {
    await storeUnchanged(this.#knex, claimed, now =>
      nextScanAt(this.#schedule, claimed.entityRef, now),
    );
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
    await inTransaction(this.#knex, async trx => {
      await lockTargets(trx, [claimed.id]);
      await recordOutcome(
        trx,
        claimed,
        { state: 'failed', error: message },
        [],
        now,
      );
      await releaseTarget(trx, claimed, next, {
        attempts,
        last_error: toText(message),
        last_outcome: 'failed',
      });
      await queueScoring(trx, [claimed.id], now);
    });
  }

  /**
   * Notes how many files are read. It is for people, so a scan does not wait
   * for it; and while one note is written, only the last of the next is kept.
   */
  #progressOf(claimed: ClaimedTarget): (progress: string) => void {
    let writing = false;
    let next: string | undefined;
    const write = async () => {
      writing = true;
      while (next !== undefined) {
        const progress = next;
        next = undefined;
        await this.#step(claimed, 'reading', progress).catch(() => undefined);
      }
      writing = false;
    };
    return progress => {
      next = progress;
      if (!writing) write();
    };
  }

  async #step(claimed: ClaimedTarget, step: ScanStep, progress?: string) {
    await recordProgress(this.#knex, claimed.scanId, step, progress);
    this.#onProgress(claimed, false);
  }

  #etagScope({ source }: ClaimedTarget): string {
    return etagScope(source, this.#scanners, this.#openSsfFile);
  }
}
