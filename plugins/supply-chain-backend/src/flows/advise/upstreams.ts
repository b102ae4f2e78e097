import { baseEcosystem, isOsvEcosystem } from '@safety-curtain/advisories';
import { durationToMilliseconds } from '@backstage/types';
import type { AdvisorySource } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toDate } from '../../database/dialect';
import { whatIsAmiss } from '../../outside/feeds/completeness';
import type { ExploitFeed } from '../../outside/feeds/exploitFeeds';
import type { AdvisoryAgeBounds } from '../../outside/feeds/options';
import type {
  LastReading,
  Upstream,
  UpstreamResult,
} from '../../outside/feeds/upstream';
import { bringFindingsInStep } from '../../records/findings/findingUpdates';
import { rateAllVulnerabilities } from './rateAllVulnerabilities';
import { AdviseContext, storeRecords } from './storeRecords';

/** Clocks differ; a time further ahead says nothing about how old data is. */
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;

/** A place of OSV records. */
export function ofSource(
  source: AdvisorySource,
  context: AdviseContext,
  bounds: AdvisoryAgeBounds,
): Upstream {
  return {
    id: source.id,
    kind: 'osv',
    title: source.title,
    location: source.location,
    example: source.example ?? false,
    staleAfterMs: source.staleAfter
      ? durationToMilliseconds(source.staleAfter)
      : bounds.osv,
    refresh: (last, signal) => refreshSource(source, context, last, signal),
  };
}

/** Of all packages that were ever seen, without releases: `Debian` of `Debian:12`. */
async function ecosystemsInUse(knex: Knex): Promise<string[]> {
  const seen = await knex('packages').distinct('ecosystem').pluck('ecosystem');
  return [...new Set(seen.map(baseEcosystem))].filter(isOsvEcosystem).sort();
}

async function refreshSource(
  source: AdvisorySource,
  context: AdviseContext,
  { state, wholeRecords }: LastReading,
  signal: AbortSignal,
): Promise<UpstreamResult> {
  const { knex, logger } = context;
  const ecosystems = await ecosystemsInUse(knex);
  const read = await source.read({ state, ecosystems, signal, logger });
  if (read.unchanged) return { dataAsOf: read.dataAsOf };
  const stored = await storeRecords(context, source.id, read.records, signal);
  const done = read.done();
  const whole = done.whole ?? false;
  const amiss = whatIsAmiss({
    ...stored,
    whole,
    before: wholeRecords,
    leastKept: source.leastKept,
  });
  const held = await recordsOf(knex, source.id);
  return {
    // That of the last good reading stays: what came since is read again.
    state: amiss ? undefined : done.state,
    // Where a source does not say how old it is, its newest record does.
    dataAsOf: done.dataAsOf ?? held.newest,
    oldestPart: done.oldestPart,
    rejected: stored.rejected,
    records: held.count,
    wholeRecords: whole ? stored.accepted : undefined,
    error: done.error ?? amiss,
  };
}

/** How many records a source has here, and the time of the newest. */
async function recordsOf(knex: Knex, sourceId: string) {
  const records = knex('advisories').where('source_id', sourceId);
  const [{ count }] = await records.clone().count({ count: '*' });
  const [{ newest }] = await records
    .where('modified_at', '<=', new Date(Date.now() + CLOCK_SKEW_MS))
    .max({ newest: 'modified_at' });
  return {
    count: Number(count),
    newest: newest === null ? undefined : toDate(newest),
  };
}

/** EPSS, or the known exploited vulnerabilities. */
export function ofFeed(
  feed: ExploitFeed,
  { knex, telemetry, onFindings }: AdviseContext,
  bounds: AdvisoryAgeBounds,
): Upstream {
  return {
    id: feed.id,
    kind: feed.kind,
    title: feed.title,
    location: feed.location,
    example: feed.example,
    staleAfterMs: bounds[feed.kind],
    refresh: async (last, signal) => {
      const read = await feed.read({ knex, ...last, signal });
      if (read.unchanged) return {};
      await rateAllVulnerabilities(knex, signal);
      const { targetIds } = await bringFindingsInStep(knex, {
        signal,
        telemetry,
      });
      if (targetIds.size > 0) onFindings(targetIds);
      return { ...read, rejected: 0, wholeRecords: read.records };
    },
  };
}

/** Whether a time can be that of data. */
export function isPast(time: Date | undefined): boolean {
  return time !== undefined && time.getTime() <= Date.now() + CLOCK_SKEW_MS;
}
