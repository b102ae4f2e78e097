import type {
  Confidence,
  ResultKind,
  ResultSeverity,
} from '@safety-curtain/reports';

/** A rule as it is documented; docs/inspections.md has the same table. @public */
export interface InspectionRule {
  id: string;
  title: string;
  /** What it finds, and why that matters. */
  description: string;
  /** What to do. */
  help: string;
  kind: ResultKind;
  severity: ResultSeverity;
  confidence: Confidence;
  /** Numbers of the Common Weakness Enumeration. */
  cwes: readonly number[];
}
