import { type Analysis, isBoundToVersion } from '@safety-curtain/vex';
import { timeOf } from '../facts/days';

/** A decision that is about a finding, as far as it says whether it holds. @public */
export interface FindingDecision {
  id: string;
  /**
   * `file`: of a tool's ignore file. `report`: a tool reports that it was told to be silent.
   * `vex`: of a document that somebody else issued.
   */
  origin: 'person' | 'file' | 'report' | 'vex' | 'rule';
  reach: 'entity' | 'system' | 'owner' | 'organization';
  analysis: Pick<Analysis, 'state' | 'justification'>;
  /** Versions of the package that were looked at; any where absent. */
  versions?: readonly string[];
  /** What it ends with, beside its day. */
  endsWhen?: 'fix' | 'version-moves';
  /** ISO 8601. */
  decidedAt: string;
  /** ISO 8601; from then on it is over. */
  endsAt?: string;
}

/** Who a decision comes from: the first is listened to before the next. */
const origins: readonly FindingDecision['origin'][] = [
  'person',
  'file',
  'report',
  'vex',
  'rule',
];
/** For how much it is: the narrower is listened to before the wider. */
const reaches: readonly FindingDecision['reach'][] = [
  'entity',
  'system',
  'owner',
  'organization',
];

/** What of a finding decides whether a decision holds. @public */
export interface DecidedFinding {
  /** All versions of the package that are affected here. */
  versions: readonly string[];
  /** Whether there is a fixed version. */
  fixable: boolean;
}

/** The decision that counts for a finding, and how. @public */
export interface Verdict<Decision extends FindingDecision = FindingDecision> {
  decision: Decision;
  /** `needs-review`: its reason spoke of another version, so that the finding is open again. */
  standing: 'holds' | 'needs-review';
}

/**
 * Of the decisions that are about a finding, the one that counts: what people decided here before
 * what a tool's file or report, a vendor or a rule says, then the narrower before the wider, then the newest.
 * The order of the list does not matter. One that is over is as if it were not there.
 *
 * @throws FactError where a time is no date
 *
 * @public
 */
export function decisionFor<Decision extends FindingDecision>(
  decisions: readonly Decision[],
  finding: DecidedFinding,
  now: Date,
): Verdict<Decision> | undefined {
  const [decision] = decisions
    .filter(one => !isOver(one, finding, now))
    .sort(compare);
  if (!decision) return undefined;
  const moved = hasMoved(decision, finding);
  const bound = isBoundToVersion(decision.analysis);
  return { decision, standing: moved && bound ? 'needs-review' : 'holds' };
}

function isOver(
  decision: FindingDecision,
  finding: DecidedFinding,
  now: Date,
): boolean {
  const { endsAt } = decision;
  if (endsAt !== undefined && timeOf(endsAt) <= now.getTime()) return true;
  return hasEnded(decision, finding);
}

/**
 * Whether what a decision ends with has come for a finding, whatever the day.
 *
 * @public
 */
export function hasEnded(
  decision: FindingDecision,
  finding: DecidedFinding,
): boolean {
  const { endsWhen } = decision;
  if (endsWhen === 'fix') return finding.fixable;
  return endsWhen === 'version-moves' && hasMoved(decision, finding);
}

/** Whether a version is in use that was not looked at. */
function hasMoved(
  { versions }: FindingDecision,
  finding: DecidedFinding,
): boolean {
  return (
    versions !== undefined &&
    finding.versions.some(version => !versions.includes(version))
  );
}

function compare(a: FindingDecision, b: FindingDecision): number {
  return (
    origins.indexOf(a.origin) - origins.indexOf(b.origin) ||
    reaches.indexOf(a.reach) - reaches.indexOf(b.reach) ||
    timeOf(b.decidedAt) - timeOf(a.decidedAt) ||
    // Of one moment: the one that was written later has the larger number.
    Number(b.id) - Number(a.id)
  );
}
