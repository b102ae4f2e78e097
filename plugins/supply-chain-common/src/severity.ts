import type { Severity, SeverityCounts } from './types';

/** Severities, worst first. @public */
export const severities: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
];

/** A count of zero for every severity. @public */
export function noSeverityCounts(): SeverityCounts {
  return { critical: 0, high: 0, medium: 0, low: 0, none: 0, unknown: 0 };
}

/** The sum over all severities. @public */
export function sumSeverityCounts(counts: SeverityCounts): number {
  return severities.reduce((sum, severity) => sum + counts[severity], 0);
}
