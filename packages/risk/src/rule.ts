import type { Confidence, ResultSeverity } from '@safety-curtain/reports';

/** A rule as it is documented; docs/package-risks.md has the same table. @public */
export interface RiskRule {
  id: string;
  title: string;
  /** What it finds, and why that matters. */
  description: string;
  /** What to do. */
  help: string;
  /** `off`: told of only where the configuration gives it a severity. */
  severity: ResultSeverity | 'off';
  /** How sure it is at best. */
  confidence: Confidence;
  /** Numbers of the Common Weakness Enumeration. */
  cwes: readonly number[];
}

export function rule(
  id: string,
  title: string,
  severity: RiskRule['severity'],
  confidence: Confidence,
  cwe: number,
  description: string,
  help: string,
): RiskRule {
  return { id, title, severity, confidence, cwes: [cwe], description, help };
}
