import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../__testUtils__/databases';
import { until } from '../__testUtils__/scanning';
import { inTurn, TurnTakenError, withLease } from './leases';
import { toDate } from './dialect';

const minute = { leaseMs: 60_000 };

/** Work that lasts until it is told to end. */
function work() {
  let end: () => void = () => undefined;
  let start: (signal: AbortSignal) => void = () => undefined;
  const started = new Promise<AbortSignal>(resolve => {
    start = resolve;
  });
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  return {
    started,
    end: () => end(),
    async run(signal: AbortSignal) {
      start(signal);
      await ended;
      return 'done';
    },
  };
}

const aborted = (signal: AbortSignal) =>
  new Promise<Error>(resolve => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener('abort', () => resolve(signal.reason));
  });

const take = (knex: Knex) => withLease(knex, 'a', minute, async () => 'done');

describe.each(databaseIds)('withLease on %p', id => {
  it('lets one of two contenders work, and the other when it is done', async () => {
    const knex = await createDatabase(id);
    const first = work();
    const held = withLease(knex, 'a', minute, first.run);
    await first.started;
    expect(await take(knex)).toBeUndefined();
    expect(await withLease(knex, 'b', minute, async () => 'done')).toBe('done');
    first.end();
    expect(await held).toBe('done');
    expect(await take(knex)).toBe('done');
  });

  it('lets no two of many contenders work at once', async () => {
    const knex = await createDatabase(id);
    let working = 0;
    let most = 0;
    const contend = () =>
      withLease(knex, 'a', minute, async () => {
        most = Math.max(most, ++working);
        // Long enough for others to try.
        for (let i = 0; i < 5; i++) await knex('leases').first();
        working--;
      });
    await Promise.all(Array.from({ length: 8 }, contend));
    expect(most).toBe(1);
  });

  it('is free after work that failed', async () => {
    const knex = await createDatabase(id);
    await expect(
      withLease(knex, 'a', minute, async () => {
        throw new Error('Failed');
      }),
    ).rejects.toThrow('Failed');
    expect(await take(knex)).toBe('done');
  });

  it('passes to the next when it ran out, and tells whoever lost it', async () => {
    const knex = await createDatabase(id);
    const silent = work();
    const lost = withLease(knex, 'a', { leaseMs: 300 }, silent.run);
    const signal = await silent.started;
    // As if the renewals had not come through for longer than the lease.
    await knex('leases').update({ lease_until: new Date(0) });
    const next = work();
    const held = withLease(knex, 'a', minute, next.run);
    await next.started;
    expect((await aborted(signal)).message).toBe("The lease 'a' was lost");
    silent.end();
    await lost;
    // Its end does not take the lease away from the new holder.
    expect(await take(knex)).toBeUndefined();
    next.end();
    await held;
  });

  it('is renewed while the work lasts', async () => {
    const knex = await createDatabase(id);
    const long = work();
    const held = withLease(knex, 'a', { leaseMs: 200 }, long.run);
    await long.started;
    const { lease_until: first } = (await knex('leases').first())!;
    await until(async () => {
      const { lease_until: renewed } = (await knex('leases').first())!;
      return toDate(renewed) > toDate(first);
    });
    long.end();
    expect(await held).toBe('done');
  });

  it('passes on that its caller stops', async () => {
    const knex = await createDatabase(id);
    const stop = new AbortController();
    const running = work();
    const held = withLease(
      knex,
      'a',
      { ...minute, signal: stop.signal },
      running.run,
    );
    const signal = await running.started;
    stop.abort(new Error('Stopping'));
    expect((await aborted(signal)).message).toBe('Stopping');
    running.end();
    await held;
  });

  it('has work that is due each day done once, by whoever comes first', async () => {
    const knex = await createDatabase(id);
    const daily = { leaseMs: 60_000, everyMs: 3_600_000 };
    const run = (job = async () => 'done') => withLease(knex, 'd', daily, job);
    const failing = run(async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await run()).toBe('done');
    expect(await run()).toBeUndefined();
    await knex('leases').update({ done_at: new Date(Date.now() - 7_200_000) });
    expect(await run()).toBe('done');
  });
});

describe.each(databaseIds)('inTurn on %p', id => {
  const waiting = { leaseMs: 60_000, waitMs: 20_000 };

  it('has all of many contenders work, no two at once, and leaves nothing', async () => {
    const knex = await createDatabase(id);
    let working = 0;
    let most = 0;
    const contend = (n: number) =>
      inTurn(knex, 'a', waiting, async () => {
        most = Math.max(most, ++working);
        // Long enough for others to look.
        for (let i = 0; i < 5; i++) await knex('leases').first();
        working--;
        return n;
      });
    const numbers = Array.from({ length: 12 }, (_, n) => n);
    expect(await Promise.all(numbers.map(contend))).toEqual(numbers);
    expect(most).toBe(1);
    expect(await knex('leases')).toEqual([]);
  });

  it('gives the turn on where work fails, and tells its error', async () => {
    const knex = await createDatabase(id);
    const failing = inTurn(knex, 'a', waiting, async () => {
      throw new Error('It is broken');
    });
    await expect(failing).rejects.toThrow('It is broken');
    expect(await inTurn(knex, 'a', waiting, async () => 'done')).toBe('done');
  });

  it('does not wait forever', async () => {
    const knex = await createDatabase(id);
    const first = work();
    const held = inTurn(knex, 'a', waiting, () =>
      first.run(new AbortController().signal),
    );
    await first.started;
    const late = inTurn(knex, 'a', { ...waiting, waitMs: 0 }, async () => 1);
    await expect(late).rejects.toThrow(TurnTakenError);
    first.end();
    expect(await held).toBe('done');
  });
});
