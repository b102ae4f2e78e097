/** What commands end with; a gate has further ones, see `check/exitCode`. */
export const exitCodes = {
  /** Findings, where they are asked to end it. */
  findings: 1,
  /** An archive that is not as it was made. */
  tampered: 2,
  /** Input that cannot be used, and output that cannot be written. */
  badInput: 3,
  /** Nothing that lists packages is there. */
  nothingToScan: 4,
  /** A server could not be reached: `EX_UNAVAILABLE` of sysexits.h. */
  unavailable: 69,
  /** A fault of this program: `EX_SOFTWARE` of sysexits.h. */
  fault: 70,
} as const;
