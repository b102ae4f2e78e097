import type { Knex } from 'knex';

/** What is brought up to date: all of some targets, or some components everywhere. */
export type LicenseReach = { targetIds: number[] } | { componentIds: number[] };

/** Keeps the rows of a table that are in reach. */
export function whereInReach(
  query: Knex.QueryBuilder,
  table: string,
  reach: LicenseReach,
) {
  return 'targetIds' in reach
    ? query.whereIn(`${table}.target_id`, reach.targetIds)
    : query.whereIn(`${table}.component_id`, reach.componentIds);
}
