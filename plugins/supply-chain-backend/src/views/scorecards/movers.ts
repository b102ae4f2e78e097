import type { ScorecardMovers } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { ownersOf } from '../../records/targets/owners';
import type { TargetFilter } from '../../records/targets/targetFilter';
import { toDate } from '../../database/dialect';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import { selectResults } from './results';
import type {
  DbScorecardPeriodsRow,
  DbScorecardResultsRow,
  DbTargetsRow,
} from '../../database/tables';

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_MOVERS = 100;

interface Mover {
  id: number;
  entityRef: string;
  name: string;
  from: number;
  to: number;
  at: Date;
}

/** Services that hold another level than some days ago: those that fell most, first. */
export async function readMovers(
  knex: Knex,
  scorecard: DefinedScorecard,
  days: number,
  filter: TargetFilter,
  now: Date,
): Promise<ScorecardMovers> {
  const movers = await findMovers(
    knex,
    scorecard,
    filter,
    new Date(now.getTime() - days * DAY_MS),
  );
  const shown = movers.slice(0, MAX_MOVERS);
  const owners = await ownersOf(
    knex,
    shown.map(({ id }) => id),
  );
  const down = movers.filter(({ from, to }) => to < from).length;
  return {
    down,
    up: movers.length - down,
    items: shown.map(({ id, entityRef, name, from, to, at }) => ({
      entityRef,
      name,
      owners: owners.get(id) ?? [],
      from,
      to,
      at: at.toISOString(),
    })),
  };
}

async function findMovers(
  knex: Knex,
  scorecard: DefinedScorecard,
  filter: TargetFilter,
  then: Date,
): Promise<Mover[]> {
  const rows: (Pick<DbTargetsRow, 'id' | 'entity_ref' | 'name'> &
    Pick<DbScorecardPeriodsRow, 'value'> &
    Pick<DbScorecardResultsRow, 'levels_held' | 'level_since'>)[] =
    await selectResults(knex, scorecard, filter)
      .join('scorecard_periods as p', 'p.target_id', 's.target_id')
      .where('s.level_since', '>', then)
      .where('p.scorecard', scorecard.name)
      .where('p.check_id', '')
      .where('p.since', '<=', then)
      .where('p.until', '>', then)
      .select(
        't.id',
        't.entity_ref',
        't.name',
        'p.value',
        's.levels_held',
        's.level_since',
      );
  return rows
    .map(row => ({
      id: row.id,
      entityRef: row.entity_ref,
      name: row.name,
      from: Math.min(Number(row.value), scorecard.levels.length),
      to: row.levels_held,
      at: toDate(row.level_since),
    }))
    .filter(({ from, to }) => from !== to)
    .sort(
      (a, b) =>
        a.to - a.from - (b.to - b.from) ||
        b.at.getTime() - a.at.getTime() ||
        (a.entityRef < b.entityRef ? -1 : 1),
    );
}
