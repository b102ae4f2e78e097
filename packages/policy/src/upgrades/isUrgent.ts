/**
 * Whether a finding has to be cleared before others: its vulnerability is known to be exploited, or
 * critical.
 *
 * @public
 */
export function isUrgent(vulnerability: {
  knownExploited: boolean;
  severity: string;
}): boolean {
  return vulnerability.knownExploited || vulnerability.severity === 'critical';
}
