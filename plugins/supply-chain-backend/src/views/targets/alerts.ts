import { NotFoundError } from '@backstage/errors';
import type {
  Alert,
  AlertLevelPeriod,
  AlertLevelQuery,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import { alertReasonsOf, type AlertThresholds } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { toDate, toIso } from '../../database/dialect';
import {
  boundedCount,
  type KeysetColumn,
  readPage,
} from '../../database/keyset';
import type { DbAlertLevelsRow, DbTargetsRow } from '../../database/tables';
import { readAlertFacts } from '../../records/alerts/alertFacts';
import { levelOf } from '../../records/alerts/levels';
import {
  applyTargetFilter,
  type TargetFilter,
} from '../../records/targets/targetFilter';

const newestFirst: KeysetColumn[] = [
  { column: 'p.since', direction: 'desc', type: 'time' },
  { column: 'p.id', direction: 'desc', type: 'number' },
];

/** The level of a service that is in force, since when, and what makes it. */
export async function readAlert(
  knex: Knex,
  target: Pick<DbTargetsRow, 'id' | 'alert_level'>,
  thresholds: AlertThresholds,
): Promise<Alert> {
  const level = levelOf(target.alert_level);
  if (level === 'unknown') return { level, because: [] };
  const [period, [{ facts }]] = await Promise.all([
    knex('alert_levels')
      .where('target_id', target.id)
      .whereNull('until')
      .first('since'),
    readAlertFacts(knex, [target.id], new Date()),
  ]);
  return {
    level,
    since: toIso(period?.since ?? null),
    because:
      level === 'low' || !facts ? [] : alertReasonsOf(facts, thresholds[level]),
  };
}

/** A page of the levels that a service had, newest first; also of one that left the catalog. */
export async function listAlertLevels(
  knex: Knex,
  entityRef: string,
  query: AlertLevelQuery,
  access: TargetFilter,
): Promise<Page<AlertLevelPeriod>> {
  const target = knex('targets as t').select('t.id');
  applyTargetFilter(target, { ...access, entityRef, includeRemoved: true });
  const found = await target.first();
  if (!found) throw new NotFoundError(`There is no service ${entityRef}`);
  const select = knex('alert_levels as p')
    .where('p.target_id', found.id)
    .select('p.*');
  const total = await boundedCount(knex, select);
  const page = await readPage<DbAlertLevelsRow>(select, newestFirst, query);
  return {
    items: page.rows.map(row => ({
      level: levelOf(row.level),
      since: toDate(row.since).toISOString(),
      until: toIso(row.until),
    })),
    total,
    nextCursor: page.nextCursor,
  };
}
