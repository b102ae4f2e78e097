import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Scanner } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import type { EnginePool } from '../../engines/EnginePool';
import { visibleMessage } from '../../messages/visibleMessage';
import type { SourceReaders } from '../../outside/sources/SourceReaders';
import type { Archive } from '../../records/documents/Archive';
import { ClaimedTarget, LeaseLostError } from '../../records/scans/queue';
import { timeoutSignal } from '../../settings/timers';
import { noTelemetry, Span, Telemetry } from '../../telemetry/Telemetry';
import type { InspectionOptions } from '../inspect/options';
import type { TellLosses } from '../reading/lossEvents';
import type { TrustedIgnores } from '../vex/storeIgnoreFiles';
import { measureScan, ScanOutcome } from './measureScan';
import type { ScanningOptions, ScanSchedule } from './options';
import type { PomCache } from './poms/PomCache';
import { ScanFinder } from './ScanFinder';
import type { ScanFindings } from './scanFindings';
import { ScanProgress, TellProgress } from './ScanProgress';
import { nextScanAt, retryAt } from './schedule';
import {
  NOTHING_READ,
  storeFailure,
  storeScan,
  storeUnchanged,
} from './storeScan';

/** Runs one scan from its claim to its record. */
export class ScanRunner {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #finder: ScanFinder;
  readonly #options: ScanningOptions;
  readonly #asksApproval: boolean;
  readonly #trustedOwners: readonly string[];
  readonly #onTrusted: ((trusted: TrustedIgnores) => void) | undefined;
  readonly #longestExceptionMs?: number;
  readonly #schedule: ScanSchedule;
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
    /** Told of entries of these that count from now on. */
    onTrusted?: (trusted: TrustedIgnores) => void;
    /** The longest that what a source has tools be silent about may be proposed for. */
    longestExceptionMs?: number;
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
    this.#logger = options.logger;
    this.#options = options.scanning;
    this.#asksApproval = options.asksApproval ?? false;
    this.#trustedOwners = options.trustedOwners ?? [];
    this.#onTrusted = options.onTrusted;
    this.#longestExceptionMs = options.longestExceptionMs;
    this.#schedule = options.schedule;
    this.#progress = new ScanProgress(options.knex, options.onProgress);
    this.#finder = new ScanFinder({ ...options, progress: this.#progress });
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
      const found = await this.#finder.find(claimed, either);
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
      onTrusted: this.#onTrusted,
      longestExceptionMs: this.#longestExceptionMs,
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
}
