import {
  decideByRules,
  type DecidedFinding,
  decisionFor,
  hasEnded,
  type ScopedDuePolicy,
  type TriageFacts,
  type TriageRule,
  type Verdict,
} from '@safety-curtain/policy';
import type { Manifest } from '@safety-curtain/sbom';
import { isSettled } from '@safety-curtain/vex';
import { toBoolean } from '../../database/dialect';
import {
  pausedUntil,
  type StoredAnalysis,
} from '../../records/decisions/analyses';
import { dueOf } from '../../records/findings/dueDates';
import { dayNumber, NO_DAY } from '../../records/findings/dueDays';
import { severityOfNumber } from '../../records/findings/severity';
import type { TriageOutcome } from '../../records/findings/triageOutcomes';
import { directOf, scopeOf } from '../../records/inventory/use';
import { GraphWanted, shareThrough } from '../../views/findings/occurrences';
import {
  type TriageFinding,
  versionsOf,
} from '../../views/findings/triageFacts';
import { packageOfPurl, purlsOf } from './TargetGraphs';

/** By what findings are judged. */
export interface Law {
  /** Rules that apply, and the decision that stands for each. */
  rules: readonly { rule: TriageRule; decision: StoredAnalysis }[];
  duePolicies: readonly ScopedDuePolicy[];
}

function decidedFacts(finding: TriageFinding): DecidedFinding {
  return {
    // What is not known has not moved.
    versions: versionsOf(finding).filter(version => version !== ''),
    fixable: toBoolean(finding.fixable),
  };
}

/** The decision that held for a finding, where what it ends with has come. */
export function endedOf(
  finding: TriageFinding,
  about: readonly StoredAnalysis[],
): StoredAnalysis | undefined {
  const held = about.find(({ id }) => id === String(finding.decision_id));
  return held && hasEnded(held, decidedFacts(finding)) ? held : undefined;
}

/** The decision that counts for a finding: of those about it, else of the rules. */
export function verdictOn(
  finding: TriageFinding,
  about: readonly StoredAnalysis[],
  { rules }: Law,
  manifests: readonly Manifest[] | undefined,
  now: Date,
): Verdict<StoredAnalysis> | undefined {
  const verdict = decisionFor(about, decidedFacts(finding), now);
  if (verdict) return verdict;
  const applied = ruleFor(
    rules.map(({ rule }) => rule),
    finding,
    manifests,
    now,
  );
  const decision = rules.find(({ rule }) => rule === applied)?.decision;
  return decision && { decision, standing: 'holds' };
}

/**
 * The rule that applies to every version of the package that is affected:
 * undefined where none does, or another to each.
 */
export function ruleFor(
  rules: readonly TriageRule[],
  finding: TriageFinding,
  manifests: readonly Manifest[] | undefined,
  now: Date,
): TriageRule | undefined {
  if (rules.length === 0) return undefined;
  const [first, ...others] = versionsOf(finding).map(
    version =>
      decideByRules(rules, factsOf(finding, version, manifests), now).applied,
  );
  return others.every(other => other === first) ? first : undefined;
}

function factsOf(
  finding: TriageFinding,
  version: string,
  manifests: readonly Manifest[] | undefined,
): TriageFacts {
  const direct = directOf(finding.relation);
  const { epss, epss_percentile: percentile } = finding;
  return {
    package: {
      ecosystem: finding.ecosystem ?? undefined,
      name: finding.package_name,
      version,
    },
    vulnerability: finding.names,
    severity: severityOfNumber(finding.severity),
    ...(epss >= 0 &&
      percentile !== null && { epss: { probability: epss, percentile } }),
    knownExploited: toBoolean(finding.known_exploited),
    fixable: toBoolean(finding.fixable),
    scope: scopeOf(finding.scope),
    ...(typeof direct === 'boolean' && { direct }),
    pathsThrough: fits => {
      if (!manifests) throw new GraphWanted();
      const purls = purlsOf(manifests, {
        ecosystem: finding.ecosystem ?? '',
        name: finding.package_name,
        version,
      });
      return shareThrough(manifests, purls, purl => {
        const on = packageOfPurl(purl);
        return on !== undefined && fits(on);
      });
    },
    service: {
      ref: finding.entity_ref,
      owners: finding.owners,
      system: finding.system_ref ?? undefined,
      lifecycle: finding.lifecycle ?? undefined,
      tags: finding.tags,
    },
  };
}

/** What is to be stored of a finding. */
export function outcomeOf(
  finding: TriageFinding,
  verdict: Verdict<StoredAnalysis> | undefined,
  policies: readonly ScopedDuePolicy[],
): TriageOutcome {
  const analysis = verdict?.decision.analysis.state;
  const needsReview = verdict?.standing === 'needs-review';
  const done = analysis && isSettled({ state: analysis }) && !needsReview;
  const { due } = dueOf(finding, policies).due;
  const paused = pausedUntil(verdict);
  const day = due && paused && paused > due ? paused : due;
  return {
    findingId: Number(finding.id),
    targetId: finding.target_id,
    seen: finding.triage_changes,
    decisionId: verdict ? Number(verdict.decision.id) : null,
    analysis,
    needsReview,
    dueDay: done ? NO_DAY : dayNumber(day),
    exposure: finding.exposure,
  };
}
