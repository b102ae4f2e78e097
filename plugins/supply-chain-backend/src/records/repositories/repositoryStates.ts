import type { RepositoryState } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { inChunks, toDate, toText } from '../../database/dialect';
import type { DbRepositoryStatesRow } from '../../database/tables';

/** What a forge said of a repository the last time that it said something. */
export interface ToldState {
  forge: string;
  readAt: Date;
  state: RepositoryState;
}

/** What came of asking a forge about a repository. */
export interface AskedRepository {
  address: string;
  forge: string;
  /** Absent where it was not told. */
  state?: RepositoryState;
  error?: string;
}

/** By address, those that some forge was asked about. */
export async function repositoryRows(
  knex: Knex,
  addresses: Iterable<string>,
): Promise<Map<string, DbRepositoryStatesRow>> {
  const rows = new Map<string, DbRepositoryStatesRow>();
  for await (const chunk of inChunks([...new Set(addresses)])) {
    for (const row of await knex('repository_states').whereIn(
      'address',
      chunk,
    )) {
      rows.set(row.address, row);
    }
  }
  return rows;
}

/** Undefined where it was never told. */
export function toldState(
  row: DbRepositoryStatesRow | undefined,
): ToldState | undefined {
  if (!row?.state || !row.read_at) return undefined;
  return {
    forge: row.forge,
    readAt: toDate(row.read_at),
    state: JSON.parse(row.state),
  };
}

/**
 * Stores what came of asking. Where the forge did not tell, what it told before
 * stands. Gives whether it tells something else than before.
 */
export async function storeRepositoryState(
  knex: Knex,
  { address, forge, state, error }: AskedRepository,
  now: Date,
): Promise<boolean> {
  const text = state && toText(JSON.stringify(state), Infinity);
  const before = await knex('repository_states')
    .where('address', address)
    .first('state');
  const told = { ...(text && { state: text, read_at: now }) };
  await knex('repository_states')
    .insert({
      address,
      forge,
      asked_at: now,
      error: toText(error ?? '') || null,
      ...told,
    })
    .onConflict('address')
    .merge({
      forge,
      asked_at: now,
      error: toText(error ?? '') || null,
      ...told,
    });
  return text !== undefined && before?.state !== text;
}

/** Forgets repositories that no service lies in any more. */
export async function forgetOtherRepositories(
  knex: Knex,
  addresses: ReadonlySet<string>,
): Promise<void> {
  const stored: string[] = await knex('repository_states').pluck('address');
  const gone = stored.filter(address => !addresses.has(address));
  for await (const chunk of inChunks(gone)) {
    await knex('repository_states').whereIn('address', chunk).delete();
  }
}
