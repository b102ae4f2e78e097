import { fitsPackage, type PackageMatch } from '../packages/packageMatch';
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
  const judged = sortOut(policy, facts, changes);
  const reasons = [
    ...vulnerabilityLines(policy.findings, judged.findings),
    ...reportedLines(policy.findings.kinds, judged.reported),
    ...lifeLines(policy.findings, judged),
    ...componentLines(policy, judged.components, changes),
    ...blindSpots(policy, facts, judged.components),
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
  components: readonly GateComponent[];
}

function sortOut(
  policy: GatePolicy,
  facts: GateFacts,
  changes: GateChanges | undefined,
): Judged {
  const leftOut = {
    known: 0,
    dismissed: 0,
    scope: 0,
    transitive: 0,
    except: 0,
  };
  const findings: GateFinding[] = [];
  const accepted: Judged['accepted'] = { findings: [], reported: [] };
  const onlyNew = policy.findings.onlyNew ? changes : undefined;
  const added = onlyNew && new Set(onlyNew.findings.added);
  for (const finding of facts.findings) {
    const reason = reasonAgainst(finding, policy, added);
    if (reason) leftOut[reason] += 1;
    else if (finding.decided?.as === 'accepted')
      accepted.findings.push(finding);
    else findings.push(finding);
  }
  const reported: GateReported[] = [];
  const come = onlyNew && new Set(onlyNew.reported.added);
  for (const finding of facts.reported ?? []) {
    const { decided, rule } = finding;
    if (decided?.as === 'dismissed') leftOut.dismissed += 1;
    else if (come && !come.has(finding)) leftOut.known += 1;
    else if (isNamed([rule], policy.findings.except)) leftOut.except += 1;
    else if (decided) accepted.reported.push(finding);
    else reported.push(finding);
  }
  const components = onlyNew ? newIn(onlyNew) : facts.components;
  return { leftOut, findings, accepted, reported, components };
}

function newIn({ components: { added, changed } }: GateChanges) {
  return [...added, ...changed.flatMap(({ after }) => after)];
}

function reasonAgainst(
  finding: GateFinding,
  { findings: { except, scopes, onlyDirect } }: GatePolicy,
  added: ReadonlySet<GateFinding> | undefined,
): keyof GateLeftOut | undefined {
  if (finding.decided?.as === 'dismissed') return 'dismissed';
  if (added && !added.has(finding)) return 'known';
  const names = [finding.vulnerability, ...finding.aliases];
  if (isNamed(names, except)) return 'except';
  // Malice runs when it is installed: it does not matter what for.
  if (finding.malicious) return undefined;
  if (!scopes.includes(finding.scope)) return 'scope';
  // What is not known may be direct.
  return onlyDirect && finding.direct === false ? 'transitive' : undefined;
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
  { licenses, packages, scorecard }: GatePolicy,
  components: readonly GateComponent[],
  changes: GateChanges | undefined,
): Generator<GateReason> {
  const line = (
    name: GateLine,
    of: readonly GateComponent[],
    outcome: GateOutcome,
  ) => (of.length > 0 ? [reasonOf(name, outcome, { components: of })] : []);
  const isOne = (matches: readonly PackageMatch[], one: GateComponent) =>
    matches.some(match => fitsPackage(match, one));
  const licensed = components.filter(one => !isOne(licenses.except, one));
  const judged = (verdict: string) =>
    licensed.filter(({ license }) => license?.verdict === verdict);
  yield* line('licenseDenied', judged('deny'), licenses.denied);
  yield* line('licenseReview', judged('review'), licenses.review);
  yield* line('licenseUnknown', judged('unknown'), licenses.unknown);
  const denied = components.filter(one => isOne(packages.deny, one));
  yield* line('packageDenied', denied, 'block');
  const added = changes?.components.added ?? [];
  yield* line('packageNew', added, packages.new);
  const unapproved = components.filter(one => one.approval !== undefined);
  yield* line('packageUnapproved', unapproved, packages.unapproved);
  if (scorecard) {
    const low = components.filter(
      one => one.scorecard !== undefined && one.scorecard < scorecard.atLeast,
    );
    yield* line('scorecard', low, scorecard.outcome);
  }
}

const NO_APPROVALS: GateNote = {
  at: 'new packages',
  reason: 'whether somebody approved them is known to a portal only',
};

function* blindSpots(
  { cannotTell: policy, packages }: GatePolicy,
  facts: GateFacts,
  judged: readonly GateComponent[],
): Generator<GateReason> {
  // Advisories cannot be matched with what is of no ecosystem of theirs.
  const components = judged.filter(one => one.ecosystem === undefined);
  for (const line of ['unreadable', 'notLookedAt', 'staleData'] as const) {
    const notes =
      line === 'notLookedAt' &&
      packages.unapproved !== 'allow' &&
      !facts.knowsApprovals
        ? [...facts[line], NO_APPROVALS]
        : facts[line];
    const what = line === 'notLookedAt' ? { notes, components } : { notes };
    if (notes.length > 0 || what.components?.length) {
      yield reasonOf(line, policy[line], what);
    }
  }
  // What was never scanned has nothing that could be scanned.
  if (facts.neverScanned) {
    yield reasonOf('neverScanned', policy.neverScanned);
  } else if (facts.nothingToScan) {
    yield reasonOf('nothingToScan', policy.nothingToScan);
  }
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
