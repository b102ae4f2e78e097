import type {
  LicenseOverview,
  LicenseState,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { applyTargetFilter, TargetFilter } from '../catalog/targetFilter';
import { toIso } from '../database/dialect';
import { mostUsed } from './listLicenses';
import { selectUses, toVerdictCounts, verdictSums } from './uses';

const MAX_TEAMS = 50;
const MAX_LICENSES = 12;

type Row = Record<string, any>;

/** Mix of licences, verdicts and what is not known, of what may be seen. */
export async function readLicenseOverview(
  knex: Knex,
  targets: TargetFilter,
  now: Date,
): Promise<LicenseOverview> {
  const one = targets.entityRef !== undefined;
  const [states, totals, categories, licenses, teams, excepted, asOf, of] =
    await Promise.all([
      readStates(knex, targets),
      readTotals(knex, targets),
      readCategories(knex, targets),
      mostUsed(knex, targets, MAX_LICENSES),
      one ? [] : readTeams(knex, targets),
      countExcepted(knex, targets, now),
      lastChange(knex),
      one ? readDistribution(knex, targets) : undefined,
    ]);
  return {
    ...totals,
    states,
    categories,
    licenses,
    teams,
    excepted,
    asOf,
    ...of,
  };
}

async function readStates(
  knex: Knex,
  targets: TargetFilter,
): Promise<Record<LicenseState, number>> {
  const states = { known: 0, unknown: 0, ambiguous: 0, conflicting: 0 };
  const rows: Row[] = await selectUses(knex, targets)
    .groupBy('l.state')
    .select('l.state')
    .sum('tl.components as components');
  for (const row of rows) {
    states[row.state as LicenseState] = Number(row.components);
  }
  return states;
}

async function readTotals(knex: Knex, targets: TargetFilter) {
  const [row]: Row[] = await selectUses(knex, targets).select(
    ...verdictSums(knex),
    knex.raw('coalesce(sum(tl.components), 0) as components'),
    knex.raw('count(distinct tl.target_id) as services'),
    knex.raw(
      `coalesce(sum(case when l.state = 'unknown' then tl.pending else 0 end), 0) as pending`,
    ),
  );
  return {
    components: Number(row.components),
    services: Number(row.services),
    pending: Number(row.pending),
    verdicts: toVerdictCounts(row),
  };
}

async function readCategories(
  knex: Knex,
  targets: TargetFilter,
): Promise<LicenseOverview['categories']> {
  const rows: Row[] = await selectUses(knex, targets)
    .groupBy('l.category')
    .orderBy([
      { column: 'components', order: 'desc' },
      { column: 'l.category' },
    ])
    .select('l.category')
    .sum('tl.components as components')
    .countDistinct('tl.target_id as services');
  return rows.map(row => ({
    category: row.category,
    components: Number(row.components),
    services: Number(row.services),
  }));
}

async function readTeams(
  knex: Knex,
  targets: TargetFilter,
): Promise<LicenseOverview['teams']> {
  const rows: Row[] = await selectUses(knex, targets)
    .leftJoin('target_owners as o', 'o.target_id', 't.id')
    .groupBy('o.owner_ref')
    .orderBy([
      { column: 'deny', order: 'desc' },
      { column: 'review', order: 'desc' },
      { column: 'o.owner_ref' },
    ])
    .limit(MAX_TEAMS)
    .select('o.owner_ref', ...verdictSums(knex))
    .select(
      knex.raw(
        `sum(case when l.state = 'unknown' then tl.components else 0 end) as unknown`,
      ),
    )
    .countDistinct('tl.target_id as services');
  return rows.map(row => ({
    owner: row.owner_ref ?? '',
    services: Number(row.services),
    verdicts: toVerdictCounts(row),
    unknown: Number(row.unknown),
  }));
}

async function countExcepted(
  knex: Knex,
  targets: TargetFilter,
  now: Date,
): Promise<number> {
  const select = knex('license_issues as i')
    .join('targets as t', 't.id', 'i.target_id')
    .whereNotNull('i.exception_id')
    .where('i.excepted_until', '>', now)
    .count('* as count');
  applyTargetFilter(select, targets);
  const [{ count }] = await select;
  return Number(count);
}

/** When anything was last said of a licence. */
async function lastChange(knex: Knex): Promise<string | undefined> {
  const [row] = await knex('component_licenses').max('recorded_at as at');
  return toIso(row.at);
}

async function readDistribution(
  knex: Knex,
  targets: TargetFilter,
): Promise<Pick<LicenseOverview, 'policy' | 'distribution'>> {
  const select = knex('targets as t').first(
    't.distribution',
    't.distribution_because',
  );
  applyTargetFilter(select, targets);
  const row = await select;
  if (!row?.distribution) return {};
  return {
    policy: row.distribution,
    distribution: {
      model: row.distribution,
      because: row.distribution_because,
    },
  };
}
