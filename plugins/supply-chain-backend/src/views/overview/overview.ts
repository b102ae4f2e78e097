import type {
  Overview,
  SeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import { severities } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { readAdvisoryData } from '../vulnerabilities/sourceViews';
import { boundedCount } from '../../database/keyset';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { selectComponentsInUse } from '../../records/targets/componentsInUse';
import { healthOf } from '../targets/targetViews';

/** Owners in the overview. */
const MAX_OWNERS = 50;

/** Counts over all targets that the caller may see. */
export async function readOverview(
  knex: Knex,
  targets: TargetFilter,
  staleBefore: Date,
): Promise<Overview> {
  const [totals, health, owners, components, advisoryData] = await Promise.all([
    readTotals(knex, targets),
    readHealth(knex, targets, staleBefore),
    readOwners(knex, targets),
    boundedCount(knex, selectComponentsInUse(knex, targets)),
    readAdvisoryData(knex),
  ]);
  return { ...totals, health, ...owners, components, advisoryData };
}

/** Sums of the counts that targets carry. */
function sums(knex: Knex): Knex.Raw[] {
  return severities.map(severity =>
    knex.raw('coalesce(sum(??), 0) as ??', [`t.open_${severity}`, severity]),
  );
}

function toCounts(row: Record<string, unknown>): SeverityCounts {
  return Object.fromEntries(
    severities.map(severity => [severity, Number(row[severity])]),
  ) as SeverityCounts;
}

/** Sums over targets, by the counts that they carry. */
export async function readTotals(knex: Knex, targets: TargetFilter) {
  const select = knex('targets as t')
    .select(
      ...sums(knex),
      knex.raw('coalesce(sum(t.open_known_exploited), 0) as known_exploited'),
      knex.raw('coalesce(sum(t.open_fixable), 0) as fixable'),
    )
    .count('* as targets');
  applyTargetFilter(select, targets);
  const [row] = (await select) as Record<string, unknown>[];
  return {
    targets: Number(row.targets),
    openFindings: toCounts(row),
    knownExploited: Number(row.known_exploited),
    fixable: Number(row.fixable),
  };
}

async function readHealth(
  knex: Knex,
  targets: TargetFilter,
  staleBefore: Date,
): Promise<Overview['health']> {
  const inner = knex('targets as t').select(
    knex.raw('? as health', [healthOf(knex, staleBefore)]),
  );
  applyTargetFilter(inner, targets);
  const rows = await knex
    .from(inner.as('healths'))
    .groupBy('health')
    .orderBy('health')
    .select('health')
    .count('* as targets');
  return rows.map(row => ({
    health: row.health as Overview['health'][number]['health'],
    targets: Number(row.targets),
  }));
}

async function readOwners(
  knex: Knex,
  targets: TargetFilter,
): Promise<Pick<Overview, 'owners' | 'ownersLeft'>> {
  const select = knex('targets as t')
    .leftJoin('target_owners as o', 'o.target_id', 't.id')
    .groupBy('o.owner_ref')
    .select(
      'o.owner_ref',
      ...sums(knex),
      knex.raw('count(*) over () as owners'),
    )
    .count('* as targets')
    .orderBy([
      { column: 'critical', order: 'desc' },
      { column: 'high', order: 'desc' },
      { column: 'o.owner_ref' },
    ])
    .limit(MAX_OWNERS);
  applyTargetFilter(select, targets);
  const rows = (await select) as Record<string, unknown>[];
  return {
    owners: rows.map(row => ({
      owner: (row.owner_ref as string | null) ?? '',
      targets: Number(row.targets),
      openFindings: toCounts(row),
    })),
    ownersLeft: Number(rows[0]?.owners ?? 0) - rows.length,
  };
}
