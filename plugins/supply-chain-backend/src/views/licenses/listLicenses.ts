import { findLicense } from '@safety-curtain/licenses';
import type {
  LicenseQuery,
  LicenseUse,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { containing, TargetFilter } from '../../records/targets/targetFilter';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import {
  selectUseSums,
  toVerdictCounts,
  VerdictSums,
  verdictSums,
} from './uses';
import { verdictNumber } from '../../records/licenses/verdicts';
import type { BigNumber, DbLicensesRow } from '../../database/tables';

const mostUsedFirst: KeysetColumn[] = [
  { column: 'u.components', direction: 'desc', type: 'number' },
  { column: 'u.id', direction: 'desc', type: 'number' },
];

/** A page of the licenses in use, most used first. */
export async function listLicenses(
  knex: Knex,
  query: LicenseQuery,
  targets: TargetFilter,
): Promise<Page<LicenseUse>> {
  const select = knex
    .from(selectLicenses(knex, query, targets).as('u'))
    .select('u.*');
  const total = await boundedCount(knex, select);
  const page = await readPage<LicenseUseRow>(select, mostUsedFirst, query);
  return {
    items: page.rows.map(toLicenseUse),
    total,
    nextCursor: page.nextCursor,
  };
}

interface LicenseUseRow extends Omit<DbLicensesRow, 'key'>, VerdictSums {
  components: BigNumber;
  services: BigNumber;
}

/** A license in use, with how often it waits for an answer. */
export interface UsedLicenseRow extends LicenseUseRow {
  pending: BigNumber;
}

/** All licenses in use as rows, the most used first. */
export function usedLicenses(
  knex: Knex,
  targets: TargetFilter,
): Promise<UsedLicenseRow[]> {
  return selectLicenses(knex, {}, targets)
    .sum('uses.pending as pending')
    .orderBy([
      { column: 'components', order: 'desc' },
      { column: 'l.id', order: 'desc' },
    ]) as unknown as Promise<UsedLicenseRow[]>;
}

function selectLicenses(
  knex: Knex,
  query: LicenseQuery,
  targets: TargetFilter,
): Knex.QueryBuilder {
  const select = selectUseSums(knex, targets)
    .groupBy('l.id', 'l.expression', 'l.candidates', 'l.category', 'l.state')
    .select('l.id', 'l.expression', 'l.candidates', 'l.category', 'l.state')
    .select(...verdictSums(knex))
    .select(knex.raw('sum(uses.shipped + uses.development) as components'))
    .sum('uses.services as services');
  if (query.q) {
    select.whereRaw(`lower(l.expression) like ? escape '\\'`, [
      containing(query.q),
    ]);
  }
  if (query.category?.length) select.whereIn('l.category', query.category);
  if (query.state?.length) select.whereIn('l.state', query.state);
  if (query.verdict?.length) {
    select.whereIn('v.verdict', query.verdict.map(verdictNumber));
  }
  return select;
}

/** A row of {@link usedLicenses} for the API. */
export function toLicenseUse(row: LicenseUseRow): LicenseUse {
  const listed = row.expression ? findLicense(row.expression) : undefined;
  const candidates: string[] = JSON.parse(row.candidates);
  return {
    expression: row.expression ?? '',
    name: listed?.name,
    category: row.category,
    state: row.state,
    candidates: candidates.length > 0 ? candidates : undefined,
    components: Number(row.components),
    services: Number(row.services),
    verdicts: toVerdictCounts(row),
    url: listed?.urls.find(url => /^https?:\/\//.test(url)),
  };
}
