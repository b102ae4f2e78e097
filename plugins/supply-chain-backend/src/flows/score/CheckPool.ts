import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  AskedCheck,
  CheckResult,
  CheckTasks,
  RuleSet,
  ServiceFacts,
  unknown,
} from '@safety-curtain/policy';
import { ChildError } from '../../engines/Child';
import { ChildPool } from '../../engines/ChildPool';
import { visibleMessage } from '../../messages/visibleMessage';
import type { OpenSsfView } from '../../records/results/result';

const MEMORY_MB = 512;

/**
 * Built-in checks and rules in a process of their own: one that takes too long
 * or breaks the process is unknown, and the others are answered.
 */
export class CheckPool {
  readonly #pool: ChildPool<CheckTasks>;

  /** `worker`: another file with the same tasks. */
  constructor(options: { timeoutMs: number; worker?: string }) {
    this.#pool = new ChildPool({
      script:
        options.worker ??
        resolvePackagePath(
          '@safety-curtain/plugin-supply-chain-backend',
          'worker/checks.cjs',
        ),
      processes: 1,
      memoryMb: MEMORY_MB,
      timeoutMs: options.timeoutMs,
    });
  }

  /** Answers in the order of `asked`. */
  async ask(
    facts: ServiceFacts,
    set: RuleSet,
    asked: readonly AskedCheck[],
    now: Date,
    signal: AbortSignal,
  ): Promise<CheckResult[]> {
    const { version, rules } = set;
    const task = { facts, version, rules, asked, now };
    try {
      return await this.#pool.run('askChecks', task, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (asked.length === 1) return [unknown(explain(error))];
    }
    // Some of them broke it; asked one by one, only these do.
    const results: CheckResult[] = [];
    for (const check of asked) {
      results.push(...(await this.ask(facts, set, [check], now, signal)));
    }
    return results;
  }

  /** OpenSSF Scorecard's aggregate; undefined where it takes too long. */
  async openSsf(
    facts: ServiceFacts,
    signal: AbortSignal,
  ): Promise<OpenSsfView | undefined> {
    try {
      return await this.#pool.run('openSsf', { facts }, signal);
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}

function explain(error: unknown): string {
  return error instanceof ChildError
    ? `The check was not answered. ${error.message}.`
    : `The check broke: ${visibleMessage(error)}`;
}
