import { InputError } from '../../errors';
import { byCodeUnit } from '../../graph/graphBuilder';
import { quoted, type Warnings } from '../warnings';

/**
 * Refuses a lock file that was cut short. Its entries are sorted, so what a cut takes away sorts
 * after the last entry, all of it; entries that are missing elsewhere were taken out by hand, and
 * are named in a warning.
 *
 * @param missing - what others depend on and no entry answers
 * @param last - the last entry
 */
export function judgeMissing(
  missing: ReadonlySet<string>,
  last: string,
  warnings: Warnings,
): void {
  const [first] = [...missing].sort(byCodeUnit);
  if (first === undefined) {
    return;
  }
  if (first > last) {
    throw new InputError(
      `the file ends before the entry of ${quoted(
        first,
      )}, which others depend on`,
    );
  }
  warnings.add(
    `${missing.size} packages that others depend on have no entry, ` +
      `the first is ${quoted(first)}`,
  );
}
