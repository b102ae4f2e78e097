/*
 * A source that is cut short, emptied or replaced by an error page still reads
 * without an error, record by record. What gives it away is how much is left.
 * OSV databases keep what they withdraw, and EPSS and KEV only grow, so that a
 * loss of a fifth is none that a publisher makes.
 */

/** The least share of the records of the last whole reading, where a source says no other. */
const LEAST_KEPT = 0.8;
/** So many bad records are bad records, not a bad source. */
const FEW_REJECTED = 10;
/** The largest share of bad records, where they are more than a few. */
const MOST_REJECTED = 0.05;

/** What a reading of a source gave. */
export interface Reading {
  /** Records that were understood. */
  accepted: number;
  /** Records that were not. */
  rejected: number;
  /** Why the first of them was not. */
  reason?: string;
  /** Whether the records are all that the source has, not only what changed. */
  whole: boolean;
  /** Records of the last whole reading, where there was one. */
  before?: number;
  /** The least share of those that may come, from 0 to 1. */
  leastKept?: number;
}

/**
 * Why a reading is not to be relied on, undefined where nothing speaks against
 * it. What was understood may be kept all the same.
 */
export function whatIsAmiss(reading: Reading): Error | undefined {
  const { accepted, rejected, whole, before } = reading;
  const because = reading.reason ? ` (first: ${reading.reason})` : '';
  if (whole && accepted === 0) {
    return new Error(`No record could be read${because}`);
  }
  const all = accepted + rejected;
  const many = rejected > FEW_REJECTED && rejected > all * MOST_REJECTED;
  if (many || (whole && rejected > accepted)) {
    return new Error(`${rejected} of ${all} records were rejected${because}`);
  }
  return whole ? farFewer(accepted, before, reading.leastKept) : undefined;
}

/** An error where far fewer records came than at the last whole reading. */
export function farFewer(
  records: number,
  before: number | undefined,
  leastKept = LEAST_KEPT,
): Error | undefined {
  if (before === undefined || records >= before * leastKept) return undefined;
  return new Error(
    `Only ${records} records, where there were ${before}: it may have been cut short`,
  );
}
