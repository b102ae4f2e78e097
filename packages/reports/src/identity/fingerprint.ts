import { createHash, createHmac } from 'node:crypto';

/**
 * Tells what is the same from report to report: SHA-256 of parts, as 64 hexadecimal digits.
 *
 * @public
 */
export function fingerprintOf(
  ...parts: (string | number | undefined)[]
): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(part => part ?? null)))
    .digest('hex');
}

/** What a secret is known by; see `ReportOptions.salt`. @public */
export function secretHashOf(secret: string, salt: Uint8Array): string {
  return createHmac('sha256', salt).update(secret).digest('hex');
}

/**
 * Tells apart results that look the same, by their order: the second of two equal ones has another
 * fingerprint, and the first keeps its own when a third comes.
 *
 * @public
 */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  unique(fingerprint: string): string {
    const times = this.#seen.get(fingerprint) ?? 0;
    this.#seen.set(fingerprint, times + 1);
    return times === 0 ? fingerprint : fingerprintOf(fingerprint, times);
  }
}
