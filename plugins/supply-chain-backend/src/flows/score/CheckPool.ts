import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { CheckResult, ServiceFacts, unknown } from '@safety-curtain/policy';
import Piscina from 'piscina';
import type { OpenSsfView } from '../../records/results/standing';
import type { ScorecardSet } from '../../records/results/scorecardSet';
import { visibleMessage } from '../../messages/visibleMessage';
import { timeoutSignal } from '../../settings/timers';

/** A check to be asked, with the options that a scorecard sets. */
export interface AskedCheck {
  scorecard: string;
  id: string;
  options: Readonly<Record<string, number>>;
}

const MEMORY_MB = 512;

/**
 * Built-in checks and rules in a worker thread: one that takes too long ends
 * its thread and is unknown, and the others are asked again without it.
 */
export class CheckPool {
  readonly #pool: Piscina;
  readonly #timeoutMs: number;

  /** `worker`: another file with the same functions. */
  constructor(options: { timeoutMs: number; worker?: string }) {
    this.#timeoutMs = options.timeoutMs;
    this.#pool = new Piscina({
      filename:
        options.worker ??
        resolvePackagePath(
          '@safety-curtain/plugin-supply-chain-backend',
          'worker/checks.cjs',
        ),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
  }

  /** Answers in the order of `asked`. */
  async ask(
    facts: ServiceFacts,
    { version, rules }: Pick<ScorecardSet, 'version' | 'rules'>,
    asked: readonly AskedCheck[],
    now: Date,
    signal: AbortSignal,
  ): Promise<CheckResult[]> {
    const results = new Map<AskedCheck, CheckResult>();
    let left = [...asked];
    // Each round answers all of them or takes one away.
    while (left.length > 0) {
      const progress = new Int32Array(new SharedArrayBuffer(4));
      try {
        const answers: CheckResult[] = await this.#run(
          'askChecks',
          { facts, version, rules, asked: left, now, progress },
          signal,
        );
        left.forEach((check, index) => results.set(check, answers[index]));
        break;
      } catch (error) {
        signal.throwIfAborted();
        const broken = left[Atomics.load(progress, 0)];
        results.set(broken, unknown(this.#explain(error as Error)));
        left = left.filter(check => check !== broken);
      }
    }
    return asked.map(check => results.get(check)!);
  }

  /** OpenSSF Scorecard's aggregate; undefined where it takes too long. */
  async openSsf(
    facts: ServiceFacts,
    signal: AbortSignal,
  ): Promise<OpenSsfView | undefined> {
    try {
      return await this.#run('openSsf', { facts }, signal);
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** The time limit is for the work: a thread takes a while to start. */
  async #run<T>(name: string, task: unknown, signal: AbortSignal): Promise<T> {
    await this.#pool.run(undefined, { name: 'start', signal });
    const limit = timeoutSignal(this.#timeoutMs);
    return this.#pool.run(task, {
      name,
      signal: AbortSignal.any([signal, limit]),
    });
  }

  #explain(error: Error & { code?: string }): string {
    if (error.name === 'AbortError' || error.name === 'TimeoutError') {
      return `The check took longer than ${this.#timeoutMs / 1000} seconds.`;
    }
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      return `The check took more than ${MEMORY_MB} MiB of memory.`;
    }
    return `The check broke: ${visibleMessage(error)}`;
  }
}
