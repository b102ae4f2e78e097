import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { databaseTime } from './dialect';

/** The lease is renewed this many times before it would run out. */
const RENEWALS = 3;

/** Between two looks whether another replica is done, in milliseconds. */
const LOOK_MS = { least: 30, most: 120 };
/** After so many turns this replica gives way, so that others see a free one. */
const TURNS = 5;
let turns = 0;

/** Another replica was at it for longer than somebody would wait. */
export class TurnTakenError extends Error {
  name = 'TurnTakenError';
}

/**
 * Runs work that replicas do one after another, as {@link withLease} does, and
 * waits for its turn; throws `TurnTakenError` after `waitMs`. Nothing is left of
 * the name afterwards: there may be any number of them.
 */
export async function inTurn<T>(
  knex: Knex,
  name: string,
  { leaseMs, waitMs }: { leaseMs: number; waitMs: number },
  work: () => Promise<T>,
): Promise<T> {
  const until = Date.now() + waitMs;
  for (;;) {
    const done = await withLease(
      knex,
      name,
      { leaseMs, forget: true },
      async () => ({ result: await work() }),
    );
    if (done) {
      turns = (turns + 1) % TURNS;
      if (turns === 0) await sleep(LOOK_MS.most);
      return done.result;
    }
    if (Date.now() > until) {
      throw new TurnTakenError(`'${name}' is taken by another replica`);
    }
    const { least, most } = LOOK_MS;
    await sleep(least + Math.random() * (most - least));
  }
}

/**
 * Runs work that one replica at a time may do. Where another one is at it,
 * nothing happens and the answer is undefined. The lease is renewed while the
 * work lasts; a replica that was killed loses it after `leaseMs`. The signal
 * aborts when the lease is lost or the caller's own signal aborts. With
 * `everyMs`, nothing happens either where the work ended less than that ago, on
 * whichever replica and before whatever restart; with `forget`, nothing is left
 * of the name.
 */
export async function withLease<T>(
  knex: Knex,
  name: string,
  options: {
    leaseMs: number;
    everyMs?: number;
    forget?: boolean;
    signal?: AbortSignal;
  },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const ticket = randomUUID();
  if (!(await claim(knex, name, ticket, options))) return undefined;
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renew(knex, name, ticket, options.leaseMs).then(
      held => held || lost.abort(new Error(`The lease '${name}' was lost`)),
      // The database may be back before the lease runs out.
      () => undefined,
    );
  }, options.leaseMs / RENEWALS);
  let done = false;
  try {
    const result = await work(
      options.signal
        ? AbortSignal.any([lost.signal, options.signal])
        : lost.signal,
    );
    done = options.everyMs !== undefined;
    return result;
  } finally {
    clearInterval(renewal);
    const held = knex('leases').where({ name, ticket });
    await (options.forget
      ? held.delete()
      : held.update({
          ticket: null,
          lease_until: null,
          ...(done && { done_at: databaseTime(knex) }),
        })
    ).catch(() => undefined);
  }
}

async function claim(
  knex: Knex,
  name: string,
  ticket: string,
  { leaseMs, everyMs }: { leaseMs: number; everyMs?: number },
): Promise<boolean> {
  await knex('leases').insert({ name }).onConflict('name').ignore();
  const updated = await knex('leases')
    .where('name', name)
    .where(free =>
      free
        .whereNull('lease_until')
        .orWhere('lease_until', '<', databaseTime(knex)),
    )
    .where(due => {
      if (everyMs === undefined) return;
      due
        .whereNull('done_at')
        .orWhere('done_at', '<', databaseTime(knex, -everyMs / 1000));
    })
    .update({ ticket, lease_until: databaseTime(knex, leaseMs / 1000) });
  return updated === 1;
}

async function renew(
  knex: Knex,
  name: string,
  ticket: string,
  leaseMs: number,
): Promise<boolean> {
  const updated = await knex('leases')
    .where({ name, ticket })
    .update({ lease_until: databaseTime(knex, leaseMs / 1000) });
  return updated === 1;
}
