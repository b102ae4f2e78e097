import type {
  Severity,
  SeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import { noSeverityCounts } from '@safety-curtain/plugin-supply-chain-common';

/** Severities by the number that is stored: the larger, the worse. */
const byNumber: readonly Severity[] = [
  'unknown',
  'none',
  'low',
  'medium',
  'high',
  'critical',
];

export function severityNumber(severity: Severity): number {
  return byNumber.indexOf(severity);
}

export function severityOfNumber(value: number): Severity {
  return byNumber[value];
}

/** Rows of `severity` and `count` as counts by name. */
export function toSeverityCounts(
  rows: { severity: number; count: number | string }[],
): SeverityCounts {
  const counts = noSeverityCounts();
  for (const row of rows) {
    counts[severityOfNumber(row.severity)] += Number(row.count);
  }
  return counts;
}
