import { NotFoundError } from '@backstage/errors';
import type {
  ServiceCheck,
  ServiceScorecard,
  ServiceScorecards,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { databaseTime, toBoolean, toDate, toIso } from '../../database/dialect';
import { answerOf } from '../../records/results/answers';
import type {
  DefinedScorecard,
  ScorecardSet,
} from '../../records/results/scorecardSet';
import { isOver, openCampaigns } from './campaignState';
import { toDefinition } from './definitions';
import { levelName } from './services';
import type {
  DbScorecardQueueRow,
  DbScorecardResultChecksRow,
  DbScorecardResultsRow,
  DbTargetsRow,
  LeftJoined,
} from '../../database/tables';

/** How one service stands on every scorecard by the definitions in force. */
export async function readServiceScorecards(
  knex: Knex,
  set: ScorecardSet,
  entityRef: string,
  access: TargetFilter,
  now: Date,
): Promise<ServiceScorecards> {
  const target = await readTarget(knex, entityRef, access);
  const results = await knex('scorecard_results').where('target_id', target.id);
  const checks = await knex('scorecard_result_checks').where(
    'target_id',
    target.id,
  );
  return {
    entityRef,
    name: target.name,
    scorecards: set.scorecards.flatMap(scorecard => {
      const result = results.find(
        row =>
          row.scorecard === scorecard.name && row.version === scorecard.version,
      );
      const own = checks.filter(row => row.scorecard === scorecard.name);
      return result ? [toResult(scorecard, result, own, now)] : [];
    }),
    pending: target.version !== set.version || toBoolean(target.is_due),
    error: target.error ?? undefined,
  };
}

interface AskedTarget
  extends Pick<DbTargetsRow, 'id' | 'name'>,
    LeftJoined<Pick<DbScorecardQueueRow, 'version' | 'error'>> {
  is_due: number;
}

/** The target, with when it is asked again. */
async function readTarget(
  knex: Knex,
  entityRef: string,
  access: TargetFilter,
): Promise<AskedTarget> {
  const select = knex('targets as t')
    .leftJoin('scorecard_queue as q', 'q.target_id', 't.id')
    .select('t.id', 't.name', 'q.version', 'q.error')
    .select(
      knex.raw('case when q.due_at <= ? then 1 else 0 end as is_due', [
        databaseTime(knex),
      ]),
    );
  applyTargetFilter(select, { ...access, entityRef });
  const row = await select.first();
  if (!row) {
    throw new NotFoundError(
      `${entityRef} is on no scorecard: it is not in the catalog, or the filter of supplyChain.targets leaves it out`,
    );
  }
  return row;
}

function toResult(
  scorecard: DefinedScorecard,
  row: DbScorecardResultsRow,
  checks: DbScorecardResultChecksRow[],
  now: Date,
): ServiceScorecard {
  const byId = new Map(checks.map(check => [check.check_id, check]));
  const next = scorecard.levels[row.levels_held];
  return {
    scorecard: toDefinition(scorecard),
    level: levelName(scorecard, row.levels_held),
    levelsHeld: row.levels_held,
    levelSince: toIso(row.level_since),
    critical: toBoolean(row.critical),
    next: next && { level: next.name, missing: JSON.parse(row.missing) },
    checks: scorecard.checks.flatMap(({ check }) => {
      const answer = byId.get(check.id);
      return answer ? [toCheck(answer)] : [];
    }),
    campaigns: toCampaigns(scorecard, row, now),
    openSsf: row.openssf ? JSON.parse(row.openssf) : undefined,
    scoredAt: toDate(row.scored_at).toISOString(),
  };
}

function toCheck(row: DbScorecardResultChecksRow): ServiceCheck {
  const exemption = storedExemption(row.exemption);
  const { state, ...terms } = exemption ?? { state: undefined };
  return {
    check: row.check_id,
    answer: answerOf(row.answer),
    result: answerOf(row.result) as ServiceCheck['result'],
    reason: row.reason,
    evidence: JSON.parse(row.evidence),
    toChange: row.to_change,
    score: row.score ?? undefined,
    since: toDate(row.since).toISOString(),
    exempted: state === 'holds' ? (terms as Terms) : undefined,
    expired: state === 'expired' ? (terms as Terms) : undefined,
  };
}

type Terms = NonNullable<ServiceCheck['exempted']>;

/** The exemption of a check as it is stored. */
export function storedExemption(
  json: string | null,
): (Terms & { state: 'expired' | 'holds' }) | undefined {
  return json === null ? undefined : JSON.parse(json);
}

function toCampaigns(
  scorecard: DefinedScorecard,
  row: DbScorecardResultsRow,
  now: Date,
): ServiceScorecard['campaigns'] {
  const open = new Map(
    openCampaigns(row.campaigns).map(({ name, missing }) => [name, missing]),
  );
  return scorecard.campaigns.map(campaign => {
    const missing = open.get(campaign.name);
    const late = isOver(campaign, now) ? 'overdue' : 'open';
    return {
      name: campaign.name,
      title: campaign.title,
      target: campaign.target,
      state: missing ? late : 'done',
      missing: missing ?? [],
    };
  });
}
