import { VersionQuestion } from '@safety-curtain/advisories';
import { createHash } from 'node:crypto';
import type { GateChanges } from './changes';
import type {
  GateComponent,
  GateFinding,
  GateNote,
  GateReported,
} from './gateFacts';
import type { GateOutcome, GatePolicy } from './gatePolicy';
import type { GateLeftOut, GateLine, GateVerdict } from './judgeGate';

/** How many there are, and the first of them. @public */
export interface Listed<T> {
  count: number;
  items: readonly T[];
}

/** What one line of a policy says. @public */
export interface GateReasonReport {
  line: GateLine;
  outcome: GateOutcome;
  /** From how many on it says so; absent where the first is enough. */
  from?: number;
  findings: Listed<GateFinding>;
  /** What tools and inspections found; absent where that is nothing. */
  reported?: Listed<GateReported>;
  components: Listed<GateComponent>;
  notes: Listed<GateNote>;
}

/** What a build brings and takes away. @public */
export interface GateChangesReport {
  findings: {
    added: Listed<GateFinding>;
    fixed: Listed<GateFinding>;
    removed: Listed<GateFinding>;
  };
  /** What tools and inspections found; absent in reports of portals that did not compare it yet. */
  reported?: { added: Listed<GateReported>; fixed: Listed<GateReported> };
  components: {
    added: Listed<GateComponent>;
    removed: Listed<GateComponent>;
    changed: Listed<{
      before: readonly GateComponent[];
      after: readonly GateComponent[];
    }>;
  };
}

/** A verdict as it is given out: plain data of bounded size. @public */
export interface GateReport {
  /** What was judged. */
  subject: string;
  outcome: GateOutcome;
  policy: {
    name: string;
    /** SHA-256 of what it says: another policy has another. */
    digest: string;
  };
  reasons: readonly GateReasonReport[];
  leftOut: GateLeftOut;
  /** What it was compared with. */
  base?: string;
  changes?: GateChangesReport;
}

/**
 * A verdict with what it is of.
 *
 * @param most - items that each list names
 *
 * @public
 */
export function gateReportOf(
  verdict: GateVerdict,
  {
    subject,
    policy,
    most,
  }: { subject: string; policy: GatePolicy; most: number },
): GateReport {
  const listed = <T>(items: readonly T[]): Listed<T> => ({
    count: items.length,
    items: items.slice(0, most),
  });
  const { outcome, reasons, leftOut, base, changes } = verdict;
  return {
    subject,
    outcome,
    policy: { name: policy.name, digest: gateDigest(policy) },
    reasons: reasons.map(({ reported, ...reason }) => ({
      ...reason,
      findings: listed(reason.findings),
      ...(reported.length > 0 && { reported: listed(reported) }),
      components: listed(reason.components),
      notes: listed(reason.notes),
    })),
    leftOut,
    ...(base !== undefined && { base }),
    ...(changes && { changes: changesReport(changes, listed) }),
  };
}

function changesReport(
  { findings, reported, components }: GateChanges,
  listed: <T>(items: readonly T[]) => Listed<T>,
): GateChangesReport {
  return {
    findings: {
      added: listed(findings.added),
      fixed: listed(findings.fixed),
      removed: listed(findings.removed),
    },
    reported: {
      added: listed(reported.added),
      fixed: listed(reported.fixed),
    },
    components: {
      added: listed(components.added),
      removed: listed(components.removed),
      changed: listed(components.changed),
    },
  };
}

/** What tells a policy from any that says something else, whatever it is called. @public */
export function gateDigest({ name: _name, ...policy }: GatePolicy): string {
  const text = JSON.stringify(policy, (_key, value) => {
    if (value instanceof VersionQuestion) return value.describe();
    if (!(value instanceof Object) || Array.isArray(value)) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash('sha256').update(text).digest('hex');
}
