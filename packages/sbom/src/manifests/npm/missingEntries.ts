import { InputError } from '@safety-curtain/input';
import { byCodeUnit } from '../../graph/graphBuilder';
import type { Unresolved } from '../../model';
import { quoted, type Warnings, counted } from '../warnings';
import type { PackageJson } from './packageJson';

/**
 * Refuses a lock file that was cut short. Its entries are sorted, so what a cut takes away sorts
 * after the last entry, all of it. Entries that are missing elsewhere were taken out by hand or lost
 * in a merge: they are named in a warning, and the file is not whole.
 *
 * @param missing - what others depend on and no entry answers
 * @param last - the last entry
 * @param endsInLine - whether the text ends in the middle of a line: then the last name may be the
 * stump of one, which sorts anywhere
 * @throws InputError
 */
export function judgeMissing(
  missing: ReadonlySet<string>,
  last: string,
  warnings: Warnings,
  endsInLine = false,
): void {
  const sorted = [...missing].sort(byCodeUnit);
  const [first] = sorted;
  if (first === undefined) {
    return;
  }
  const gone = endsInLine ? sorted.find(name => name > last) : first;
  if (gone !== undefined && gone > last) {
    throw new InputError(
      `the file ends before the entry of ${quoted(
        gone,
      )}, which others depend on`,
    );
  }
  warnings.add(`${missingText(missing.size)}, the first is ${quoted(first)}`);
}

/** That packages have no entry, of which others say that they need them. */
export function missingText(count: number): string {
  return counted(
    count,
    'package that others depend on has no entry',
    'packages that others depend on have no entry',
  );
}

/** What a file with such gaps leaves open; undefined where there is none. */
export function unresolvedEntries(
  missing: ReadonlySet<string>,
): Unresolved | undefined {
  return missing.size === 0
    ? undefined
    : {
        count: missing.size,
        first: [...missing].sort(byCodeUnit).slice(0, 50),
        poms: [],
        cut: true,
      };
}

/** Specifiers of what lies in the project, which need no entry. */
const LOCAL = /^(?:file|link|portal|workspace):/;

/**
 * Refuses a lock file that holds nothing for its project, which asks for packages.
 *
 * @param project - the package.json beside it
 */
export function refuseEmptied(project: PackageJson | undefined): void {
  const asked = project?.requirements.find(
    ({ specifier, peer }) => !peer && !LOCAL.test(specifier),
  );
  if (asked) {
    throw new InputError(
      `the file is not whole: package.json asks for ${quoted(asked.name)}, ` +
        'and no entry is there for the project',
    );
  }
}
