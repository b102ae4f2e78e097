import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import { watchChildren, WatchedChildren } from '../__testUtils__/children';
import { until } from '../__testUtils__/scanning';
import { ChildPool } from './ChildPool';

jest.setTimeout(300_000);

const testUtils = path.resolve(__dirname, '../__testUtils__');
const { signal } = new AbortController();

type Broken = Record<string, (task: object) => any>;

let pool: ChildPool<Broken>;
let children: WatchedChildren;

function poolOf(
  changes: Partial<ConstructorParameters<typeof ChildPool>[0]> = {},
): ChildPool<Broken> {
  pool = new ChildPool<Broken>({
    script: path.join(testUtils, 'brokenEngine.cjs'),
    processes: 1,
    memoryMb: 64,
    timeoutMs: 120_000,
    ...changes,
  });
  return pool;
}

/** Whether a process does something; a dead one may wait for its parent. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, 'utf8'));
}

beforeEach(() => {
  children = watchChildren();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await pool?.close();
});

describe('ChildPool', () => {
  it('gives what V8 can serialize to a process, and what it answers', async () => {
    const task = {
      at: new Date(0),
      map: new Map([['a', [1, undefined]]]),
      bytes: new Uint8Array(3),
    };
    const echo = await poolOf().run('echo', task, signal);
    expect(echo.at.toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect([...echo.map]).toEqual([['a', [1, undefined]]]);
    expect([...echo.bytes]).toEqual([0, 0, 0]);
    await pool.run('echo', {}, signal);
    expect(children.started).toHaveLength(1);
  });

  it('gives processes nothing of the environment, and a folder that says nothing', async () => {
    process.env.SAFETY_CURTAIN_TEST_SECRET = 'hush';
    try {
      const { env, cwd } = await poolOf().run('environment', {}, signal);
      expect(Object.keys(env)).not.toContain('SAFETY_CURTAIN_TEST_SECRET');
      expect(
        Object.keys(env).filter(
          name => !/^(NODE_CHANNEL_|(DY)?LD_LIBRARY_PATH$)/.test(name),
        ),
      ).toEqual([]);
      expect(cwd).toBe(path.parse(process.execPath).root);
    } finally {
      delete process.env.SAFETY_CURTAIN_TEST_SECRET;
    }
  });

  it('throws what a task threw, and goes on with the same process', async () => {
    poolOf();
    await expect(
      pool.run('fail', { message: 'Not so' }, signal),
    ).rejects.toThrow('Not so');
    await expect(pool.run('nothing', {}, signal)).rejects.toThrow(
      'could not be cloned',
    );
    expect(await pool.run('echo', { a: 1 }, signal)).toEqual({ a: 1 });
    expect(children.started).toHaveLength(1);
  });

  it.each([
    ['memory', {}, 'It took more than 64 MiB of memory'],
    ['exit', { code: 0 }, 'Its process ended before it was done (exit code 0)'],
    ['exit', { code: 3 }, 'Its process ended before it was done (exit code 3)'],
    ['abort', {}, 'Its process crashed (SIGABRT)'],
    ['crash', {}, 'Its process crashed (SIGSEGV)'],
    ['later', {}, 'Its process ended before it was done (exit code 1)'],
    [
      'disconnect',
      {},
      expect.stringMatching(/^Its process (ended before|was killed)/),
    ],
  ])(
    'says what happened where a process breaks (%s %j), and goes on with another',
    async (name, task, message) => {
      poolOf({ processes: 2 });
      const [broken, other] = await Promise.allSettled([
        pool.run(name, task, signal),
        pool.run('echo', { a: 1 }, signal),
      ]);
      expect(broken).toEqual({
        status: 'rejected',
        reason: expect.objectContaining({ name: 'ChildError', message }),
      });
      expect(other).toEqual({ status: 'fulfilled', value: { a: 1 } });
      expect(await pool.run('echo', { a: 2 }, signal)).toEqual({ a: 2 });
    },
  );

  it('ends what takes too long, counted from when a process is free', async () => {
    poolOf({ timeoutMs: 1000 });
    const [slow, next] = await Promise.allSettled([
      pool.run('endless', {}, signal),
      pool.run('echo', {}, signal),
    ]);
    expect(slow).toMatchObject({
      reason: { message: 'It took longer than 1 seconds' },
    });
    expect(next.status).toBe('fulfilled');
  });

  it('says so where a process is killed in the midst of its work; the others go on', async () => {
    poolOf({ processes: 2 });
    const stop = new AbortController();
    const killed = pool.run('endless', { first: true }, signal);
    const other = pool.run('endless', {}, stop.signal);
    const [busy] = await Promise.all([
      children.sent(({ task }) => task.first),
      children.sent(({ task }) => !task.first),
    ]);
    busy.kill('SIGKILL');
    await expect(killed).rejects.toThrow(
      'Its process was killed from outside, as a system does that is short of memory',
    );
    expect(children.started.filter(({ pid }) => isRunning(pid!))).toHaveLength(
      1,
    );
    stop.abort(new Error('Enough'));
    await expect(other).rejects.toThrow('Enough');
    expect(await pool.run('echo', { a: 1 }, signal)).toEqual({ a: 1 });
  });

  it('ends nothing where a terminal or systemd tells all processes to stop', async () => {
    poolOf();
    await pool.run('echo', {}, signal);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.kill(children.started[0].pid!, name);
    }
    expect(await pool.run('echo', { a: 1 }, signal)).toEqual({ a: 1 });
    expect(children.started).toHaveLength(1);
  });

  it('keeps its own limit of memory in a portal with a larger one', async () => {
    const { NODE_OPTIONS } = process.env;
    process.env.NODE_OPTIONS = '--max-old-space-size=4000';
    const flags = jest.spyOn(v8, 'setFlagsFromString');
    try {
      await expect(poolOf().run('memory', {}, signal)).rejects.toThrow(
        'It took more than 64 MiB of memory',
      );
      expect(flags).not.toHaveBeenCalled();
    } finally {
      process.env.NODE_OPTIONS = NODE_OPTIONS ?? '';
    }
  });

  it('ends processes when it is closed, and what they are at', async () => {
    poolOf({ processes: 2 });
    await pool.run('echo', {}, signal);
    const busy = pool.run('endless', {}, signal);
    const starting = pool.run('echo', {}, signal);
    const results = Promise.allSettled([busy, starting]);
    await pool.close();
    expect((await results).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(children.started.filter(({ pid }) => isRunning(pid!))).toEqual([]);
    await expect(pool.run('echo', {}, signal)).rejects.toThrow('stopping');
  });

  it('stops where it is told to, before a process is up and after', async () => {
    poolOf();
    const reason = new Error('Shutting down');
    await expect(pool.run('echo', {}, AbortSignal.abort(reason))).rejects.toBe(
      reason,
    );
    const stop = new AbortController();
    const starting = pool.run('echo', {}, stop.signal);
    stop.abort(reason);
    await expect(starting).rejects.toBe(reason);
  });

  it('says so where a script cannot be loaded', async () => {
    poolOf({ script: path.join(testUtils, 'none.cjs') });
    await expect(pool.run('echo', {}, signal)).rejects.toThrow(
      'Its process ended before it was done (exit code 1)',
    );
  });

  it('leaves no process behind where the portal is killed, busy ones neither', async () => {
    const portal = fork(path.join(testUtils, 'portalOfReaders.cjs'));
    try {
      const pids = await new Promise<number[]>(resolve => {
        // Sources that are loaded are told as well.
        portal.on('message', (told: any) => told.pids && resolve(told.pids));
      });
      expect(pids).toHaveLength(2);
      expect(pids.filter(isRunning)).toEqual(pids);
      portal.kill('SIGKILL');
      await until(async () => !pids.some(isRunning));
    } finally {
      portal.kill('SIGKILL');
    }
  });
});
