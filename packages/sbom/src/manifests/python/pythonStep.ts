import {
  type Fields,
  isFields,
  keysOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { limits } from '../../limits';
import {
  compared,
  type Comparison,
  requirementText,
  type Step,
} from '../../locks/comparison';
import type { Component, Sibling } from '../../model';
import { pdmHash, pipfileHash, poetryHashes } from './contentHash';
import { normalizeName } from './pypiPackage';
import { parsePyProject } from './pyproject';

const PYPROJECT = 'pyproject.toml';

function namesAreLocked(
  comparison: Comparison,
  manifest: string,
  names: Iterable<string>,
  locked: ReadonlySet<string>,
): void {
  for (const name of names) {
    if (!locked.has(normalizeName(name))) {
      comparison.differs(
        `${manifest} asks for ${requirementText(
          name,
          '',
        )}, and the lock file does not have it`,
      );
    }
  }
}

function namesOf(components: readonly Component[]): Set<string> {
  return new Set(components.map(({ packageName }) => packageName));
}

/** What a pyproject.toml asks for, itself aside: an extra may ask for other extras of the project. */
function askedNames(text: string): string[] {
  const { name, requirements } = parsePyProject(text);
  const own = name && normalizeName(name);
  return requirements
    .map(requirement => requirement.name)
    .filter(asked => asked !== own);
}

/**
 * Whether poetry.lock was made for the pyproject.toml beside it: Poetry keeps a hash of what
 * matters of that, and refuses to install where it differs.
 */
export function poetryInStep(
  lock: Fields,
  components: readonly Component[],
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    const text = beside(PYPROJECT);
    const metadata = isFields(lock.metadata) ? lock.metadata : {};
    const hash = textOf(metadata['content-hash']);
    if (text === undefined || hash === undefined) {
      return;
    }
    const hashes = poetryHashes(readToml(text, limits.siblingMemory));
    if (hashes.includes(hash)) {
      comparison.agrees();
    } else if (!hashes.includes(undefined)) {
      namesAreLocked(
        comparison,
        PYPROJECT,
        askedNames(text),
        namesOf(components),
      );
      comparison.differs(
        'pyproject.toml was changed after the lock file was made for it (content-hash)',
      );
    }
  });
}

/** The same for pdm.lock; its hash changes from version to version, and so a difference says little. */
export function pdmInStep(
  lock: Fields,
  components: readonly Component[],
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    const text = beside(PYPROJECT);
    const metadata = isFields(lock.metadata) ? lock.metadata : {};
    const hash = textOf(metadata.content_hash)?.replace(/^sha256:/, '');
    if (text === undefined) {
      return;
    }
    if (hash && hash === pdmHash(readToml(text, limits.siblingMemory))) {
      comparison.agrees();
    } else {
      namesAreLocked(
        comparison,
        PYPROJECT,
        askedNames(text),
        namesOf(components),
      );
      comparison.leavesOpen();
    }
  });
}

/** Whether Pipfile.lock was made for the Pipfile beside it: pipenv keeps a hash of it. */
export function pipfileInStep(
  lock: Fields,
  components: readonly Component[],
  sibling: Sibling,
): Step {
  return compared(sibling, (comparison, beside) => {
    const text = beside('Pipfile');
    const meta = isFields(lock._meta) ? lock._meta : {};
    const hash = isFields(meta.hash) ? textOf(meta.hash.sha256) : undefined;
    if (text === undefined || hash === undefined) {
      return;
    }
    const pipfile = readToml(text, limits.siblingMemory);
    const expected = pipfileHash(pipfile, meta.sources);
    if (expected === hash) {
      comparison.agrees();
    } else if (expected !== undefined) {
      const asked = [pipfile.packages, pipfile['dev-packages']].flatMap(keysOf);
      namesAreLocked(comparison, 'Pipfile', asked, namesOf(components));
      comparison.differs(
        'Pipfile was changed after the lock file was made for it (hash)',
      );
    }
  });
}
