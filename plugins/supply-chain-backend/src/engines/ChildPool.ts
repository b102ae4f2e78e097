import limitConcurrency from 'p-limit';
import { timeoutSignal } from '../settings/timers';
import { Child, ChildError } from './Child';

/** A process with nothing to do is kept for so long. */
const IDLE_MS = 30_000;
/** Node and an engine are up in a second; on a machine that is busy, in ten. */
const START_MS = 60_000;

/** What a script does, by name. */
type Tasks<T> = { [N in keyof T]: (task: never) => unknown };

/**
 * Processes that do tasks, each one at a time. A task that takes too long or too much memory, or
 * that breaks its process in any way, fails alone: others go on, and the next gets a new process.
 *
 * Why no library: `workerpool` lets the portal's own `--max-old-space-size` win over that of its
 * processes, and lets them inherit the portal's handles; `tinypool` is ESM only, which a backend
 * plugin cannot require everywhere, and does not tell how a process ended.
 */
export class ChildPool<T extends Tasks<T>> {
  readonly #options: { script: string; memoryMb: number };
  readonly #timeoutMs: number;
  readonly #inTurn: ReturnType<typeof limitConcurrency>;
  readonly #children = new Set<Child>();
  /** Those that wait for a task, the one that was used last at the end. */
  readonly #idle: { child: Child; timer: NodeJS.Timeout }[] = [];
  #closed?: Error;

  /** @param options.script - a file that calls `worker/serve.cjs` */
  constructor(options: {
    script: string;
    processes: number;
    memoryMb: number;
    timeoutMs: number;
  }) {
    const { script, memoryMb } = options;
    this.#options = { script, memoryMb };
    this.#timeoutMs = options.timeoutMs;
    this.#inTurn = limitConcurrency(options.processes);
  }

  /**
   * Does one task. The time limit counts from when a process is ready for it. Throws the signal's
   * reason, a `ChildError` that says what happened in words, or what the task threw.
   */
  run<N extends keyof T & string>(
    name: N,
    task: Parameters<T[N]>[0],
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<T[N]>>> {
    const result = this.#inTurn(() => this.#do(name, task, signal));
    return result as Promise<Awaited<ReturnType<T[N]>>>;
  }

  /** Ends all processes, and with them what they are at. */
  async close(): Promise<void> {
    const closed = new Error('The portal is stopping');
    this.#closed = closed;
    const children = [...this.#children];
    for (const child of children) child.kill(closed);
    await Promise.all(children.map(child => child.ended));
  }

  async #do(name: string, task: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    if (this.#closed) throw this.#closed;
    const child = await this.#take(signal);
    const limit = timeoutSignal(this.#timeoutMs);
    try {
      return await child.run(name, task, AbortSignal.any([signal, limit]));
    } catch (error) {
      if (error !== limit.reason) throw error;
      throw new ChildError(
        `It took longer than ${this.#timeoutMs / 1000} seconds`,
        'time',
      );
    } finally {
      this.#giveBack(child);
    }
  }

  async #take(signal: AbortSignal): Promise<Child> {
    const waiting = this.#idle.pop();
    if (waiting) {
      clearTimeout(waiting.timer);
      return waiting.child;
    }
    const limit = timeoutSignal(START_MS);
    const child = new Child(this.#options);
    this.#children.add(child);
    child.ended.then(() => {
      this.#children.delete(child);
      this.#noLongerIdle(child);
    });
    try {
      await child.ready(AbortSignal.any([signal, limit]));
      return child;
    } catch (error) {
      if (error !== limit.reason) throw error;
      throw new ChildError('Its process did not start in time');
    }
  }

  #giveBack(child: Child): void {
    if (!this.#children.has(child)) return;
    const timer = setTimeout(() => {
      this.#noLongerIdle(child);
      child.kill(new Error('It had nothing to do'));
    }, IDLE_MS);
    timer.unref();
    this.#idle.push({ child, timer });
  }

  #noLongerIdle(child: Child): void {
    const place = this.#idle.findIndex(waiting => waiting.child === child);
    if (place === -1) return;
    const [{ timer }] = this.#idle.splice(place, 1);
    clearTimeout(timer);
  }
}
