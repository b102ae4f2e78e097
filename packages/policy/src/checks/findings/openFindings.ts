import type {
  FindingFacts,
  ServiceFacts,
  Severity,
} from '../../facts/serviceFacts';
import { severities } from '../../facts/serviceFacts';
import { timeOf } from '../../facts/days';
import type { CheckOption, Evidence } from '../check';

/** Days from first detection to resolution, by severity. */
export const serviceLevelOptions = {
  critical: dayOption('critical', 7),
  high: dayOption('high', 30),
  medium: dayOption('medium', 90),
  low: dayOption('low', 120),
};

function dayOption(severity: Severity, days: number): CheckOption {
  return {
    description: `Days within which a finding of severity ${severity} must be resolved`,
    default: days,
    minimum: 0,
    maximum: 3650,
  };
}

/** A severity that nobody names counts as high, as it does for due dates and in the order of risk. */
export function serviceLevelSeverity(finding: FindingFacts): Severity {
  if (finding.severity === 'unknown') return 'high';
  return finding.severity === 'none' ? 'low' : finding.severity;
}

/**
 * Whether a finding's own due day counts: it has one, unless no policy was asked, and the scorecard
 * has no service level of its own for its severity.
 */
export function hasOwnDue(
  finding: FindingFacts,
  options: Readonly<Record<Severity, number>>,
): finding is FindingFacts & { due: string } {
  const severity = serviceLevelSeverity(finding);
  return (
    finding.due !== undefined &&
    options[severity] === serviceLevelOptions[severity].default
  );
}

/** The open findings, the gravest and among those the oldest first; undefined where none were gathered. */
export function openFindings({
  findings,
}: ServiceFacts): FindingFacts[] | undefined {
  return findings
    ?.filter(finding => finding.state === 'open')
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        timeOf(a.firstSeenAt) - timeOf(b.firstSeenAt) ||
        compare(a.id, b.id) ||
        compare(a.package, b.package),
    );
}

function rank(finding: FindingFacts): number {
  return severities.indexOf(serviceLevelSeverity(finding));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What version to go to: to the one that is clear of all, where that is another. */
export function fixInWords({ fixedIn, clearIn }: FindingFacts): string {
  if (fixedIn === undefined) return 'no fix is known';
  return clearIn === undefined || clearIn === fixedIn
    ? `fixed in ${fixedIn}`
    : `fixed in ${fixedIn}, clear of all known vulnerabilities in ${clearIn}`;
}

export function findingEvidence(finding: FindingFacts, text: string): Evidence {
  // Of a file the name is where it is already.
  const isFile = finding.package === finding.manifest;
  return {
    kind: 'finding',
    ref: finding.id,
    ...(finding.manifest === undefined ? {} : { file: finding.manifest }),
    date: finding.firstSeenAt,
    text: `${[
      finding.severity,
      ...(isFile
        ? []
        : [[finding.package, finding.version].filter(Boolean).join(' ')]),
    ].join(', ')}: ${text}`,
  };
}
