import type { Knex } from 'knex';
import { applyTargetFilter, TargetFilter } from '../catalog/targetFilter';

/**
 * Whether a use of a licence is judged: packages that are only needed to build
 * and test are where the policy `p` says so.
 */
export function judged(development: string): string {
  return `(not ${development} or p.development)`;
}

/** Joins the policy `p` and the verdict `v` of the target `t` on a licence. */
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

/** Counted uses of licences `l` by targets `t`, with their policy and verdict. */
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

/** Sums of uses by verdict, of {@link selectUses}. */
export function verdictSums(knex: Knex): Knex.Raw[] {
  return ['allow', 'review', 'deny'].map((name, number) =>
    knex.raw(
      `coalesce(sum(case when v.verdict = ${number} and ${judged(
        'tl.development',
      )} then tl.components else 0 end), 0) as ??`,
      [name],
    ),
  );
}

/** Counts by verdict from a row with {@link verdictSums}. */
export function toVerdictCounts(row: Record<string, unknown>) {
  return {
    allow: Number(row.allow),
    review: Number(row.review),
    deny: Number(row.deny),
  };
}
