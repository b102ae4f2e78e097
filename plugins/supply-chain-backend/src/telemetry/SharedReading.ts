/** For how long one who asks waits, and how old an answer may be. */
export interface ReadingBounds {
  /** Those who ask within this time of an answer get the same. */
  freshMs: number;
  waitMs: number;
  /** Older than this, the last answer is none. */
  longestMs: number;
}

const BOUNDS: ReadingBounds = {
  freshMs: 5_000,
  waitMs: 1_000,
  longestMs: 5 * 60_000,
};

/**
 * One reading of something slow for all who ask for it at about the same time.
 * There is one at a time at the most; whoever asks waits for it for a bounded
 * time, then gets the last there was, or none. It never throws.
 */
export class SharedReading<T> {
  readonly #read: () => Promise<T>;
  readonly #onError: (error: unknown) => void;
  readonly #bounds: ReadingBounds;
  #last?: { value: T; at: number };
  #running?: Promise<void>;

  constructor(options: {
    read: () => Promise<T>;
    onError: (error: unknown) => void;
    bounds?: Partial<ReadingBounds>;
  }) {
    this.#read = options.read;
    this.#onError = options.onError;
    this.#bounds = { ...BOUNDS, ...options.bounds };
  }

  async get(): Promise<T | undefined> {
    const { freshMs, waitMs, longestMs } = this.#bounds;
    if (!this.#isWithin(freshMs)) {
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined;
      });
      await withinTime(this.#running, waitMs);
    }
    return this.#isWithin(longestMs) ? this.#last?.value : undefined;
  }

  async #run(): Promise<void> {
    try {
      const value = await this.#read();
      this.#last = { value, at: performance.now() };
    } catch (error) {
      this.#onError(error);
    }
  }

  #isWithin(ms: number): boolean {
    return this.#last !== undefined && performance.now() - this.#last.at < ms;
  }
}

async function withinTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
    timer.unref();
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
