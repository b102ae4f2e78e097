import { failOnSeverities } from '../check/failOn';
import type { ScanFailOn } from './failOn';
import type { Finding } from './findings';

/** Findings that count: of a severity or a graver one, and neither dismissed nor accepted. */
export function failing(
  findings: readonly Finding[],
  least: ScanFailOn,
): Finding[] {
  const grave: readonly string[] =
    least === 'any'
      ? []
      : failOnSeverities.slice(0, failOnSeverities.indexOf(least) + 1);
  return findings.filter(
    finding =>
      !isDecided(finding) &&
      (least === 'any' || grave.includes(finding.severity)),
  );
}

function isDecided({ decision }: Finding): boolean {
  return decision !== undefined && (decision.dismissed || isAccepted(decision));
}

/** Whether somebody decided to live with a finding. */
export function isAccepted({
  responses,
}: Pick<NonNullable<Finding['decision']>, 'responses'>): boolean {
  return responses.some(
    response => response === 'will_not_fix' || response === 'can_not_fix',
  );
}
