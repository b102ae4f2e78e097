import { NotFoundError } from '@backstage/errors';
import type {
  AdvisoryData,
  AdvisorySourceStatus,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { databaseTime, toBoolean, toDate, toIso } from '../../database/dialect';
import { advisoriesAsOf } from '../../records/vulnerabilities/dataAge';
import type { DbAdvisorySourcesRow } from '../../database/tables';

/**
 * The advisory sources in use: when each was last read, how old its data is,
 * and its error. The one is not the other: a file that nobody replaces is read
 * every hour and grows old all the same.
 *
 * @param former - Those that are no longer in use as well.
 */
export async function listAdvisorySources(
  knex: Knex,
  { former = false } = {},
): Promise<AdvisorySourceStatus[]> {
  const query = knex('advisory_sources').orderBy(['kind', 'id']).select();
  if (!former) query.where('active', true);
  const rows = await query;
  const busy = await knex('leases')
    .where('name', 'like', 'advisories:%')
    .where('lease_until', '>=', databaseTime(knex))
    .select('name');
  const running = new Set(busy.map(row => row.name));
  const now = Date.now();
  return rows.map(row => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    location: row.location,
    state: stateOf(row, running.has(`advisories:${row.id}`), now),
    lastAttemptAt: toIso(row.last_attempt_at),
    lastSuccessAt: toIso(row.last_success_at),
    dataAsOf: toIso(row.data_as_of),
    oldestPart: row.oldest_part ?? undefined,
    modelVersion: row.model_version ?? undefined,
    stale: isStale(row, now),
    staleAfterSeconds: row.stale_after_seconds ?? undefined,
    example: toBoolean(row.example),
    records: row.records,
    rejected: row.rejected,
    ...(row.documents !== null && {
      vex: {
        documents: row.documents,
        statements: row.records,
        matchedNothing: row.unmatched ?? undefined,
        notUnderstood: row.rejected,
      },
    }),
    error: row.error ?? undefined,
  }));
}

/** A running source may be failing or stale for all that; so it says both. */
function stateOf(
  row: DbAdvisorySourcesRow,
  running: boolean,
  now: number,
): AdvisorySourceStatus['state'] {
  if (running) return 'running';
  if (row.error !== null) return 'failing';
  if (row.last_success_at === null) return 'pending';
  if (toBoolean(row.example)) return 'example';
  return isStale(row, now) ? 'stale' : 'ok';
}

/** Data of unknown age is as good as old, where there is a bound. Examples are never current. */
function isStale(row: DbAdvisorySourcesRow, now: number): boolean {
  if (toBoolean(row.example)) return false;
  const bound = row.stale_after_seconds;
  if (bound === null) return false;
  if (row.data_as_of === null) return row.last_success_at !== null;
  return now - toDate(row.data_as_of).getTime() > bound * 1000;
}

/** Whether what is not in a source's data can be told not to be there. */
export function dataState({
  lastSuccessAt,
  stale,
}: AdvisorySourceStatus): 'current' | 'stale' | 'missing' {
  if (lastSuccessAt === undefined) return 'missing';
  return stale ? 'stale' : 'current';
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

/** How old the advisory data is, and what is wrong with its sources. */
export async function readAdvisoryData(knex: Knex): Promise<AdvisoryData> {
  const [all, oldest] = await Promise.all([
    listAdvisorySources(knex),
    advisoriesAsOf(knex).then(rows => rows[0]),
  ]);
  const sources = all.filter(isOfAdvisories);
  return {
    asOf: toIso(oldest.as_of),
    advisories: sources
      .filter(source => source.kind === 'osv')
      .reduce((sum, { records = 0 }) => sum + records, 0),
    sources: sources.length,
    failing: sources.filter(({ error }) => error !== undefined).length,
    stale: sources.filter(({ stale }) => stale).map(toAge),
    examples: sources.filter(({ example }) => example).map(toAge),
  };
}

/** A source of advisories or exploit data. */
export type AdvisoriesStatus = AdvisorySourceStatus & {
  kind: Exclude<AdvisorySourceStatus['kind'], 'vex'>;
};

/** What vendors say of their packages is no advisory. */
export function isOfAdvisories(
  source: AdvisorySourceStatus,
): source is AdvisoriesStatus {
  return source.kind !== 'vex';
}

function toAge(source: AdvisoriesStatus) {
  const { id, title, kind, dataAsOf, oldestPart, staleAfterSeconds } = source;
  return { id, title, kind, dataAsOf, oldestPart, staleAfterSeconds };
}
