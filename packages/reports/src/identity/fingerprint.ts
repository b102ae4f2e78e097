import { createHash } from 'node:crypto';

/** Tells what is the same from report to report: SHA-256 of parts, as 64 hexadecimal digits. */
export function fingerprintOf(
  ...parts: (string | number | undefined)[]
): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(part => part ?? null)))
    .digest('hex');
}

/**
 * Tells apart results that look the same, by their order: the second of two equal ones has another
 * fingerprint, and the first keeps its own when a third comes.
 */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  unique(fingerprint: string): string {
    const times = this.#seen.get(fingerprint) ?? 0;
    this.#seen.set(fingerprint, times + 1);
    return times === 0 ? fingerprint : fingerprintOf(fingerprint, times);
  }
}
