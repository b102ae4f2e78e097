import type { GateReasonReport, GateReport } from '@safety-curtain/policy';

/** What a gate ends with; 3 is for input that cannot be used. */
export const exitCodes = {
  allow: 0,
  block: 2,
  nothingToScan: 4,
  staleData: 5,
} as const;

/**
 * The code of a verdict. What blocks comes first; then what could not be told,
 * though it only warns, so that no build passes unseen: a policy that allows it
 * says so.
 *
 * @param warn - the code of warnings of any other kind
 */
export function exitCodeOf({ reasons }: GateReport, warn: number): number {
  const told = (outcome: string, lines?: readonly GateReasonReport['line'][]) =>
    reasons.some(
      reason =>
        reason.outcome === outcome && (!lines || lines.includes(reason.line)),
    );
  const nothing = ['nothingToScan', 'neverScanned'] as const;
  const blind = [...nothing, 'staleData'] as const;
  const blocks = reasons.some(
    ({ outcome, line }) =>
      outcome === 'block' && !blind.some(each => each === line),
  );
  if (blocks) return exitCodes.block;
  if (told('block', nothing) || told('warn', nothing)) {
    return exitCodes.nothingToScan;
  }
  if (told('block', ['staleData']) || told('warn', ['staleData'])) {
    return exitCodes.staleData;
  }
  return told('warn') ? warn : exitCodes.allow;
}
