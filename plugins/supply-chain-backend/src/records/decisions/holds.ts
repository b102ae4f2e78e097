import type { Knex } from 'knex';
import { inForce } from './decisionStore';
import type { DbDecisionsRow } from '../../database/tables';

/** The holds that are in force. */
export function holdsInForce(knex: Knex, now: Date): Promise<DbDecisionsRow[]> {
  return inForce(knex, 'hold', now) as unknown as Promise<DbDecisionsRow[]>;
}

/** What of a row a hold can be about; absent columns it is not asked about. */
export interface HeldColumns {
  target: string;
  /** Only snapshots have one: a hold of a release is for them alone. */
  release?: string;
}

/** Leaves out the rows that a hold keeps. */
export function whereNotHeld(
  query: Knex.QueryBuilder,
  holds: DbDecisionsRow[],
  columns: HeldColumns,
): void {
  for (const hold of holds) {
    if (hold.release !== null && !columns.release) continue;
    query.whereNot(held => within(held, hold, columns));
  }
}

/** Keeps the rows that some hold keeps. */
export function whereHeld(
  query: Knex.QueryBuilder,
  holds: DbDecisionsRow[],
  columns: HeldColumns,
): void {
  const asked = holds.filter(hold => hold.release === null || columns.release);
  query.where(any => {
    any.whereRaw('1 = 0');
    for (const hold of asked) {
      any.orWhere(held => within(held, hold, columns));
    }
  });
}

function within(
  query: Knex.QueryBuilder,
  hold: DbDecisionsRow,
  columns: HeldColumns,
): void {
  query.whereRaw('1 = 1');
  if (hold.release !== null) {
    // Never null, so that `not` of it is never unknown.
    query.whereRaw(`coalesce(??, '') = ?`, [columns.release!, hold.release]);
  }
  const { scope_kind: kind, scope_ref: ref } = hold;
  if (kind === 'organization') return;
  query.whereIn(columns.target, scope => {
    if (kind === 'owner') {
      scope.from('target_owners').where('owner_ref', ref).select('target_id');
    } else {
      const column = kind === 'system' ? 'system_ref' : 'entity_ref';
      scope.from('targets').where(column, ref).select('id');
    }
  });
}

/** What of a snapshot a hold is about. */
export interface Holdable {
  entityRef: string;
  owners: readonly string[];
  systemRef?: string;
  release?: string;
}

/** Whether some hold keeps a snapshot: what {@link whereHeld} asks in SQL. */
export function isHeld(holds: DbDecisionsRow[], record: Holdable): boolean {
  return holds.some(hold => {
    if (hold.release !== null && hold.release !== record.release) return false;
    const { scope_kind: kind, scope_ref: ref } = hold;
    if (kind === 'owner') return record.owners.includes(ref);
    if (kind === 'system') return record.systemRef === ref;
    return kind === 'organization' || record.entityRef === ref;
  });
}
