/** A fixture whose expected list this library deliberately does not give, and why. */
export interface KnownDifference {
  reason: string;
  /** As {@link conformanceDiff} writes them. */
  lines: readonly string[];
}
