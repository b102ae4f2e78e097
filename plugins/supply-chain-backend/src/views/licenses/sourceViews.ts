import type { LicenseSources } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { servedEcosystems } from '../../records/registries/metadataSources';
import { selectComponentsInUse } from '../../records/targets/componentsInUse';
import type { TargetFilter } from '../../records/targets/targetFilter';
import { toDate, toIso } from '../../database/dialect';
import type { BigNumber, DbMetadataSourcesRow } from '../../database/tables';

/** Health of the sources that are asked, and how much is known through them. */
export async function readSources(
  knex: Knex,
  targets: TargetFilter,
  now: Date,
): Promise<LicenseSources> {
  const rows = await knex('metadata_sources')
    .where('active', true)
    .orderBy('id');
  const answers = await countAnswers(knex);
  return {
    ...(await readCoverage(knex, targets)),
    sources: rows.map(row => ({
      id: row.id,
      title: row.title,
      ecosystems: JSON.parse(row.ecosystems),
      state: stateOf(row, now),
      ...answers.get(row.id),
      lastSuccessAt: toIso(row.last_success_at),
      resumesAt: isPaused(row, now) ? toIso(row.paused_until) : undefined,
      error: row.error ?? undefined,
    })),
  };
}

function isPaused(row: DbMetadataSourcesRow, now: Date): boolean {
  return row.paused_until !== null && toDate(row.paused_until) > now;
}

function stateOf(
  row: DbMetadataSourcesRow,
  now: Date,
): LicenseSources['sources'][number]['state'] {
  if (row.error !== null) return 'failing';
  if (isPaused(row, now)) return 'pausing';
  return row.last_success_at === null ? 'idle' : 'ok';
}

async function countAnswers(knex: Knex) {
  const counts = new Map<
    string,
    { answered: number; absent: number; failed: number }
  >();
  const rows = await knex('component_answers')
    .groupBy('source_id', 'state')
    .select('source_id', 'state')
    .count({ count: '*' });
  for (const row of rows) {
    const of = counts.get(row.source_id) ?? {
      answered: 0,
      absent: 0,
      failed: 0,
    };
    counts.set(row.source_id, of);
    of[row.state as keyof typeof of] = Number(row.count);
  }
  return counts;
}

/** Of package versions in use, each once; those of no package that a registry may know are never asked about. */
async function readCoverage(knex: Knex, targets: TargetFilter) {
  const served = [...(await servedEcosystems(knex))];
  const asked = `not c.facts_pending and p.ecosystem in (${
    served.map(() => '?').join(', ') || 'null'
  })`;
  const select = selectComponentsInUse(knex, targets)
    .leftJoin('packages as p', 'p.id', 'c.package_id')
    .leftJoin('licenses as l', 'l.id', 'c.license_id')
    .select(
      knex.raw('count(*) as components'),
      knex.raw(
        'coalesce(sum(case when c.facts_pending then 1 else 0 end), 0) as pending',
      ),
      knex.raw(
        `coalesce(sum(case when ${asked} then 1 else 0 end), 0) as asked`,
        served,
      ),
      knex.raw(
        `coalesce(sum(case when l.state = 'known' then 1 else 0 end), 0) as known`,
      ),
    );
  const [row]: Record<
    'components' | 'pending' | 'asked' | 'known',
    BigNumber
  >[] = await select;
  return {
    components: Number(row.components),
    pending: Number(row.pending),
    asked: Number(row.asked),
    known: Number(row.known),
  };
}
