import {
  type Fields,
  isFields,
  keysOf,
  listOf,
  textOf,
} from '../../input/shape';
import { readToml } from '../../input/toml';
import { limits } from '../../limits';
import {
  compared,
  type Comparison,
  compareRequirements,
  requirementText,
  type Step,
} from '../../locks/comparison';
import type { Component, Sibling } from '../../model';
import { pdmHash, pipfileHash, poetryHashes } from './contentHash';
import { normalizeName, PROJECT_NAME } from './pypiPackage';
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
  return compared(comparison => {
    const text = sibling(PYPROJECT);
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
  return compared(comparison => {
    const text = sibling(PYPROJECT);
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
  return compared(comparison => {
    const text = sibling('Pipfile');
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

/** A requirement of a pyproject.toml or of uv's copy: specifiers in one order, without spaces. */
function normalSpecifier(text: string): string {
  return text
    .split(',')
    .map(part => part.replace(/\s+/g, ''))
    .filter(Boolean)
    .sort()
    .join(',');
}

/** Name and specifier of `name[extra] (>=1,<2) ; marker`; none for a URL. */
function readRequirement(text: string): [string, string] | undefined {
  const bare = text.split(';', 1)[0].trim();
  const name = PROJECT_NAME.exec(bare)?.[0];
  if (!name) {
    return undefined;
  }
  const rest = bare
    .slice(name.length)
    .replace(/^\s*\[[^\]]*\]/, '')
    .replace(/^\s*\(([^)]*)\)\s*$/, '$1')
    .trim();
  return [
    normalizeName(name),
    rest.startsWith('@') ? '' : normalSpecifier(rest),
  ];
}

/** Specifiers by name; a name that is there more than once, for several platforms, has them all. */
function specifiers(
  requirements: Iterable<readonly [string, string] | undefined>,
): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const requirement of requirements) {
    if (requirement) {
      const [name, specifier] = requirement;
      const known = found.get(name) ?? new Set();
      found.set(name, known.add(specifier));
    }
  }
  return new Map(
    [...found].map(([name, all]) => [name, [...all].sort().join(' or ')]),
  );
}

function textRequirements(...lists: unknown[]) {
  return lists.flatMap(list =>
    listOf(list).map(item => readRequirement(textOf(item) ?? '')),
  );
}

function uvRequirements(...lists: unknown[]) {
  return lists.flatMap(list =>
    listOf(list)
      .filter(isFields)
      .map((item): [string, string] => [
        normalizeName(textOf(item.name) ?? ''),
        normalSpecifier(textOf(item.specifier) ?? ''),
      ]),
  );
}

/** Uv writes versions in their normal form: those that are none cannot be compared as texts. */
function meansTheSame(asked: string, lockedFor: string): boolean {
  const plain = /^(?:(?:[<>=~!]=?|===)\d+(?:\.\d+)*(?:\.\*)?(?:,|$))*$/;
  return (
    asked === lockedFor ||
    asked === '' ||
    lockedFor === '' ||
    !plain.test(asked) ||
    !plain.test(lockedFor)
  );
}

/**
 * Whether uv.lock's copy of the requirements of each member is what its pyproject.toml asks for,
 * as `uv lock --check` wants.
 *
 * @param own - entries of the project and its members
 */
export function uvInStep(own: readonly Fields[], sibling: Sibling): Step {
  return compared(comparison => {
    for (const entry of own) {
      const source = isFields(entry.source) ? entry.source : {};
      const folder = textOf(source.editable) ?? textOf(source.virtual) ?? '.';
      const path = folder === '.' ? PYPROJECT : `${folder}/${PYPROJECT}`;
      const text = sibling(path);
      if (text === undefined) {
        if (folder === '.') comparison.leavesOpen();
        continue;
      }
      const document = readToml(text, limits.siblingMemory);
      const project = isFields(document.project) ? document.project : {};
      const dynamic = listOf(project.dynamic);
      const isComputed = /^(?:optional-)?dependencies$/;
      if (dynamic.some(field => isComputed.test(String(field)))) {
        comparison.leavesOpen();
        continue;
      }
      const metadata = isFields(entry.metadata) ? entry.metadata : {};
      compareRequirements(
        comparison,
        path,
        specifiers(
          textRequirements(
            project.dependencies,
            ...listsIn(project['optional-dependencies']),
          ),
        ),
        specifiers(uvRequirements(metadata['requires-dist'])),
        meansTheSame,
      );
      const uv = toolTable(document, 'uv');
      compareRequirements(
        comparison,
        path,
        specifiers(
          textRequirements(
            ...listsIn(document['dependency-groups']),
            uv['dev-dependencies'],
          ),
        ),
        specifiers(uvRequirements(...listsIn(metadata['requires-dev']))),
        meansTheSame,
      );
    }
  });
}

function toolTable(document: Fields, name: string): Fields {
  const tool = isFields(document.tool) ? document.tool : {};
  const table = tool[name];
  return isFields(table) ? table : {};
}

function listsIn(table: unknown): unknown[] {
  return isFields(table) ? Object.values(table) : [];
}
