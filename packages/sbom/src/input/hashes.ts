import type { Hash, HashAlgorithm } from '../model';

const ALGORITHMS: ReadonlyMap<string, [HashAlgorithm, number]> = new Map([
  ['md5', ['MD5', 32]],
  ['sha1', ['SHA-1', 40]],
  ['sha256', ['SHA-256', 64]],
  ['sha384', ['SHA-384', 96]],
  ['sha512', ['SHA-512', 128]],
]);

const labelOf = (algorithm: string) => algorithm.toLowerCase().replace('-', '');

export function isKnownAlgorithm(algorithm: string): boolean {
  return ALGORITHMS.has(labelOf(algorithm));
}

/** A hash of a known algorithm and of the right length, or undefined. */
export function hexHash(algorithm: string, hex: string): Hash | undefined {
  const known = ALGORITHMS.get(labelOf(algorithm));
  if (!known || hex.length !== known[1] || !/^[0-9a-f]+$/i.test(hex)) {
    return undefined;
  }
  return { algorithm: known[0], value: hex.toLowerCase() };
}

/** Hashes of a Subresource Integrity string, `sha512-<base64> ...` (W3C SRI, section 3). */
export function integrityHashes(integrity: unknown): Hash[] {
  if (typeof integrity !== 'string' || integrity.length > 10_000) {
    return [];
  }
  const hashes: Hash[] = [];
  for (const item of integrity.split(' ')) {
    const dash = item.indexOf('-');
    const known = ALGORITHMS.get(item.slice(0, Math.max(dash, 0)));
    const base64 = item.slice(dash + 1).split('?', 1)[0];
    const value = known ? Buffer.from(base64, 'base64').toString('hex') : '';
    if (known && value.length === known[1]) {
      hashes.push({ algorithm: known[0], value });
    }
  }
  return hashes;
}

/** Hashes written `algorithm:hex`, as Python's and Cargo's tools do. */
export function labeledHashes(items: readonly unknown[]): Hash[] {
  return items.flatMap(item => {
    if (typeof item !== 'string') {
      return [];
    }
    const [algorithm, hex = ''] = item.split(/[:=]/, 2);
    return hexHash(algorithm.trim(), hex.trim()) ?? [];
  });
}
