import {
  MAX_EVIDENCE,
  ScorecardExemption,
  CheckOutcome,
} from '@safety-curtain/policy';
import type { Knex } from 'knex';
import { inChunks, toDate, toText } from '../../database/dialect';
import { answerLetter } from './answers';
import type { TargetResult } from './result';
import type { DbScorecardResultChecksRow } from '../../database/tables';

/** An exemption that people decided, beside those of the configuration. */
export interface DecidedExemption extends ScorecardExemption {
  decisionId: string;
  /** Absent: of every scorecard that asks the check. */
  scorecard?: string;
}

/** Characters of one text of a check's answer. */
const MAX_TEXT = 2000;

/** The level's own period; checks have theirs by id. */
const LEVEL = '';

/**
 * Stores how a target stands on the scorecards that are for it, and forgets
 * those that no longer are. Periods are written where a level or an answer
 * changed, and only there: a year of daily scoring is as small as what changed.
 */
export async function storeResults(
  trx: Knex.Transaction,
  targetId: number,
  results: readonly TargetResult[],
  now: Date,
): Promise<void> {
  const since = await movePeriods(trx, targetId, results, now);
  await writeResults(trx, targetId, results, since, now);
  await writeChecks(trx, targetId, results, since, now);
  await writeCampaigns(trx, targetId, results);
}

/**
 * Ends what is known of targets that left the catalog: their periods are kept,
 * closed when they left.
 */
export async function removeResults(
  trx: Knex.Transaction,
  targetIds: readonly number[],
): Promise<void> {
  for await (const ids of inChunks(targetIds)) {
    await trx('scorecard_periods')
      .whereIn('target_id', ids)
      .whereNull('until')
      .update({
        until: trx.raw(
          '(select removed_at from targets where targets.id = scorecard_periods.target_id)',
        ),
      });
    for (const table of [
      'scorecard_result_campaigns',
      'scorecard_result_checks',
      'scorecard_results',
    ]) {
      await trx(table).whereIn('target_id', ids).delete();
    }
  }
}

/** What is in force of a target, by scorecard and check; `LEVEL` for the level. */
type Values = Map<
  string,
  { scorecard: string; checkId: string; value: string }
>;

const keyOf = (scorecard: string, checkId: string) =>
  `${scorecard}\0${checkId}`;

function valuesOf(results: readonly TargetResult[]): Values {
  const values: Values = new Map();
  for (const { scorecard, result } of results) {
    const add = (checkId: string, value: string) =>
      values.set(keyOf(scorecard.name, checkId), {
        scorecard: scorecard.name,
        checkId,
        value,
      });
    add(LEVEL, String(result.levelsHeld));
    for (const check of result.checks) add(check.id, letterOf(check));
  }
  return values;
}

/** Closes and opens periods; gives since when each value is in force. */
async function movePeriods(
  trx: Knex.Transaction,
  targetId: number,
  results: readonly TargetResult[],
  now: Date,
): Promise<Map<string, Date>> {
  const values = valuesOf(results);
  const since = new Map<string, Date>();
  const open = await trx('scorecard_periods')
    .where('target_id', targetId)
    .whereNull('until')
    .select('id', 'scorecard', 'check_id', 'value', 'since');
  const ended: unknown[] = [];
  for (const row of open) {
    const key = keyOf(row.scorecard, row.check_id);
    if (values.get(key)?.value === row.value) {
      since.set(key, toDate(row.since));
    } else {
      ended.push(row.id);
    }
  }
  for await (const ids of inChunks(ended)) {
    await trx('scorecard_periods')
      .whereIn('id', ids as number[])
      .update({ until: now });
  }
  const begun = [...values].filter(([key]) => !since.has(key));
  for await (const chunk of inChunks(begun)) {
    await trx('scorecard_periods').insert(
      chunk.map(([, { scorecard, checkId, value }]) => ({
        scorecard,
        target_id: targetId,
        check_id: checkId,
        value,
        since: now,
      })),
    );
  }
  for (const [key] of begun) since.set(key, now);
  return since;
}

async function writeResults(
  trx: Knex.Transaction,
  targetId: number,
  results: readonly TargetResult[],
  since: Map<string, Date>,
  now: Date,
): Promise<void> {
  const names = results.map(({ scorecard }) => scorecard.name);
  await trx('scorecard_results')
    .where('target_id', targetId)
    .whereNotIn('scorecard', names)
    .delete();
  if (results.length === 0) return;
  await trx('scorecard_results')
    .insert(
      results.map(({ scorecard, result, critical, openSsf }) => ({
        scorecard: scorecard.name,
        target_id: targetId,
        version: scorecard.version,
        levels_held: result.levelsHeld,
        level_since: since.get(keyOf(scorecard.name, LEVEL)),
        answers: result.checks.map(letterOf).join(''),
        missing: JSON.stringify(
          (result.next?.missing ?? []).map(({ id, effort }) => ({
            check: id,
            effort,
          })),
        ),
        campaigns: JSON.stringify(
          result.campaigns
            .filter(({ missing }) => missing.length > 0)
            .map(({ name, missing }) => ({ name, missing })),
        ),
        openssf: openSsf ? JSON.stringify(openSsf) : null,
        critical,
        scored_at: now,
      })),
    )
    .onConflict(['scorecard', 'target_id'])
    .merge();
}

async function writeChecks(
  trx: Knex.Transaction,
  targetId: number,
  results: readonly TargetResult[],
  since: Map<string, Date>,
  now: Date,
): Promise<void> {
  const rows = results.flatMap(({ scorecard, result }) =>
    result.checks.map((check, position) => ({
      scorecard: scorecard.name,
      target_id: targetId,
      check_id: check.id,
      position,
      answer: letterOf(check),
      result: answerLetter(check.result.answer),
      reason: toText(check.result.reason, MAX_TEXT),
      evidence: evidenceOf(check),
      to_change: check.result.toChange,
      score: check.result.score ?? null,
      exemption: exemptionOf(check),
      since: since.get(keyOf(scorecard.name, check.id)) ?? now,
    })),
  );
  const known = await trx('scorecard_result_checks')
    .where('target_id', targetId)
    .select('*');
  const before = new Map(
    known.map(row => [keyOf(row.scorecard, row.check_id), row]),
  );
  const changed = rows.filter(row => {
    const old = before.get(keyOf(row.scorecard, row.check_id));
    before.delete(keyOf(row.scorecard, row.check_id));
    return !old || !isSame(old, row);
  });
  for (const { scorecard, check_id } of before.values()) {
    await trx('scorecard_result_checks')
      .where({ target_id: targetId, scorecard, check_id })
      .delete();
  }
  for await (const chunk of inChunks(changed, 50)) {
    await trx('scorecard_result_checks')
      .insert(chunk)
      .onConflict(['target_id', 'scorecard', 'check_id'])
      .merge();
  }
}

/** Which campaigns wait for the target: rows that differ are written. */
async function writeCampaigns(
  trx: Knex.Transaction,
  targetId: number,
  results: readonly TargetResult[],
): Promise<void> {
  const waiting = new Map(
    results.flatMap(({ scorecard, result }) =>
      result.campaigns
        .filter(({ missing }) => missing.length > 0)
        .map(({ name }) => [
          keyOf(scorecard.name, name),
          { target_id: targetId, scorecard: scorecard.name, campaign: name },
        ]),
    ),
  );
  for (const row of await trx('scorecard_result_campaigns')
    .where('target_id', targetId)
    .select('scorecard', 'campaign')) {
    if (waiting.delete(keyOf(row.scorecard, row.campaign))) continue;
    await trx('scorecard_result_campaigns')
      .where({ ...row, target_id: targetId })
      .delete();
  }
  if (waiting.size > 0) {
    await trx('scorecard_result_campaigns').insert([...waiting.values()]);
  }
}

/** Most answers are what they were: rows that did not change are not written. */
function isSame(
  old: DbScorecardResultChecksRow,
  row: DbScorecardResultChecksRow,
) {
  return (Object.keys(row) as (keyof DbScorecardResultChecksRow)[]).every(
    column =>
      column === 'since'
        ? toDate(old.since).getTime() === toDate(row.since).getTime()
        : old[column] === row[column],
  );
}

function letterOf(check: CheckOutcome): string {
  return answerLetter(check.exempted ? 'exempted' : check.result.answer);
}

function evidenceOf({ result }: CheckOutcome): string {
  return toText(
    JSON.stringify(
      result.evidence.slice(0, MAX_EVIDENCE).map(evidence => ({
        ...evidence,
        text: toText(evidence.text, MAX_TEXT),
      })),
    ),
    Infinity,
  );
}

function exemptionOf({ exempted, expired }: CheckOutcome): string | null {
  const exemption = exempted ?? expired;
  if (!exemption) return null;
  const { approver, reason, expires } = exemption;
  const { decisionId } = exemption as Partial<DecidedExemption>;
  return JSON.stringify({
    state: exempted ? 'holds' : 'expired',
    decisionId,
    approver,
    reason,
    expires,
  });
}
