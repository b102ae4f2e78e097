import { randomInt } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { mib, ms, say, table } from './report.mjs';

const INPUTS = Number(process.env.SAFETY_CURTAIN_BENCH_INPUTS ?? 10_000_000);
const SEED = Number(
  process.env.SAFETY_CURTAIN_BENCH_SEED ?? randomInt(2 ** 31),
);
/** The number of the first input: one that failed is tried alone by seed and number. */
const FIRST = Number(process.env.SAFETY_CURTAIN_BENCH_FIRST ?? 0);
/** An input of 20,000 characters takes milliseconds; a busy machine may halt for seconds. */
const HANG_MS = 20_000;
/** Of all readers and the input; a reader that takes more ends the thread. */
const HEAP_MB = 256;
/** Failures that are printed whole. */
const PRINTED = 20;
/** Characters of such an input that are printed. */
const MOST_SHOWN = 2_000;
const SAY_EVERY = 500_000;

/** What became of all inputs, over as many threads as it took. */
class Run {
  failures = 0;
  #counts = new Map();
  #peak = 0;
  #told = 0;

  /** Tries inputs from one number to another, and answers where to go on. */
  async go(from, to) {
    const shared = new SharedArrayBuffer(8);
    const at = new Float64Array(shared);
    at[0] = from;
    const worker = new Worker(new URL('fuzz/worker.mjs', import.meta.url), {
      workerData: { seed: SEED, from, to, shared },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    let seen = -1;
    let since = performance.now();
    let hung = false;
    const watch = setInterval(() => {
      this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
      if (at[0] !== seen) {
        seen = at[0];
        since = performance.now();
      } else if (performance.now() - since > HANG_MS) {
        hung = true;
        worker.terminate();
      }
    }, 500);
    try {
      const code = await new Promise((resolve, reject) => {
        worker.on('message', message => this.#take(message));
        worker.on('error', reject);
        worker.on('exit', resolve);
      });
      if (!hung && code !== 0) throw new Error(`The thread ended with ${code}`);
      if (!hung) return to;
      this.#fail(at[0], 'It does not end');
    } catch (error) {
      // Anything else is an error of the measurement.
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      this.#fail(at[0], `It takes more than ${HEAP_MB} MiB`);
    } finally {
      clearInterval(watch);
    }
    return at[0] + 1;
  }

  #take({ counts, failed }) {
    if (failed) {
      const { index, reader, text, why } = failed;
      const shown = JSON.stringify(text).slice(0, MOST_SHOWN);
      this.#fail(index, `${reader}: ${why}\n${shown}`);
      return;
    }
    for (const [name, count] of Object.entries(counts)) {
      const sum = this.#counts.get(name) ?? { ...count, inputs: 0, refused: 0 };
      sum.slowest = Math.max(sum.slowest, count.slowest);
      sum.inputs += count.inputs;
      sum.refused += count.refused;
      this.#counts.set(name, sum);
    }
    if (this.#done - this.#told >= SAY_EVERY) {
      this.#told = this.#done;
      say(
        `  ${this.#told.toLocaleString('en-US')} so far, ${
          this.failures
        } failed, peak memory ${mib(this.#peak)}`,
      );
    }
  }

  get #done() {
    return [...this.#counts.values()].reduce((sum, c) => sum + c.inputs, 0);
  }

  #fail(index, why) {
    this.failures += 1;
    if (this.failures <= PRINTED)
      say(`  Input ${index} of seed ${SEED}: ${why}`);
  }

  report() {
    table(
      [...this.#counts].map(([reader, { inputs, refused, slowest }]) => ({
        reader,
        inputs: inputs.toLocaleString('en-US'),
        refused: `${Math.round((100 * refused) / Math.max(1, inputs))} %`,
        slowest: ms(slowest),
      })),
    );
    say(
      `  ${this.#done.toLocaleString('en-US')} inputs, ${
        this.failures
      } failed; memory of the process ${mib(this.#peak)} at its peak`,
    );
  }
}

/** Damaged inputs for everything that reads what strangers write. */
export async function measureFuzz() {
  say();
  say(
    `${INPUTS.toLocaleString(
      'en-US',
    )} damaged inputs for all readers, seed ${SEED}`,
  );
  const run = new Run();
  const end = FIRST + INPUTS;
  for (let next = FIRST; next < end; ) next = await run.go(next, end);
  run.report();
  if (run.failures > 0) throw new Error(`${run.failures} inputs failed`);
}
