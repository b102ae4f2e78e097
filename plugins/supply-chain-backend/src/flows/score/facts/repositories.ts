import type { RepositoryFacts } from '@safety-curtain/policy';
import type { Forge } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import {
  repositoryRows,
  toldState,
} from '../../../records/repositories/repositoryStates';
import type { SourceLocation } from '../../../outside/sources/SourceLocation';
import { repositoryReaderOf } from '../../../outside/sources/repositoryReaderOf';

/** What was told longer ago than this tells nothing of today. */
const OLDEST_MS = 7 * 24 * 60 * 60_000;

/** What forges say of the repositories of some targets, by target. */
export async function readRepositoryFacts(
  knex: Knex,
  forges: readonly Forge[],
  targets: readonly { id: number; source: string | null }[],
  now: Date,
): Promise<Map<number, RepositoryFacts>> {
  const addresses = new Map<number, string>();
  for (const { id, source } of targets) {
    const location: SourceLocation | undefined =
      source === null ? undefined : JSON.parse(source);
    const found = location && repositoryReaderOf(forges, location);
    if (found) addresses.set(id, found.reader.address);
  }
  const rows = await repositoryRows(knex, addresses.values());
  const facts = new Map<number, RepositoryFacts>();
  for (const [id, address] of addresses) {
    const told = toldState(rows.get(address));
    if (!told || now.getTime() - told.readAt.getTime() > OLDEST_MS) continue;
    const { forge, readAt, state } = told;
    facts.set(id, { ...state, forge, address, asOf: readAt.toISOString() });
  }
  return facts;
}
