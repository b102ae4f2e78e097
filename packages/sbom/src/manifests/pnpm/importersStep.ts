import {
  entriesOf,
  type Fields,
  isFields,
  keysOf,
  listOf,
  textOf,
} from '@safety-curtain/input';
import {
  compared,
  compareRequirements,
  type Step,
} from '../../locks/comparison';
import type { Sibling } from '../../model';
import { packageJsonBeside, type PackageJson } from '../npm/packageJson';

const LISTS = ['dependencies', 'optionalDependencies', 'devDependencies'];

/**
 * Whether the specifiers that pnpm keeps for each importer are those of its package.json, as
 * `pnpm install --frozen-lockfile` wants.
 *
 * @param importers - by folder; `.` is that of the lock file
 */
export function importersInStep(
  lock: Fields,
  importers: ReadonlyArray<readonly [string, unknown]>,
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    if (textOf(lock.pnpmfileChecksum)) {
      // A program of the project changes what its manifests ask for.
      comparison.leavesOpen();
      return;
    }
    const left = new Set(
      [
        // The file keeps what `overrides` makes of a specifier, for their names.
        ...keysOf(lock.overrides).map(nameOfOverride),
        ...listOf(lock.ignoredOptionalDependencies),
      ].filter((name): name is string => typeof name === 'string'),
    );
    for (const [folder, importer] of importers) {
      const project = packageJsonBeside(beside, folder === '.' ? '' : folder);
      if (!project || !isFields(importer)) {
        // A member may lie in a folder that is no part of the source.
        if (folder === '.') comparison.leavesOpen();
        continue;
      }
      const lockedFor = specifiersOf(importer);
      const asked = askedBy(project, lockedFor);
      for (const name of left) {
        asked.delete(name);
        lockedFor.delete(name);
      }
      compareRequirements(
        comparison,
        folder === '.' ? 'package.json' : `${folder}/package.json`,
        asked,
        lockedFor,
        (one, other) => one.trim() === other.trim(),
      );
    }
  });
}

/** Peers are in the file where pnpm installs them by itself, and else are not. */
function askedBy(
  { requirements }: PackageJson,
  lockedFor: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map(
    requirements
      .filter(({ name, specifier, peer }) => {
        if (peer) {
          return lockedFor.has(name);
        }
        // Links to folders may be left out (`excludeLinksFromLockfile`).
        return !specifier.startsWith('link:') || lockedFor.has(name);
      })
      .map(({ name, specifier }): [string, string] => [name, specifier]),
  );
}

/** Before lockfileVersion 6 they have a table of their own. */
function specifiersOf(importer: Fields): Map<string, string> {
  const found = new Map<string, string>();
  const add = (name: string, specifier: unknown) =>
    found.set(name, textOf(specifier) ?? '');
  for (const [name, specifier] of entriesOf(importer.specifiers)) {
    add(name, specifier);
  }
  for (const list of LISTS) {
    for (const [name, value] of entriesOf(importer[list])) {
      if (isFields(value)) {
        add(name, value.specifier);
      }
    }
  }
  return found;
}

/** `name` of `name`, `name@range` and `parent>name`. */
function nameOfOverride(key: string): string {
  const last = key.slice(key.lastIndexOf('>') + 1);
  const at = last.indexOf('@', 1);
  return at < 0 ? last : last.slice(0, at);
}
