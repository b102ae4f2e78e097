import type { Answer, ServiceResult } from '@safety-curtain/policy';
import type { AlertLevel } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { levelOf } from '../../records/alerts/levels';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toBoolean, toDate } from '../../database/dialect';
import { answerOf } from '../../records/results/answers';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import { openCampaigns, overdueNames } from './campaignState';
import type {
  DbScorecardResultsRow,
  DbTargetsRow,
} from '../../database/tables';

/** How a service stands, as roll-ups count it. */
export interface CountedResult extends ServiceResult {
  name: string;
  /** Names of the campaigns that wait for it. */
  open: readonly string[];
  overdue: boolean;
  alertLevel: AlertLevel;
  scoredAt: Date;
}

/**
 * Results by the definition in force, of targets under the alias `t`. What
 * was scored by an older one says nothing about this one: it is pending.
 */
export function selectResults(
  knex: Knex,
  scorecard: DefinedScorecard,
  filter: TargetFilter,
): Knex.QueryBuilder {
  const select = knex('scorecard_results as s')
    .join('targets as t', 't.id', 's.target_id')
    .where('s.scorecard', scorecard.name)
    .where('s.version', scorecard.version);
  applyTargetFilter(select, filter);
  return select;
}

/** All results of a filter, in as few words as roll-ups need. */
export async function readResults(
  knex: Knex,
  scorecard: DefinedScorecard,
  filter: TargetFilter,
  now: Date,
): Promise<CountedResult[]> {
  const rows: (Pick<DbTargetsRow, 'entity_ref' | 'name' | 'alert_level'> &
    Pick<
      DbScorecardResultsRow,
      'levels_held' | 'answers' | 'critical' | 'campaigns' | 'scored_at'
    >)[] = await selectResults(knex, scorecard, filter).select(
    't.entity_ref',
    't.name',
    't.alert_level',
    's.levels_held',
    's.answers',
    's.critical',
    's.campaigns',
    's.scored_at',
  );
  const overdue = overdueNames(scorecard, now);
  const answers = sharedAnswers(scorecard);
  return rows.map(row => {
    const open = openCampaigns(row.campaigns).map(({ name }) => name);
    return {
      service: row.entity_ref,
      name: row.name,
      critical: toBoolean(row.critical),
      levelsHeld: row.levels_held,
      answers: answers(row.answers),
      open,
      overdue: open.some(name => overdue.has(name)),
      alertLevel: levelOf(row.alert_level),
      scoredAt: toDate(row.scored_at),
    };
  });
}

/** Answers by check: of ten thousand services few are unlike all others. */
function sharedAnswers(scorecard: DefinedScorecard) {
  const known = new Map<string, ReadonlyMap<string, Answer | 'exempted'>>();
  return (letters: string) => {
    let found = known.get(letters);
    if (!found) {
      found = new Map(
        scorecard.checks.map(({ check }, at) => [
          check.id,
          answerOf(letters[at]),
        ]),
      );
      known.set(letters, found);
    }
    return found;
  };
}
