import type { VerdictCounts } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { isIssue, REVIEW } from '../../records/licenses/verdicts';
import type { BigNumber } from '../../database/tables';

/**
 * Whether a use of a license is judged: packages that are only needed to build
 * and test are where the policy `p` says so.
 */
export function judged(development: string): string {
  return `(not ${development} or p.development)`;
}

/** Joins the policy `p` and the verdict `v` of the target `t` on a license. */
export function joinVerdicts(
  select: Knex.QueryBuilder,
  license: string,
): Knex.QueryBuilder {
  return select
    .leftJoin('license_policies as p', 'p.name', 't.distribution')
    .leftJoin('license_verdicts as v', function ofPolicy() {
      this.on('v.license_id', license).andOn('v.policy', 't.distribution');
    });
}

/** Counted uses of licenses `l` by targets `t`, with their policy and verdict. */
export function selectUses(
  knex: Knex,
  targets: TargetFilter,
): Knex.QueryBuilder {
  const select = knex('target_licenses as tl')
    .join('targets as t', 't.id', 'tl.target_id')
    .join('licenses as l', 'l.id', 'tl.license_id');
  joinVerdicts(select, 'l.id');
  applyTargetFilter(select, targets);
  return select;
}

/**
 * Uses summed by license and distribution model, as `uses`, with the verdict of
 * its policy. Summed before anything is joined to it: the uses are many, what
 * is said of a license is long.
 */
export function selectUseSums(
  knex: Knex,
  targets: TargetFilter,
): Knex.QueryBuilder {
  const uses = knex('target_licenses as tl')
    .join('targets as t', 't.id', 'tl.target_id')
    .groupBy('tl.license_id', 't.distribution')
    .select('tl.license_id', 't.distribution')
    .sum({
      shipped: 'tl.shipped',
      development: 'tl.development',
      pending: 'tl.pending',
    })
    .count('* as services');
  applyTargetFilter(uses, targets);
  return knex
    .from(uses.as('uses'))
    .join('licenses as l', 'l.id', 'uses.license_id')
    .leftJoin('license_policies as p', 'p.name', 'uses.distribution')
    .leftJoin('license_verdicts as v', function ofPolicy() {
      this.on('v.license_id', 'uses.license_id').andOn(
        'v.policy',
        'uses.distribution',
      );
    });
}

/** Sums by verdict, of {@link selectUseSums}. */
export function verdictSums(knex: Knex): Knex.Raw[] {
  return sumsByVerdict(knex, judgedUses('uses'));
}

/** Sums by verdict of {@link selectUses}, for each group of it. */
export function useSums(knex: Knex): Knex.Raw[] {
  return sumsByVerdict(knex, judgedUses('tl'));
}

/** How many uses the policy `p` judges, see {@link judged}. */
function judgedUses(counts: string): string {
  return `${counts}.shipped + case when p.development then ${counts}.development else 0 end`;
}

/** What is told apart among uses; see {@link isIssue} for what is an issue. */
const outcomes = {
  allow: 'v.verdict = 0',
  review: `v.verdict = ${REVIEW} and ${isIssue('l', 'v')}`,
  deny: `v.verdict > ${REVIEW}`,
  curate: `v.verdict = ${REVIEW} and not ${isIssue('l', 'v')}`,
};

function sumsByVerdict(knex: Knex, components: string): Knex.Raw[] {
  return Object.entries(outcomes).map(([name, condition]) =>
    knex.raw(
      `coalesce(sum(case when ${condition} then ${components} else 0 end), 0) as ??`,
      [name],
    ),
  );
}

/** A row with sums by verdict. */
export type VerdictSums = Record<keyof VerdictCounts, BigNumber>;

/** Counts by verdict from a row with sums by verdict. */
export function toVerdictCounts(row: VerdictSums): VerdictCounts {
  return {
    allow: Number(row.allow),
    review: Number(row.review),
    deny: Number(row.deny),
    curate: Number(row.curate),
  };
}
