import { satisfies, validRange } from 'semver';

/** Longer than any that people write. */
const MAX_LENGTH = 500;

/**
 * Whether a requirement of a Cargo.toml allows a version (Cargo Book, "Specifying Dependencies": a
 * bare version means `^`). Undefined for a requirement that is not understood.
 */
export function allows(
  requirement: string,
  version: string,
): boolean | undefined {
  if (requirement.length > MAX_LENGTH) {
    return undefined;
  }
  const range = requirement
    .split(',')
    .map(part => part.trim().replace(/^(?=\d)(?!.*\*)/, '^'))
    .join(' ');
  return validRange(range) === null ? undefined : satisfies(version, range);
}
