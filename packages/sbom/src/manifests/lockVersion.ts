import { InputError, textOf } from '@safety-curtain/input';
import { quoted } from './warnings';

/**
 * Refuses a lock file of a version that its reader does not know: what it would miss there, nobody
 * would see.
 *
 * @param field - what the format calls the version, for example `lock-version`
 * @param known - matches the versions that can be read
 * @param range - the same for people
 * @throws InputError
 */
export function requireVersion(
  found: unknown,
  field: string,
  known: RegExp,
  range: string,
): void {
  const version = typeof found === 'number' ? String(found) : textOf(found);
  if (version === undefined) {
    throw missing(field);
  }
  if (!known.test(version)) {
    throw new InputError(
      `${quoted(field)} is ${quoted(version)}, and ${range} can be read`,
    );
  }
}

/** For what a whole file of the format always has. */
export function missing(what: string): InputError {
  return new InputError(
    `${quoted(what)} is missing: the file is cut off, or in another format`,
  );
}

/**
 * For a dependency on a package that the file does not have, though the format promises it: what
 * stood behind a cut, or what a merge lost.
 */
export function missingPackage(from: string, name: string): InputError {
  return new InputError(
    `${quoted(from)} depends on ${quoted(
      name,
    )}, which the file does not have: it is cut off, or was merged wrongly`,
  );
}
