import type { GateOutcome } from '../gatePolicy';
import type { GateComponent, GateFinding, GateReported } from '../gateFacts';
import type { GateReasonReport, GateReport } from '../gateReport';
import type { GateLine } from '../judgeGate';

/** Of one and of many, in the words of people. */
const LINES: Readonly<Record<GateLine, readonly [one: string, many: string]>> =
  {
    malicious: ['malicious package', 'malicious packages'],
    knownExploited: [
      'finding known to be exploited',
      'findings known to be exploited',
    ],
    critical: ['critical finding', 'critical findings'],
    high: ['high finding', 'high findings'],
    unknown: ['finding of unknown severity', 'findings of unknown severity'],
    medium: ['medium finding', 'medium findings'],
    low: ['low finding', 'low findings'],
    none: ['finding without severity', 'findings without severity'],
    epss: [
      'finding likely to be exploited (EPSS)',
      'findings likely to be exploited (EPSS)',
    ],
    overdue: ['finding past its due date', 'findings past their due date'],
    accepted: [
      'finding whose risk is accepted',
      'findings whose risk is accepted',
    ],
    code: ['weakness in code', 'weaknesses in code'],
    secret: ['secret', 'secrets'],
    configuration: ['finding in configuration', 'findings in configuration'],
    'package-risk': ['risky package', 'risky packages'],
    provenance: ['finding of unclear origin', 'findings of unclear origin'],
    licenseDenied: [
      'package with a denied license',
      'packages with a denied license',
    ],
    licenseReview: [
      'package with a license to review',
      'packages with a license to review',
    ],
    licenseUnknown: [
      'package with an unknown license',
      'packages with an unknown license',
    ],
    packageDenied: ['denied package', 'denied packages'],
    packageNew: ['new package', 'new packages'],
    packageUnapproved: [
      'package that is new to the organization and not approved',
      'packages that are new to the organization and not approved',
    ],
    scorecard: [
      'package whose project has a low OpenSSF score',
      'packages whose projects have a low OpenSSF score',
    ],
    unreadable: ['file that could not be read', 'files that could not be read'],
    notLookedAt: [
      'place or package that was not looked at',
      'places or packages that were not looked at',
    ],
    staleData: [
      'source of vulnerability data that is missing or too old',
      'sources of vulnerability data that are missing or too old',
    ],
    nothingToScan: ['Nothing to scan', 'Nothing to scan'],
    neverScanned: ['Never scanned', 'Never scanned'],
  };

/** `5 high findings (5 or more block)`. */
export function reasonText(reason: GateReasonReport): string {
  const [one, many] = LINES[reason.line];
  const count = countOf(reason);
  if (count === 0) return one;
  const from = reason.from && ` (${reason.from} or more ${reason.outcome})`;
  return `${count} ${count === 1 ? one : many}${from ?? ''}`;
}

/** What a reason lists that it has nothing of. */
export const nothing = { count: 0, items: [] };

/** What tools found anew, and do not find any more. */
export function reportedChanges({ changes }: GateReport) {
  return changes?.reported ?? { added: nothing, fixed: nothing };
}

/** How many things a reason is about. */
export function countOf({
  findings,
  reported = nothing,
  components,
  notes,
}: GateReasonReport): number {
  return findings.count + reported.count + components.count + notes.count;
}

/** What a gate says, in a word. */
export const verdictWords: Readonly<Record<GateOutcome, string>> = {
  allow: 'Passed',
  warn: 'Passed with warnings',
  block: 'Blocked',
};

/** `Blocked: 1 critical finding, 5 high findings (5 or more block)`. @public */
export function headlineOf({ outcome, reasons }: GateReport): string {
  const deciding = reasons
    .filter(reason => reason.outcome === outcome)
    .map(reasonText);
  const why =
    outcome === 'allow' || deciding.length === 0
      ? ''
      : `: ${deciding.join(', ')}`;
  return `${verdictWords[outcome]}${why}`;
}

/** What was not judged, each as a sentence's part; what is none is left out. */
export function leftOutOf({ leftOut, base }: GateReport): string[] {
  const { known, dismissed, scope, transitive, except } = leftOut;
  const told = [
    [known, `there before${base ? ` (${base})` : ''}`],
    [dismissed, 'dismissed by a decision'],
    [scope, 'of packages that are needed elsewhere only'],
    [transitive, 'of packages that come in through others'],
    [except, 'named by the policy'],
  ] as const;
  return told
    .filter(([count]) => count > 0)
    .map(([count, why]) => `${count} ${why}`);
}

/** `left-pad 1.0.0, 1.0.1`. */
export function packageText(finding: GateFinding): string {
  return [finding.package, finding.versions.join(', ')]
    .filter(Boolean)
    .join(' ');
}

/** `src/a.js:12`; front ends have it of `supply-chain-common`, which engines do not import. */
export function placeText({ file, line }: GateReported): string {
  if (file === undefined) return '';
  return line === undefined ? file : `${file}:${line}`;
}

/** `upgrade to 1.2.3`; both where one version fixes this and another clears all. */
export function fixText({ fixedVersion, clearVersion }: GateFinding): string {
  const wanted = clearVersion ?? fixedVersion;
  if (!wanted) return '';
  return fixedVersion && fixedVersion !== wanted
    ? `${fixedVersion}, ${wanted} clears all`
    : wanted;
}

/** `MIT AND GPL-3.0-only: why`. */
export function licenseText({ license }: GateComponent): string {
  if (!license) return '';
  return [license.expression, license.reason].filter(Boolean).join(': ');
}
