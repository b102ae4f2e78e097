import { timeOf } from '../facts/days';
import { fitsPackage, type TriagePackage } from '../packages/packageMatch';
import type { TriageMatch, TriageRule } from './triageRule';

/** What rules may look at of one finding in one service. @public */
export interface TriageFacts {
  package: TriagePackage;
  /** All names of the vulnerability. */
  vulnerability: readonly string[];
  severity: string;
  /** Absent where there is no score. */
  epss?: { probability: number; percentile: number };
  knownExploited: boolean;
  fixable: boolean;
  scope: string;
  /** Absent where it is not known. */
  direct?: boolean;
  /** Of the paths from the service to the package, how many lead through a package that fits. */
  pathsThrough(fits: (on: TriagePackage) => boolean): 'every' | 'some' | 'none';
  service: {
    ref: string;
    owners: readonly string[];
    system?: string;
    lifecycle?: string;
    tags: readonly string[];
  };
}

/** What rules make of a finding. @public */
export interface RuleDecision {
  /** The rule that decides; absent where none does. */
  applied?: TriageRule;
  /** Rules that only say what they would decide, in the order of their priority. */
  logged: readonly TriageRule[];
}

/**
 * Asks rules about a finding. Of those that fit and are in force the one of the highest priority
 * decides, and of several of them the first in the list. Rules that only log do not stand in the
 * way of those that apply.
 *
 * @public
 */
export function decideByRules(
  rules: readonly TriageRule[],
  facts: TriageFacts,
  now: Date,
): RuleDecision {
  const fitting = rules
    .filter(rule => isInForce(rule, now) && fitsMatch(rule.match, facts))
    // Sorting is stable: what is first in the list stays first.
    .sort((a, b) => b.priority - a.priority);
  const applied = fitting.find(({ mode }) => mode === 'apply');
  return {
    ...(applied && { applied }),
    logged: fitting.filter(({ mode }) => mode === 'log'),
  };
}

function isInForce({ validFrom, validUntil }: TriageRule, now: Date): boolean {
  const time = now.getTime();
  return (
    (validFrom === undefined || timeOf(validFrom) <= time) &&
    (validUntil === undefined || time < timeOf(validUntil))
  );
}

/** Whether a finding is what a rule is about; what is not known fits nothing that asks for it. */
function fitsMatch(match: TriageMatch, facts: TriageFacts): boolean {
  const { service, epss } = facts;
  return (
    isEmptyOr(match.packages, one => fitsPackage(one, facts.package)) &&
    isEmptyOr(match.vulnerabilities, id =>
      facts.vulnerability.some(name => sameText(name, id)),
    ) &&
    isEmptyOr(match.severities, severity => severity === facts.severity) &&
    fitsEpss(match.epss, epss) &&
    fitsFlag(match.knownExploited, facts.knownExploited) &&
    fitsFlag(match.fixable, facts.fixable) &&
    isEmptyOr(match.scopes, scope => scope === facts.scope) &&
    fitsFlag(match.direct, facts.direct) &&
    isEmptyOr(match.services, pattern => pattern.fits(service.ref)) &&
    isEmptyOr(match.owners, owner =>
      service.owners.some(ref => sameText(ref, owner)),
    ) &&
    isEmptyOr(match.systems, system => sameText(system, service.system)) &&
    isEmptyOr(match.lifecycles, one => sameText(one, service.lifecycle)) &&
    isEmptyOr(match.tags, tag => service.tags.includes(tag)) &&
    // Last: paths cost the most to look at.
    fitsPath(match.path, facts)
  );
}

function isEmptyOr<T>(list: readonly T[], test: (one: T) => boolean): boolean {
  return list.length === 0 || list.some(test);
}

function fitsFlag(wanted: boolean | undefined, known: boolean | undefined) {
  return wanted === undefined || wanted === known;
}

function sameText(a: string, b: string | undefined): boolean {
  return b !== undefined && a.toLowerCase() === b.toLowerCase();
}

function fitsEpss(
  wanted: TriageMatch['epss'],
  epss: TriageFacts['epss'],
): boolean {
  if (!wanted) return true;
  const value = epss?.[wanted.measure];
  return (
    value !== undefined && value >= wanted.atLeast && value <= wanted.atMost
  );
}

function fitsPath(wanted: TriageMatch['path'], facts: TriageFacts): boolean {
  if (!wanted) return true;
  const through = facts.pathsThrough(on => fitsPackage(wanted.through, on));
  return (
    through === 'every' || (wanted.quantifier === 'some' && through === 'some')
  );
}
