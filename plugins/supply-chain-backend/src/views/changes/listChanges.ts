import type {
  ChangeQuery,
  Page,
  ServiceChange,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { startOf } from '../../database/dayOrTime';
import { toBoolean, toIso } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import type { DbServiceChangesRow, DbTargetsRow } from '../../database/tables';

type ChangeRow = DbServiceChangesRow &
  Pick<DbTargetsRow, 'entity_ref'> & { target_name: string };

const newestFirst: KeysetColumn[] = [
  { column: 'c.id', direction: 'desc', type: 'number' },
];

/** A page of what changed in services, newest first. */
export async function listChanges(
  knex: Knex,
  query: ChangeQuery,
  targets: TargetFilter,
): Promise<Page<ServiceChange>> {
  const select = knex('service_changes as c')
    .join('targets as t', 't.id', 'c.target_id')
    .select('c.*', 't.entity_ref', 't.name as target_name');
  applyTargetFilter(select, targets);
  if (query.kind?.length) select.whereIn('c.kind', query.kind);
  if (query.firstUse !== undefined) select.where('c.first_use', query.firstUse);
  if (query.since) select.where('c.at', '>=', startOf(query.since));
  const total = await boundedCount(knex, select);
  const page = await readPage<ChangeRow>(select, newestFirst, query);
  return {
    items: page.rows.map(toChange),
    total,
    nextCursor: page.nextCursor,
  };
}

function toChange(row: ChangeRow): ServiceChange {
  return {
    id: String(row.id),
    entityRef: row.entity_ref,
    targetName: row.target_name,
    at: toIso(row.at)!,
    kind: row.kind,
    subject: row.subject,
    ecosystem: row.ecosystem ?? undefined,
    before: row.before ?? undefined,
    after: row.after ?? undefined,
    detail: row.detail ?? undefined,
    firstUse: toBoolean(row.first_use) || undefined,
  };
}
