import { NotFoundError } from '@backstage/errors';
import type {
  AdvisoryData,
  AdvisorySourceStatus,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseTime, toDate, toIso } from '../database/dialect';

/** The advisory sources in use, with their age and error. */
export async function listAdvisorySources(
  knex: Knex,
): Promise<AdvisorySourceStatus[]> {
  const rows = await knex('advisory_sources')
    .where('active', true)
    .orderBy(['kind', 'id'])
    .select();
  const busy = await knex('leases')
    .where('name', 'like', 'advisories:%')
    .where('lease_until', '>=', databaseTime(knex))
    .select('name');
  const running = new Set(busy.map(row => row.name));
  return rows.map(row => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    location: row.location,
    state: stateOf(row, running.has(`advisories:${row.id}`)),
    lastAttemptAt: toIso(row.last_attempt_at),
    lastSuccessAt: toIso(row.last_success_at),
    dataAsOf: toIso(row.data_as_of),
    records: row.records,
    rejected: row.rejected,
    error: row.error ?? undefined,
  }));
}

function stateOf(
  row: Record<string, unknown>,
  running: boolean,
): AdvisorySourceStatus['state'] {
  if (running) return 'running';
  if (row.error !== null) return 'failing';
  return row.last_success_at === null ? 'pending' : 'ok';
}

/** One advisory source. */
export async function readAdvisorySource(
  knex: Knex,
  id: string,
): Promise<AdvisorySourceStatus> {
  const source = (await listAdvisorySources(knex)).find(s => s.id === id);
  if (!source) throw new NotFoundError(`No advisory source '${id}'`);
  return source;
}

/** How current the advisory data is: as old as its oldest OSV source. */
export async function readAdvisoryData(knex: Knex): Promise<AdvisoryData> {
  const sources = await knex('advisory_sources')
    .where({ active: true, kind: 'osv' })
    .select('last_success_at', 'error', 'records');
  const successes = sources.map(row => row.last_success_at);
  const complete = sources.length > 0 && successes.every(at => at !== null);
  const oldest = complete
    ? new Date(Math.min(...successes.map(at => toDate(at).getTime())))
    : undefined;
  return {
    asOf: oldest?.toISOString(),
    advisories: sources.reduce((sum, row) => sum + row.records, 0),
    sources: sources.length,
    failing: sources.filter(row => row.error !== null).length,
  };
}
