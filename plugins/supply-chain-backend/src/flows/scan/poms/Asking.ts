import { timeoutSignal } from '../../../settings/timers';

/** The longest that a scan waits for POMs, all in all. */
const TIME_MS = 60_000;
/** Failures after which a scan asks no more. */
const MAX_FAILURES = 3;

/** How long and how often one scan asks a registry. */
export class Asking {
  readonly #timeMs: number;
  #leftMs: number;
  #failures = 0;

  /** @param scan - ends the scan */
  constructor(readonly scan: AbortSignal, timeMs = TIME_MS) {
    this.#timeMs = timeMs;
    this.#leftMs = timeMs;
  }

  /** Asks one question; the signal ends it with the scan, or when the time is up. */
  async ask<T>(question: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const start = performance.now();
    const time = timeoutSignal(Math.ceil(this.#leftMs));
    try {
      return await question(AbortSignal.any([this.scan, time]));
    } finally {
      this.#leftMs -= performance.now() - start;
    }
  }

  fail(): void {
    this.#failures++;
  }

  /** Why nothing more is asked, once that is so. */
  get over(): string | undefined {
    if (this.#leftMs <= 0) {
      return `the registry took longer than ${this.#timeMs / 1000} seconds`;
    }
    return this.#failures >= MAX_FAILURES
      ? 'the registry did not answer other questions'
      : undefined;
  }
}
