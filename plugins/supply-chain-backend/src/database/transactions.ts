import type { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPostgres } from './dialect';

/** PostgreSQL's codes of what may go well the next time. */
const RETRIED = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);
const TRIES = 10;
const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 1000;

/**
 * Runs work in a transaction. Where PostgreSQL chose it as a deadlock's victim,
 * all of it is done again after a pause of random length, so that two that met
 * do not meet again. Work must therefore change nothing but the database. The last error
 * is thrown when ten tries did not do.
 *
 * The order in which locks are taken (`locks.ts`) makes deadlocks rare; this
 * makes them harmless.
 */
export async function inTransaction<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await knex.transaction(work);
    } catch (error) {
      if (attempt >= TRIES || !mayBeRetried(knex, error)) throw error;
      await sleep(pauseAfter(attempt));
    }
  }
}

function mayBeRetried(knex: Knex, error: unknown): boolean {
  const { code } = error as { code?: string };
  return isPostgres(knex) && code !== undefined && RETRIED.has(code);
}

/** Between none and all of a time that doubles with each attempt. */
function pauseAfter(attempt: number): number {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  return Math.random() * longest;
}
