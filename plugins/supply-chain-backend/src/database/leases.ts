import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { databaseTime } from './dialect';

/** The lease is renewed this many times before it would run out. */
const RENEWALS = 3;

/**
 * Runs work that one replica at a time may do. Where another one is at it,
 * nothing happens and the answer is undefined. The lease is renewed while the
 * work lasts; a replica that was killed loses it after `leaseMs`. The signal
 * aborts when the lease is lost or the caller's own signal aborts.
 */
export async function withLease<T>(
  knex: Knex,
  name: string,
  options: { leaseMs: number; signal?: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const ticket = randomUUID();
  if (!(await claim(knex, name, ticket, options.leaseMs))) return undefined;
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renew(knex, name, ticket, options.leaseMs).then(
      held => held || lost.abort(new Error(`The lease '${name}' was lost`)),
      // The database may be back before the lease runs out.
      () => undefined,
    );
  }, options.leaseMs / RENEWALS);
  try {
    return await work(
      options.signal
        ? AbortSignal.any([lost.signal, options.signal])
        : lost.signal,
    );
  } finally {
    clearInterval(renewal);
    await knex('leases')
      .where({ name, ticket })
      .update({ ticket: null, lease_until: null })
      .catch(() => undefined);
  }
}

async function claim(
  knex: Knex,
  name: string,
  ticket: string,
  leaseMs: number,
): Promise<boolean> {
  await knex('leases').insert({ name }).onConflict('name').ignore();
  const updated = await knex('leases')
    .where('name', name)
    .where(free =>
      free
        .whereNull('lease_until')
        .orWhere('lease_until', '<', databaseTime(knex)),
    )
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
