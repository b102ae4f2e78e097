import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { NewArchiveExport } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { endOf, startOf } from '../../database/dayOrTime';
import { observedColumns } from '../../records/inventory/snapshots';
import type { DbSnapshotsRow } from '../../database/tables';

/** What an export is of. */
export type ExportScope = NewArchiveExport['scope'];

/** Checks a scope and gives it in its one spelling; throws `InputError`. */
export function checkScope(scope: ExportScope): ExportScope {
  const { kind, release, from, to } = scope;
  if (kind === 'organization' && scope.ref) {
    throw new InputError('The organization has no entity ref');
  }
  if (kind !== 'organization' && !scope.ref) {
    throw new InputError(`The ${kind} of the scope is missing`);
  }
  if (from && to && startOf(from) > endOf(to)) {
    throw new InputError('`from` is later than `to`');
  }
  if (from && !to && startOf(from) > new Date()) {
    throw new InputError('`from` lies in the future');
  }
  return {
    kind,
    ...(scope.ref && { ref: normalize(scope.ref) }),
    ...(release && { release }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

function normalize(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw new InputError(`Not an entity ref: ${ref}`);
  }
}

/** The targets of a scope that the caller may export. */
export function targetsOf(
  scope: ExportScope,
  access: TargetFilter,
): TargetFilter {
  return {
    ...access,
    includeRemoved: true,
    ...(scope.kind === 'entity' && { entityRef: scope.ref }),
    ...(scope.kind === 'owner' && { owner: [scope.ref!] }),
    ...(scope.kind === 'system' && { system: [scope.ref!] }),
  };
}

/** The time that reports of a scope speak of. */
export function reportTime(scope: ExportScope, now: Date): Date {
  const end = scope.to ? endOf(scope.to) : now;
  return end < now ? end : now;
}

/** Targets that were in the catalog at some time of the scope. */
export function selectScopeTargets(
  knex: Knex,
  scope: ExportScope,
  access: TargetFilter,
  now: Date,
) {
  const query = knex('targets as t');
  applyTargetFilter(query, targetsOf(scope, access));
  const since = scope.from ? startOf(scope.from) : reportTime(scope, now);
  query.where(there =>
    there.whereNull('t.removed_at').orWhere('t.removed_at', '>', since),
  );
  return query;
}

/**
 * The snapshots of targets that a scope asks for, by their ids: in force at its end, or at
 * any time between its times; of one release, where it names one.
 */
export function selectScopeSnapshots(
  knex: Knex,
  targetIds: readonly number[],
  scope: ExportScope,
  now: Date,
): Knex.QueryBuilder<any, DbSnapshotsRow[]> {
  const query = knex('snapshots as s')
    .join('targets as t', 't.id', 's.target_id')
    .whereIn('s.target_id', targetIds)
    .where('s.created_at', '<=', reportTime(scope, now))
    .orderBy('s.id')
    .select('s.*', ...observedColumns(knex));
  if (scope.release) {
    query.where(named =>
      named
        .where('s.release', scope.release!)
        .orWhereIn(
          's.id',
          knex('releases')
            .whereIn('target_id', targetIds)
            .where('name', scope.release!)
            .select('snapshot_id'),
        ),
    );
    if (!scope.from && !scope.to) return query;
  }
  const since = scope.from ? startOf(scope.from) : reportTime(scope, now);
  return query.where(held =>
    held.whereNull('s.superseded_at').orWhere('s.superseded_at', '>', since),
  );
}
