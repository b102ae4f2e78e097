import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { settleClaims } from '../../records/licenses/claims';

/** The shortest time from the end of one run to the next. */
const PAUSE_MS = 1000;

/**
 * Settles license claims that readings have noted, without keeping the readings
 * waiting: settling waits for every transaction that holds the licensing lock,
 * and keeps new ones out while it waits. So what many readings ask for
 * becomes one run, and there is one run at a time.
 */
export class ClaimSettler {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #pauseMs: number;
  readonly #stop = new AbortController();
  #running?: Promise<void>;
  #asked = false;

  constructor(options: {
    knex: Knex;
    logger: LoggerService;
    pauseMs?: number;
  }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
  }

  /** Asks for a run that sees all that is noted by now. */
  settle(): void {
    this.#asked = true;
    this.#running ??= this.#run();
  }

  /** Begins no run anymore, and waits for the one that is on. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (this.#asked && !signal.aborted) {
      this.#asked = false;
      try {
        await settleClaims(this.#knex, signal);
      } catch (error) {
        // They stay noted: the refresher of licenses settles them later.
        if (!signal.aborted) {
          this.#logger.warn(
            'License claims could not be settled',
            error as Error,
          );
        }
      }
      // Ends early, and not as an error, where there is to be no next run.
      const options = { signal, ref: false };
      await setTimeout(this.#pauseMs, undefined, options).catch(
        () => undefined,
      );
    }
    // In one go with the last look at what is asked: nothing is asked in between.
    this.#running = undefined;
  }
}
