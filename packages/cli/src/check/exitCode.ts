import type { GateReasonReport, GateReport } from '@safety-curtain/policy';

/** What a gate ends with; 3 is for input that cannot be used. */
export const exitCodes = {
  allow: 0,
  block: 2,
  nothingToScan: 4,
  staleData: 5,
} as const;

/**
 * The code of a verdict. What blocks comes first, whatever the line; then what could not be told,
 * though it only warns, so that no build passes unseen: a policy that allows it says so.
 *
 * @param warn - the code of warnings of any other kind
 */
export function exitCodeOf(
  { outcome, reasons }: GateReport,
  warn: number,
): number {
  if (outcome === 'block') return exitCodes.block;
  const warns = (...lines: GateReasonReport['line'][]) =>
    reasons.some(
      reason => reason.outcome === 'warn' && lines.includes(reason.line),
    );
  if (warns('nothingToScan', 'neverScanned')) return exitCodes.nothingToScan;
  if (warns('staleData')) return exitCodes.staleData;
  return outcome === 'warn' ? warn : exitCodes.allow;
}
