import type { Knex } from 'knex';

/** What is brought up to date: all of some targets, or some components everywhere. */
export type LicenseReconcileScope =
  | { targetIds: number[] }
  | { componentIds: number[] };

/** Keeps the rows of a table that are in scope. */
export function whereInScope(
  query: Knex.QueryBuilder,
  table: string,
  scope: LicenseReconcileScope,
) {
  return 'targetIds' in scope
    ? query.whereIn(`${table}.target_id`, scope.targetIds)
    : query.whereIn(`${table}.component_id`, scope.componentIds);
}
