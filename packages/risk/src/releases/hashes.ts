import type { PackageRisk, ReleaseFacts, RiskPackage } from '../model';

/** The rule of hashes that differ; `detail` has those of the registry, where it tells any. @public */
export const HASH_DIFFERS = 'hash-differs';

/** Whether a hash is none of some others of its algorithm; not where there are none. @public */
export function isOtherHash(hash: string, others: readonly string[]): boolean {
  const algorithm = hash.slice(0, hash.indexOf(':') + 1);
  const same = others.filter(other => other.startsWith(algorithm));
  return same.length > 0 && !same.includes(hash);
}

/** Hashes of lock files that are none of the registry's, or differ where it tells none. */
export function judgeHashes(
  { name, version }: RiskPackage,
  { hashes = [], lockedHashes = [] }: ReleaseFacts,
): Omit<PackageRisk, 'severity'>[] {
  if (hashes.length > 0) {
    return lockedHashes.some(hash => isOtherHash(hash, hashes))
      ? [
          {
            rule: HASH_DIFFERS,
            confidence: 'high',
            detail: hashes.join(' '),
            message: `The lock file has another hash of ${name} ${version} than its registry, which has ${shown(
              hashes,
            )}.`,
          },
        ]
      : [];
  }
  const [first, ...others] = lockedHashes;
  return others.some(hash => isOtherHash(hash, [first]))
    ? [
        {
          rule: HASH_DIFFERS,
          confidence: 'medium',
          message: `The lock file has another hash of ${name} ${version} than those of other services.`,
        },
      ]
    : [];
}

function shown([hash]: readonly string[]): string {
  return `${hash.replace(':', ' ')}…`;
}
