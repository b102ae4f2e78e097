import { satisfies, valid, validRange } from 'semver';
import { parseAlias } from './npmPackage';

/** Longer than any that people write. */
const MAX_LENGTH = 500;

/**
 * Whether package.json's specifier allows a version of a registry (npm docs, "package.json",
 * dependencies). Undefined where only the registry can tell, as for `latest`, or nobody, as for a
 * repository.
 */
export function allowsVersion(
  specifier: string,
  version: string,
): boolean | undefined {
  const range = (parseAlias(specifier)?.version ?? specifier).trim();
  if (range === '' || range === '*') {
    return true;
  }
  const known =
    range.length <= MAX_LENGTH &&
    validRange(range, true) !== null &&
    valid(version, true) !== null;
  return known ? satisfies(version, range, true) : undefined;
}
