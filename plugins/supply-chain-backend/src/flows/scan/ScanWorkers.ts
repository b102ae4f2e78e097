import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ScanningOptions } from './options';
import { atMostLongestTimer } from '../../settings/timers';
import {
  ClaimedTarget,
  claimTarget,
  extendLease,
  LeaseLostError,
  returnTarget,
} from '../../records/scans/queue';
import type { ScanRunner } from './ScanRunner';

/** Renewals before a lease would run out. */
const RENEWALS = 3;

/**
 * Takes due targets off the queue and scans them, a few at a time, until it is
 * stopped. Any number of replicas may run these workers on one database.
 */
export class ScanWorkers {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #runner: Pick<ScanRunner, 'run'>;
  readonly #options: ScanningOptions;
  readonly #stop = new AbortController();
  readonly #wakes = new Set<() => void>();
  #loops: Promise<void>[] = [];

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    runner: Pick<ScanRunner, 'run'>;
    scanning: ScanningOptions;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#runner = options.runner;
    this.#options = options.scanning;
  }

  start(): void {
    this.#loops = Array.from({ length: this.#options.concurrency }, () =>
      this.#loop(),
    );
  }

  /** Has idle workers look at the queue now. */
  wake(): void {
    for (const wake of this.#wakes) wake();
  }

  /** Ends running scans; their targets go back to the queue at once. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The backend is stopping'));
    this.wake();
    await Promise.all(this.#loops);
  }

  async #loop(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      let claimed: ClaimedTarget | undefined;
      try {
        claimed = await claimTarget(
          this.#knex,
          this.#options,
          this.#stop.signal,
        );
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#logger.error('The scan queue could not be read', error as Error);
      }
      if (claimed) await this.#scan(claimed);
      else await this.#idle();
    }
  }

  async #scan(claimed: ClaimedTarget): Promise<void> {
    const lost = new AbortController();
    const renewal = setInterval(() => {
      extendLease(this.#knex, claimed, this.#options.leaseMs).then(
        held => held || lost.abort(new LeaseLostError(claimed.entityRef)),
        // The database may be back before the lease runs out.
        () => undefined,
      );
    }, atMostLongestTimer(this.#options.leaseMs / RENEWALS));
    try {
      await this.#runner.run(
        claimed,
        AbortSignal.any([lost.signal, this.#stop.signal]),
      );
    } catch (error) {
      if (this.#stop.signal.aborted) {
        await returnTarget(this.#knex, claimed).catch(() => undefined);
      } else if (error instanceof LeaseLostError) {
        this.#logger.warn(error.message);
      } else {
        // The outcome could not be written: the lease runs out and the scan is
        // run again by whoever finds the target due.
        this.#logger.error(
          `The scan of ${claimed.entityRef} could not be recorded`,
          error as Error,
        );
      }
    } finally {
      clearInterval(renewal);
    }
  }

  #idle(): Promise<void> {
    return new Promise(resolve => {
      const idle: { timer?: NodeJS.Timeout } = {};
      const wake = () => {
        clearTimeout(idle.timer);
        this.#wakes.delete(wake);
        resolve();
      };
      idle.timer = setTimeout(wake, atMostLongestTimer(this.#options.pollMs));
      this.#wakes.add(wake);
      if (this.#stop.signal.aborted) wake();
    });
  }
}
