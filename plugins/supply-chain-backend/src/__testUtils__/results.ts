import { readScorecard } from '@safety-curtain/policy';
import type { Knex } from 'knex';
import {
  DefinedScorecard,
  ScorecardSet,
} from '../records/results/scorecardSet';

/** Three checks, two levels, and campaigns that ended and that go on, in 2026. */
export const scorecards = new ScorecardSet([
  readScorecard({
    name: 'basics',
    title: 'Basics',
    filter: { kinds: ['Component'] },
    checks: ['scanned-recently', 'sbom-present', 'no-known-exploited'],
    levels: [
      { name: 'bronze', title: 'Bronze', checks: ['scanned-recently'] },
      { name: 'silver', title: 'Silver', checks: ['sbom-present'] },
    ],
    campaigns: [
      {
        name: 'later',
        title: 'Silver',
        level: 'silver',
        target: '2026-12-31',
      },
      {
        name: 'early',
        title: 'Bronze',
        level: 'bronze',
        target: '2026-06-30',
      },
    ],
  }),
  readScorecard({
    name: 'other',
    title: 'Other',
    checks: ['license-present'],
    levels: [{ name: 'ok', title: 'OK', checks: ['license-present'] }],
  }),
]);

export const basics = scorecards.find('basics');

/** When the services of a test were scored. */
export const SCORED_AT = new Date('2026-07-15T12:00:00Z');

/** What a test says of a result; what it does not say is unremarkable. */
export interface ResultFacts {
  levelsHeld?: number;
  /** A letter for each check, as they are stored. */
  answers?: string;
  critical?: boolean;
  missing?: { check: string; effort: number }[];
  campaigns?: { name: string; missing: string[] }[];
  openssf?: object;
  levelSince?: Date;
  scoredAt?: Date;
  version?: string;
  /** Of checks by id. */
  exemptions?: Record<string, object>;
}

/** Puts how a target stands into the database, as a scorer does. */
export async function addResult(
  knex: Knex,
  name: string,
  facts: ResultFacts = {},
  scorecard: DefinedScorecard = basics,
): Promise<void> {
  const id = await targetId(knex, name);
  const answers = facts.answers ?? 'p'.repeat(scorecard.checks.length);
  const scoredAt = facts.scoredAt ?? SCORED_AT;
  const since = facts.levelSince ?? SCORED_AT;
  await knex('scorecard_results').insert({
    scorecard: scorecard.name,
    target_id: id,
    version: facts.version ?? scorecard.version,
    levels_held: facts.levelsHeld ?? 0,
    level_since: since,
    answers,
    missing: JSON.stringify(facts.missing ?? []),
    campaigns: JSON.stringify(facts.campaigns ?? []),
    openssf: facts.openssf ? JSON.stringify(facts.openssf) : null,
    critical: facts.critical ?? false,
    scored_at: scoredAt,
  });
  if (facts.campaigns?.length) {
    await knex('scorecard_result_campaigns').insert(
      facts.campaigns.map(campaign => ({
        scorecard: scorecard.name,
        target_id: id,
        campaign: campaign.name,
      })),
    );
  }
  await knex('scorecard_result_checks').insert(
    scorecard.checks.map(({ check }, position) => {
      const exemption = facts.exemptions?.[check.id];
      const answer = answers[position];
      return {
        scorecard: scorecard.name,
        target_id: id,
        check_id: check.id,
        position,
        answer,
        result: answer === 'x' ? 'f' : answer,
        reason: `=Because of ${check.id}`,
        evidence: JSON.stringify([{ kind: 'scan', text: 'Seen' }]),
        to_change: 1,
        exemption: exemption ? JSON.stringify(exemption) : null,
        since,
      };
    }),
  );
}

/** Periods of a level, or of a check's answer, as `[value, since, until]`. */
export async function addPeriods(
  knex: Knex,
  name: string,
  checkId: string,
  periods: [value: string, since: string, until?: string][],
): Promise<void> {
  const id = await targetId(knex, name);
  await knex('scorecard_periods').insert(
    periods.map(([value, since, until]) => ({
      scorecard: basics.name,
      target_id: id,
      check_id: checkId,
      value,
      since: new Date(since),
      until: until ? new Date(until) : null,
    })),
  );
}

async function targetId(knex: Knex, name: string): Promise<number> {
  const row = await knex('targets')
    .where('entity_ref', `component:default/${name}`)
    .first('id');
  return row!.id;
}
