import { ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';

/** Why a process gave no answer, in words for whoever owns what it read. */
export class ChildError extends Error {
  name = 'ChildError';
  constructor(
    message: string,
    /** What ran out, or that the process itself broke. */
    readonly failure: 'time' | 'memory' | 'process' = 'process',
  ) {
    super(message);
  }
}

/** What `worker/serve.cjs` sends: that it is ready, and then what became of each task. */
interface Answer {
  answer: 'ready' | 'result' | 'error';
  value?: unknown;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Node may need these to start; nothing else of the portal's environment is a child's business. */
const ENVIRONMENT = ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];
/**
 * V8 lets garbage lie while it thinks that memory is plenty. A process that reads what is large shall
 * take little more than what it holds, for a tenth more time.
 */
const FRUGAL = ['--max-semi-space-size=8', '--heap-growing-percent=30'];
/** The end of what a process wrote when it broke. */
const MAX_STDERR = 16 * 1024;

/**
 * A process of its own for what strangers wrote: with a heap of its own, nothing of the portal's
 * environment and no file or socket of it but the channel between the two.
 */
export class Child {
  /** Resolves when the process is gone, however it ended. */
  readonly ended: Promise<void>;
  readonly #process: ChildProcess;
  readonly #memoryMb: number;
  #waiting?: Waiting;
  #stderr = '';
  #failure?: Error;

  constructor(options: { script: string; memoryMb: number }) {
    this.#memoryMb = options.memoryMb;
    this.#process = fork(options.script, [], {
      cwd: path.parse(process.execPath).root,
      env: Object.fromEntries(
        ENVIRONMENT.map(name => [name, process.env[name]]),
      ),
      execArgv: [`--max-old-space-size=${options.memoryMb}`, ...FRUGAL],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr!.setEncoding('utf8').on('data', text => {
      this.#stderr = (this.#stderr + text).slice(-MAX_STDERR);
    });
    this.#process.on('message', message => this.#take(message as Answer));
    // Without its channel nobody would hear of it again.
    this.#process.on('disconnect', () => this.#process.kill('SIGKILL'));
    this.ended = new Promise(resolve => {
      const end = (failure: Error) => {
        this.#failure ??= failure;
        this.#settle()?.reject(this.#failure);
        resolve();
      };
      this.#process.on('error', () =>
        end(new ChildError('Its process could not be started')),
      );
      this.#process.on('close', (code, signal) =>
        end(this.#explain(code, signal)),
      );
    });
  }

  /** Resolves when the process can do its first task; to be called first. */
  async ready(signal: AbortSignal): Promise<void> {
    await this.#answer(signal);
  }

  /**
   * Has it do one task, and no other before that is done. An abort ends the process. Throws the
   * signal's reason, a `ChildError` where the process ended, or what the task threw.
   */
  async run(
    name: string,
    task: unknown,
    signal: AbortSignal,
  ): Promise<unknown> {
    if (this.#failure) throw this.#failure;
    signal.throwIfAborted();
    // Where it cannot be sent, the process is about to end, and says why.
    this.#process.send({ name, task }, () => undefined);
    return this.#answer(signal);
  }

  /** Ends the process; what it was at fails for that reason. */
  kill(reason: Error): void {
    this.#failure ??= reason;
    this.#process.kill('SIGKILL');
  }

  async #answer(signal: AbortSignal): Promise<unknown> {
    const stop = () => this.kill(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    this.#hold(true);
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting = { resolve, reject };
      });
    } finally {
      signal.removeEventListener('abort', stop);
      this.#hold(false);
    }
  }

  #take({ answer, value }: Answer): void {
    if (answer === 'error') this.#settle()?.reject(value as Error);
    if (answer === 'ready' || answer === 'result') {
      this.#settle()?.resolve(value);
    }
  }

  #settle(): Waiting | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  /** One that has nothing to do keeps no process from ending. */
  #hold(busy: boolean): void {
    const { channel, stderr } = this.#process;
    for (const handle of [this.#process, channel, stderr as Socket | null]) {
      if (busy) handle?.ref();
      else handle?.unref();
    }
  }

  #explain(code: number | null, signal: NodeJS.Signals | null): ChildError {
    // V8 says so before it aborts; nothing else tells that from a crash.
    if (/\bout of memory\b/.test(this.#stderr)) {
      return new ChildError(
        `It took more than ${this.#memoryMb} MiB of memory`,
        'memory',
      );
    }
    if (signal === 'SIGKILL') {
      return new ChildError(
        'Its process was killed from outside, as a system does that is short of memory',
      );
    }
    return new ChildError(
      signal
        ? `Its process crashed (${signal})`
        : `Its process ended before it was done (exit code ${code})`,
    );
  }
}
