import type {
  LicenseCategory,
  LicenseOverview,
  LicenseState,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toIso } from '../../database/dialect';
import { toLicenseUse, UsedLicenseRow, usedLicenses } from './listLicenses';
import { selectUses, toVerdictCounts, useSums, VerdictSums } from './uses';
import { verdictOf } from '../../records/licenses/verdicts';
import type {
  BigNumber,
  DbTargetOwnersRow,
  LeftJoined,
} from '../../database/tables';

const MAX_TEAMS = 50;
const MAX_LICENSES = 12;

/** Mix of licenses, verdicts and what is not known, of what may be seen. */
export async function readLicenseOverview(
  knex: Knex,
  targets: TargetFilter,
  now: Date,
): Promise<LicenseOverview> {
  const one = targets.entityRef !== undefined;
  const [licenses, services, byCategory, teams, excepted, asOf, of] =
    await Promise.all([
      usedLicenses(knex, targets),
      countServices(knex, targets),
      servicesByCategory(knex, targets),
      one ? { teams: [] } : readTeams(knex, targets),
      countExcepted(knex, targets, now),
      lastChange(knex),
      one ? readDistribution(knex, targets) : undefined,
    ]);
  return {
    ...sumUp(licenses),
    services,
    categories: categoriesOf(licenses, byCategory),
    licenses: licenses.slice(0, MAX_LICENSES).map(toLicenseUse),
    ...teams,
    excepted,
    asOf,
    ...of,
  };
}

/** Licenses are few beside their uses: what is summed over them is summed here. */
function sumUp(licenses: UsedLicenseRow[]) {
  const states: Record<LicenseState, number> = {
    known: 0,
    unknown: 0,
    ambiguous: 0,
    conflicting: 0,
  };
  const verdicts = toVerdictCounts({ allow: 0, review: 0, deny: 0, curate: 0 });
  let components = 0;
  let pending = 0;
  for (const row of licenses) {
    states[row.state] += Number(row.components);
    components += Number(row.components);
    if (row.state === 'unknown') pending += Number(row.pending);
    const counts = toVerdictCounts(row);
    for (const name of ['allow', 'review', 'deny', 'curate'] as const) {
      verdicts[name] += counts[name];
    }
  }
  return { components, pending, states, verdicts };
}

function categoriesOf(
  licenses: UsedLicenseRow[],
  services: Map<string, number>,
): LicenseOverview['categories'] {
  const components = new Map<LicenseCategory, number>();
  for (const row of licenses) {
    const before = components.get(row.category) ?? 0;
    components.set(row.category, before + Number(row.components));
  }
  return [...components]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([category, number]) => ({
      category,
      components: number,
      services: services.get(category) ?? 0,
    }));
}

async function countServices(
  knex: Knex,
  targets: TargetFilter,
): Promise<number> {
  const select = knex('targets as t')
    .whereExists(
      knex('target_licenses as tl')
        .whereRaw('tl.target_id = t.id')
        .select(knex.raw('1')),
    )
    .count('* as count');
  applyTargetFilter(select, targets);
  const [{ count }] = await select;
  return Number(count);
}

/** Distinct first: to count distinct values of groups means to sort them. */
async function servicesByCategory(
  knex: Knex,
  targets: TargetFilter,
): Promise<Map<string, number>> {
  const uses = knex('target_licenses as tl')
    .join('targets as t', 't.id', 'tl.target_id')
    .join('licenses as l', 'l.id', 'tl.license_id')
    .groupBy('l.category', 'tl.target_id')
    .select('l.category');
  applyTargetFilter(uses, targets);
  const rows: { category: LicenseCategory; services: BigNumber }[] = await knex
    .from(uses.as('uses'))
    .groupBy('category')
    .select('category')
    .count('* as services');
  return new Map(rows.map(row => [row.category, Number(row.services)]));
}

interface TeamRow
  extends LeftJoined<Pick<DbTargetOwnersRow, 'owner_ref'>>,
    VerdictSums {
  services: BigNumber;
  unknown: BigNumber;
  /** All owners, of whom the first are read. */
  owners: BigNumber;
}

async function readTeams(
  knex: Knex,
  targets: TargetFilter,
): Promise<Pick<LicenseOverview, 'teams' | 'teamsLeft'>> {
  const ofServices = selectUses(knex, targets)
    .groupBy('tl.target_id')
    .select('tl.target_id', ...useSums(knex))
    .select(
      knex.raw(
        `sum(case when l.state = 'unknown' then tl.shipped + tl.development else 0 end) as unknown`,
      ),
    );
  const rows: TeamRow[] = await knex
    .from(ofServices.as('s'))
    .leftJoin('target_owners as o', 'o.target_id', 's.target_id')
    .groupBy('o.owner_ref')
    .orderBy([
      { column: 'deny', order: 'desc' },
      { column: 'review', order: 'desc' },
      { column: 'o.owner_ref' },
    ])
    .limit(MAX_TEAMS)
    .select('o.owner_ref')
    .sum({
      allow: 's.allow',
      review: 's.review',
      deny: 's.deny',
      curate: 's.curate',
      unknown: 's.unknown',
    })
    .count('* as services')
    .select(knex.raw('count(*) over () as owners'));
  const teams = rows.map(row => ({
    owner: row.owner_ref ?? '',
    services: Number(row.services),
    verdicts: toVerdictCounts(row),
    unknown: Number(row.unknown),
  }));
  return { teams, teamsLeft: Number(rows[0]?.owners ?? 0) - teams.length };
}

async function countExcepted(
  knex: Knex,
  targets: TargetFilter,
  now: Date,
): Promise<LicenseOverview['excepted']> {
  const select = knex('license_issues as i')
    .join('targets as t', 't.id', 'i.target_id')
    .whereNotNull('i.exception_id')
    .where('i.excepted_until', '>', now)
    .groupBy('i.verdict')
    .select('i.verdict')
    .count('* as count');
  applyTargetFilter(select, targets);
  const excepted = { review: 0, deny: 0 };
  for (const { verdict, count } of await select) {
    const name = verdictOf(Number(verdict));
    if (name !== 'allow') excepted[name] = Number(count);
  }
  return excepted;
}

/** When anything was last said of a license. */
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
