import { NotFoundError } from '@backstage/errors';
import type {
  Page,
  ScorecardHistoryQuery,
  ScorecardPeriod,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toDate, toIso } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import { answerOf } from '../../records/results/answers';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import type { DbScorecardPeriodsRow, Timestamp } from '../../database/tables';

const newestFirst: KeysetColumn[] = [
  { column: 'p.since', direction: 'desc', type: 'time' },
  { column: 'p.id', direction: 'desc', type: 'number' },
];

/** How a query asks for the level's own periods. */
const OF_LEVEL = 'level';

/**
 * A page of the levels and answers of one service, newest first; also of one
 * that left the catalog.
 */
export async function listHistory(
  knex: Knex,
  scorecard: DefinedScorecard,
  entityRef: string,
  query: ScorecardHistoryQuery,
  access: TargetFilter,
): Promise<Page<ScorecardPeriod>> {
  const target = knex('targets as t').select('t.id', 't.removed_at');
  applyTargetFilter(target, { ...access, entityRef, includeRemoved: true });
  const found = await target.first();
  if (!found) throw new NotFoundError(`There is no service ${entityRef}`);
  const select = knex('scorecard_periods as p')
    .where({ 'p.target_id': found.id, 'p.scorecard': scorecard.name })
    .select('p.*');
  if (query.check !== undefined) {
    select.where('p.check_id', query.check === OF_LEVEL ? '' : query.check);
  }
  const total = await boundedCount(knex, select);
  const page = await readPage<DbScorecardPeriodsRow>(
    select,
    newestFirst,
    query,
  );
  return {
    items: page.rows.map(row => toPeriod(row, found.removed_at)),
    total,
    nextCursor: page.nextCursor,
  };
}

function toPeriod(
  row: DbScorecardPeriodsRow,
  removedAt: Timestamp | null,
): ScorecardPeriod {
  const period = {
    since: toDate(row.since).toISOString(),
    until: toIso(row.until ?? removedAt),
  };
  return row.check_id === ''
    ? { kind: 'level', levelsHeld: Number(row.value), ...period }
    : {
        kind: 'check',
        check: row.check_id,
        answer: answerOf(row.value),
        ...period,
      };
}
