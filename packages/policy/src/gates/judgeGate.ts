import { Before, isSameFile } from './before';
import { ComponentLines } from './componentLines';
import { changesSince, type GateChanges } from './changes';
import type {
  GateBase,
  GateComponent,
  GateFacts,
  GateFinding,
  GateNote,
  GateReported,
} from './gateFacts';
import {
  type GateBlindSpot,
  type GateKind,
  type GateOutcome,
  gateOutcomes,
  type GatePolicy,
  type GateSeverity,
  type GateThreshold,
} from './gatePolicy';

/** A line of a policy that was asked. @public */
export type GateLine =
  | GateSeverity
  | 'malicious'
  | 'knownExploited'
  | 'overdue'
  | 'accepted'
  | 'epss'
  | 'licenseDenied'
  | 'licenseReview'
  | 'licenseUnknown'
  | 'packageDenied'
  | 'packageNew'
  | 'packageUnapproved'
  | 'scorecard'
  | GateKind
  | GateBlindSpot;

/** What one line of a policy says, where it has something to say. @public */
export interface GateReason {
  line: GateLine;
  outcome: GateOutcome;
  /** From how many on it says so; absent where the first is enough. */
  from?: number;
  findings: readonly GateFinding[];
  /** What tools and inspections found. */
  reported: readonly GateReported[];
  components: readonly GateComponent[];
  notes: readonly GateNote[];
}

/** Findings that were not judged, by why: what is silent is counted. @public */
export interface GateLeftOut {
  /** There before. */
  known: number;
  dismissed: number;
  /** Needed elsewhere only. */
  scope: number;
  transitive: number;
  /** Named by the policy. */
  except: number;
}

/** What a gate says. @public */
export interface GateVerdict {
  outcome: GateOutcome;
  /** The gravest first. What is allowed is there as well, so that it can be logged. */
  reasons: readonly GateReason[];
  leftOut: GateLeftOut;
  /** Against the base; absent where there is none. */
  changes?: GateChanges;
  /** As people know it. */
  base?: string;
}

const GRAVITY: Record<GateOutcome, number> = { allow: 0, warn: 1, block: 2 };
const SEVERITIES: readonly GateSeverity[] = [
  'critical',
  'high',
  'unknown',
  'medium',
  'low',
  'none',
];

/**
 * Judges a build. Of all lines of the policy that have something to say, the gravest decides.
 *
 * @param base - what was there before; without one, all is new
 *
 * @public
 */
export function judgeGate(
  policy: GatePolicy,
  facts: GateFacts,
  base?: GateBase,
): GateVerdict {
  const changes = base && changesSince(facts, base);
  const known = policy.findings.onlyNew ? base : undefined;
  const before = new Before(known);
  const judged = sortOut(policy, facts, before);
  const reasons = [
    ...vulnerabilityLines(policy.findings, judged.findings),
    ...reportedLines(policy.findings.kinds, judged.reported),
    ...lifeLines(policy.findings, judged),
    ...componentLines(policy, facts.components, before, changes),
    ...blindSpots(policy, facts, before, known),
  ]
    .map(reason => mildly(reason, policy))
    // Sorting is stable: lines of one outcome stay in their order.
    .sort((a, b) => GRAVITY[b.outcome] - GRAVITY[a.outcome]);
  return {
    outcome: reasons.at(0)?.outcome ?? 'allow',
    reasons,
    leftOut: judged.leftOut,
    ...(changes && { changes, base: base.what }),
  };
}

/** What a policy looks at. */
interface Judged {
  leftOut: GateLeftOut;
  findings: GateFinding[];
  /** What tools and inspections found. */
  reported: GateReported[];
  /** Somebody lives with them. */
  accepted: { findings: GateFinding[]; reported: GateReported[] };
}

function sortOut(policy: GatePolicy, facts: GateFacts, before: Before): Judged {
  const leftOut = {
    known: 0,
    dismissed: 0,
    scope: 0,
    transitive: 0,
    except: 0,
  };
  const findings: GateFinding[] = [];
  const accepted: Judged['accepted'] = { findings: [], reported: [] };
  for (const finding of facts.findings) {
    const reason = reasonAgainst(finding, policy, before);
    if (reason) leftOut[reason] += 1;
    else if (finding.decided?.as === 'accepted')
      accepted.findings.push(finding);
    else findings.push(finding);
  }
  const reported: GateReported[] = [];
  for (const finding of facts.reported ?? []) {
    const { decided, rule } = finding;
    if (decided?.as === 'dismissed') leftOut.dismissed += 1;
    else if (stood(before.reported(finding), finding)) leftOut.known += 1;
    else if (isNamed([rule], policy.findings.except)) leftOut.except += 1;
    else if (decided) accepted.reported.push(finding);
    else reported.push(finding);
  }
  return { leftOut, findings, accepted, reported };
}

function reasonAgainst(
  finding: GateFinding,
  policy: GatePolicy,
  before: Before,
): keyof GateLeftOut | undefined {
  if (finding.decided?.as === 'dismissed') return 'dismissed';
  const { except } = policy.findings;
  const isKnown = before
    .findings(finding)
    .some(
      was => stood(was, finding) && whyElsewhere(was, policy) === undefined,
    );
  if (isKnown) return 'known';
  const names = [finding.vulnerability, ...finding.aliases];
  return isNamed(names, except) ? 'except' : whyElsewhere(finding, policy);
}

/** Why a policy does not look where a finding is. */
function whyElsewhere(
  finding: GateFinding,
  { findings: { scopes, onlyDirect } }: GatePolicy,
): 'scope' | 'transitive' | undefined {
  // Malice runs when it is installed: it does not matter what for.
  if (finding.malicious) return undefined;
  if (!scopes.includes(finding.scope)) return 'scope';
  // What is not known may be direct.
  return onlyDirect && finding.direct === false ? 'transitive' : undefined;
}

/** Whether what was there before counted as much: a decision that is no longer about it is news. */
function stood(
  was: Pick<GateFinding, 'decided'> | undefined,
  now: Pick<GateFinding, 'decided'>,
): boolean {
  if (!was) return false;
  return was.decided === undefined || was.decided.as === now.decided?.as;
}

function isNamed(names: readonly string[], by: readonly string[]): boolean {
  const known = new Set(by.map(each => each.toLowerCase()));
  return names.some(name => known.has(name.toLowerCase()));
}

function* vulnerabilityLines(
  policy: GatePolicy['findings'],
  findings: readonly GateFinding[],
): Generator<GateReason> {
  const { malicious, knownExploited, epss, severities } = policy;
  const line = (
    name: GateLine,
    of: readonly GateFinding[],
    outcome: GateOutcome,
  ) => (of.length > 0 ? [reasonOf(name, outcome, { findings: of })] : []);
  const having = (fits: (finding: GateFinding) => boolean) =>
    findings.filter(fits);
  yield* line(
    'malicious',
    having(f => f.malicious),
    malicious,
  );
  yield* line(
    'knownExploited',
    having(f => f.knownExploited),
    knownExploited,
  );
  for (const severity of SEVERITIES) {
    const of = having(finding => finding.severity === severity);
    if (of.length === 0) continue;
    const { outcome, from } = byCount(of.length, severities[severity]);
    yield reasonOf(severity, outcome, { findings: of, from });
  }
  if (epss) {
    const { measure, atLeast, outcome } = epss;
    const of = having(finding => (finding.epss?.[measure] ?? -1) >= atLeast);
    yield* line('epss', of, outcome);
  }
}

/** What is late, and what somebody lives with, of every kind. */
function* lifeLines(
  { overdue, accepted }: GatePolicy['findings'],
  judged: Judged,
): Generator<GateReason> {
  const isLate = (finding: { overdue: boolean }) => finding.overdue;
  const lines = [
    [
      'overdue',
      judged.findings.filter(isLate),
      judged.reported.filter(isLate),
      overdue,
    ],
    ['accepted', judged.accepted.findings, judged.accepted.reported, accepted],
  ] as const;
  for (const [name, findings, reported, outcome] of lines) {
    if (findings.length + reported.length > 0) {
      yield reasonOf(name, outcome, { findings, reported });
    }
  }
}

/** A line for each kind, and each outcome that its severities come to. */
function* reportedLines(
  kinds: GatePolicy['findings']['kinds'],
  reported: readonly GateReported[],
): Generator<GateReason> {
  for (const kind of Object.keys(kinds) as GateKind[]) {
    const said = SEVERITIES.map(severity => {
      const some = reported.filter(
        finding => finding.kind === kind && finding.severity === severity,
      );
      return { some, ...byCount(some.length, kinds[kind][severity]) };
    });
    for (const outcome of gateOutcomes) {
      const those = said.filter(
        ({ some, ...each }) => some.length > 0 && each.outcome === outcome,
      );
      if (those.length === 0) continue;
      const findings = those.flatMap(({ some }) => some);
      const [{ from }] = those;
      yield reasonOf(kind, outcome, {
        reported: findings,
        // Of several severities each has its own number.
        ...(those.length === 1 && from !== undefined && { from }),
      });
    }
  }
}

/** What so many of a severity mean, and from how many on they do. */
function byCount(
  count: number,
  { warn = Infinity, block = Infinity }: GateThreshold,
): Pick<GateReason, 'outcome' | 'from'> {
  const told = (from: number) => (from > 1 ? { from } : {});
  if (count >= block) return { outcome: 'block', ...told(block) };
  return count >= warn
    ? { outcome: 'warn', ...told(warn) }
    : { outcome: 'allow' };
}

function* componentLines(
  policy: GatePolicy,
  components: readonly GateComponent[],
  before: Before,
  changes: GateChanges | undefined,
): Generator<GateReason> {
  const { licenses, packages, scorecard } = policy;
  const lines = new ComponentLines(policy, components, before);
  const line = (
    name: GateLine,
    of: readonly GateComponent[],
    outcome: GateOutcome,
  ) => (of.length > 0 ? [reasonOf(name, outcome, { components: of })] : []);
  yield* line('licenseDenied', lines.licensed('deny'), licenses.denied);
  yield* line('licenseReview', lines.licensed('review'), licenses.review);
  yield* line('licenseUnknown', lines.licensed('unknown'), licenses.unknown);
  yield* line('packageDenied', lines.denied(), 'block');
  const added = changes?.components.added ?? [];
  yield* line('packageNew', added, packages.new);
  yield* line('packageUnapproved', lines.unapproved(), packages.unapproved);
  if (scorecard) {
    const low = lines.scoredBelow(scorecard.atLeast);
    yield* line('scorecard', low, scorecard.outcome);
  }
}

const NO_APPROVALS: GateNote = {
  at: 'new packages',
  reason: 'whether somebody approved them is known to a portal only',
};

function* blindSpots(
  policy: GatePolicy,
  facts: GateFacts,
  before: Before,
  base: GateBase | undefined,
): Generator<GateReason> {
  const { cannotTell, packages } = policy;
  // Advisories cannot be matched with what is of no ecosystem of theirs.
  const components = new ComponentLines(
    policy,
    facts.components,
    before,
  ).unmatched();
  const asked = packages.unapproved !== 'allow' && !facts.knowsApprovals;
  for (const line of ['unreadable', 'notLookedAt', 'staleData'] as const) {
    const was = line === 'staleData' ? [] : base?.[line] ?? [];
    const isOld = (note: GateNote) => was.some(old => isSameFile(old, note));
    const notes = facts[line].filter(note => !isOld(note)).map(toldNote);
    if (line === 'staleData') notes.push(...staleScores(policy, facts));
    const old = facts[line]
      .filter(isOld)
      .map(toldNote)
      .map(({ at, reason }) => ({ at, reason: `${reason}; it was so before` }));
    if (line === 'unreadable') old.push(...unreadBefore(facts, base));
    const what =
      line === 'notLookedAt'
        ? { notes: asked ? [...notes, NO_APPROVALS] : notes, components }
        : { notes };
    if (what.notes.length > 0 || what.components?.length) {
      yield reasonOf(line, cannotTell[line], what);
    }
    if (old.length > 0) yield reasonOf(line, 'allow', { notes: old });
  }
  // What was never scanned has nothing that could be scanned.
  if (facts.neverScanned) {
    yield reasonOf('neverScanned', cannotTell.neverScanned);
  } else if (facts.nothingToScan) {
    yield reasonOf('nothingToScan', cannotTell.nothingToScan);
  }
}

/** Old scores say nothing where nobody asks for them. */
function staleScores(
  { findings: { epss } }: GatePolicy,
  { staleScores: notes = [] }: GateFacts,
): readonly GateNote[] {
  return epss && epss.outcome !== 'allow' ? notes : [];
}

/** Files that can be read now: what is in them was there before, or was not. */
function unreadBefore(
  { unreadable }: Pick<GateFacts, 'unreadable'>,
  base: GateBase | undefined,
): GateNote[] {
  const still = new Set(unreadable.map(({ at }) => at));
  return (base?.unreadable ?? [])
    .filter(({ at }) => !still.has(at))
    .map(toldNote)
    .map(({ at, reason }) => ({
      at,
      reason: `could not be read at the base, so what is in it counts as new: ${reason}`,
    }));
}

function toldNote({ at, reason }: GateNote): GateNote {
  return { at: at || 'Other places', reason };
}

function reasonOf(
  line: GateLine,
  outcome: GateOutcome,
  what: Partial<GateReason> = {},
): GateReason {
  return {
    findings: [],
    reported: [],
    components: [],
    notes: [],
    ...what,
    line,
    outcome,
  };
}

function mildly(reason: GateReason, { warnOnly }: GatePolicy): GateReason {
  return warnOnly && reason.outcome === 'block'
    ? { ...reason, outcome: 'warn' }
    : reason;
}
