import type { GateNote, GateOutcome, GatePolicy } from '@safety-curtain/policy';
import type { Advisories } from '../input/advisories';
import { staleIn } from '../input/dataAge';
import type { Exploitation } from '../input/exploitation';
import type { Source } from '../input/source';
import { printNotes } from '../output/streams';

/**
 * How old data may be, in days, where nothing else is said. CISA publishes when
 * there is something new, not on weekends: its newest catalog may be of days ago.
 */
const BOUNDS = { advisories: 7, knownExploited: 7, epss: 3 };

const asks = (outcome: GateOutcome | undefined) =>
  outcome !== undefined && outcome !== 'allow';

/** Lines of the policy that nothing is known for: they would pass whatever is there. */
export function notAsked(
  { findings, scorecard }: GatePolicy,
  { kev, epss }: { kev?: string; epss?: string },
): GateNote[] {
  return [
    asks(findings.knownExploited) &&
      kev === undefined && {
        at: 'What is known to be exploited',
        reason: 'not known: give CISA’s catalog with --kev',
      },
    asks(findings.epss?.outcome) &&
      epss === undefined && {
        at: 'How likely exploitation is',
        reason: 'not known: give the scores of FIRST with --epss',
      },
    asks(scorecard?.outcome) && {
      at: 'Scores of OpenSSF Scorecard',
      reason: 'only a portal has them: judge with --url',
    },
  ].filter(note => typeof note === 'object');
}

/**
 * Data that is too old to tell what is in the build: advisories of each
 * ecosystem that it has packages of, what is known to be exploited, and EPSS
 * where the policy has a line for it. Else old scores are only told of.
 */
export function staleDataOf(
  { findings }: GatePolicy,
  {
    source,
    advisories,
    exploitation,
  }: {
    source: Pick<Source, 'inventory'>;
    advisories: Pick<Advisories, 'ages'>;
    exploitation: Exploitation;
  },
  maxDays: number | undefined,
  now: Date,
): GateNote[] {
  const { knownAge, scoresAge } = exploitation;
  const stale = (
    ages: Parameters<typeof staleIn>[0],
    kind: keyof typeof BOUNDS,
  ) => staleIn(ages, maxDays ?? BOUNDS[kind], now);
  const scores = stale(scoresAge ? [scoresAge] : [], 'epss');
  const isJudged = asks(findings.epss?.outcome);
  if (!isJudged) printNotes(scores.map(({ at, reason }) => `${at}: ${reason}`));
  return [
    ...stale(advisories.ages(source.inventory), 'advisories'),
    ...stale(knownAge ? [knownAge] : [], 'knownExploited'),
    ...(isJudged ? scores : []),
  ];
}
