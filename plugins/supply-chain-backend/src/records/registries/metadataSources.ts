import type { PackageMetadataSource } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { toDate, toText } from '../../database/dialect';
import { visibleMessage } from '../../messages/visibleMessage';

/** The first wait after a source did nothing but fail; doubled each time. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/**
 * Makes the configured sources known; others are no longer asked. Where a
 * source is new, or answers for more than before, its packages are due.
 */
export async function registerSources(
  knex: Knex,
  sources: readonly PackageMetadataSource[],
): Promise<void> {
  const rows = await knex('metadata_sources').select();
  const known = new Map(rows.map(row => [row.id, row]));
  for (const { id, title, ecosystems } of sources) {
    const before = known.get(id);
    const answered: string[] = before?.active
      ? JSON.parse(before.ecosystems)
      : [];
    await knex('metadata_sources')
      .insert({
        id,
        title,
        ecosystems: JSON.stringify(ecosystems),
        active: true,
      })
      .onConflict('id')
      .merge(['title', 'ecosystems', 'active']);
    await knex('package_facts')
      .whereIn(
        'ecosystem',
        ecosystems.filter(ecosystem => !answered.includes(ecosystem)),
      )
      .update({ due_at: new Date() });
  }
  await knex('metadata_sources')
    .whereNotIn(
      'id',
      sources.map(source => source.id),
    )
    .update({ active: false });
}

/** The ecosystems that some source answers for. */
export async function servedEcosystems(knex: Knex): Promise<Set<string>> {
  const rows: string[] = await knex('metadata_sources')
    .where('active', true)
    .pluck('ecosystems');
  return new Set(rows.flatMap(row => JSON.parse(row) as string[]));
}

/** Until when sources are to be left alone, by id. */
export async function pausedSources(
  knex: Knex,
  now: Date,
): Promise<Map<string, Date>> {
  const rows = await knex('metadata_sources')
    .where('paused_until', '>', now)
    .select('id', 'paused_until');
  return new Map(rows.map(row => [row.id, toDate(row.paused_until)]));
}

/** How asking a source went, over a batch of packages. */
export class SourceTally {
  succeeded = 0;
  failed = 0;
  error: string | undefined;
  resumesAt: Date | undefined;

  fail(error: Error): void {
    this.failed++;
    this.error = explain(error);
  }

  pause(error: Error, resumesAt: Date): void {
    this.error = explain(error);
    if (!this.resumesAt || resumesAt > this.resumesAt) {
      this.resumesAt = resumesAt;
    }
  }
}

/**
 * Keeps for all replicas how a source does. One that wants to be left alone is;
 * one that only fails is left alone longer each time.
 */
export async function keepTally(
  knex: Knex,
  id: string,
  tally: SourceTally,
  now: Date,
): Promise<void> {
  const { succeeded, failed, error, resumesAt } = tally;
  const row = knex('metadata_sources').where('id', id);
  if (succeeded > 0) {
    await row.clone().update({
      last_success_at: now,
      failures: 0,
      error: null,
    });
  } else if (failed > 0) {
    const before = await row.clone().first('failures');
    const failures = (before?.failures ?? 0) + 1;
    const wait = FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10);
    await row.clone().update({
      failures,
      error,
      paused_until: new Date(now.getTime() + Math.min(wait, LONGEST_WAIT_MS)),
    });
  }
  if (resumesAt) {
    await row
      .clone()
      .where(earlier =>
        earlier
          .whereNull('paused_until')
          .orWhere('paused_until', '<', resumesAt),
      )
      .update({ paused_until: resumesAt });
  }
}

/** What is kept of an error. */
export function explain(error: Error): string {
  return toText(visibleMessage(error), 1000);
}
