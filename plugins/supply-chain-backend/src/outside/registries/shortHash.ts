import type { Hash } from '@safety-curtain/sbom';

/** Hexadecimal digits that are kept of a hash: 128 bits, which nobody meets by chance or on purpose. */
const KEPT = 32;

const WORDS: Readonly<Record<string, string>> = {
  sha512: 'SHA-512',
  sha384: 'SHA-384',
  sha256: 'SHA-256',
  sha1: 'SHA-1',
};
const STRONGEST_FIRST = Object.values(WORDS);

/** `SHA-512:0123…`, the beginning of a hash. */
export function shortHash({
  algorithm,
  value,
}: Pick<Hash, 'algorithm' | 'value'>): string {
  return `${algorithm}:${value.slice(0, KEPT)}`;
}

/** Those of a text of Subresource Integrity: `sha512-<base64> sha1-<base64>`. */
export function hashesOfIntegrity(integrity: string): string[] {
  return integrity
    .slice(0, 1_000)
    .split(/\s+/)
    .flatMap(item => {
      const dash = item.indexOf('-');
      const algorithm = WORDS[item.slice(0, Math.max(dash, 0))];
      const value = Buffer.from(item.slice(dash + 1), 'base64').toString('hex');
      return algorithm && value.length >= KEPT
        ? [`${algorithm}:${value.slice(0, KEPT)}`]
        : [];
    });
}

/** The one of the strongest algorithm; of several of one algorithm the first. */
export function strongest(hashes: readonly string[]): string | undefined {
  return STRONGEST_FIRST.map(algorithm =>
    hashes.find(hash => hash.startsWith(`${algorithm}:`)),
  ).find(hash => hash !== undefined);
}
