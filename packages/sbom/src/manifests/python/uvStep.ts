import {
  type Fields,
  isFields,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { limits } from '../../limits';
import {
  compared,
  type Comparison,
  compareRequirements,
  type Step,
} from '../../locks/comparison';
import type { Sibling } from '../../model';
import { normalizeName, PROJECT_NAME } from './pypiPackage';

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

function tableIn(fields: Fields, name: string): Fields {
  const table = fields[name];
  return isFields(table) ? table : {};
}

function listsIn(table: unknown): unknown[] {
  return isFields(table) ? Object.values(table) : [];
}

function compareMember(
  comparison: Comparison,
  manifest: string,
  entry: Fields,
  document: Fields,
): void {
  const project = tableIn(document, 'project');
  const isComputed = listOf(project.dynamic).some(field =>
    /^(?:optional-)?dependencies$/.test(String(field)),
  );
  // The first versions of uv kept no copy.
  const hasCopy =
    isFields(entry.metadata) || listOf(entry.dependencies).length === 0;
  if (isComputed || !hasCopy) {
    comparison.leavesOpen();
    return;
  }
  const copy = tableIn(entry, 'metadata');
  const asked = specifiers(
    textRequirements(
      project.dependencies,
      ...listsIn(project['optional-dependencies']),
    ),
  );
  const lockedFor = specifiers(uvRequirements(copy['requires-dist']));
  // An extra may ask for others of the project, which uv may resolve or keep.
  const own = normalizeName(textOf(entry.name) ?? '');
  asked.delete(own);
  lockedFor.delete(own);
  compareRequirements(comparison, manifest, asked, lockedFor, meansTheSame);
  compareRequirements(
    comparison,
    manifest,
    specifiers(
      textRequirements(
        ...listsIn(document['dependency-groups']),
        tableIn(tableIn(document, 'tool'), 'uv')['dev-dependencies'],
      ),
    ),
    specifiers(uvRequirements(...listsIn(copy['requires-dev']))),
    meansTheSame,
  );
}

/**
 * Whether uv.lock's copy of the requirements of each member is what its pyproject.toml asks for,
 * as `uv lock --check` wants.
 *
 * @param own - entries of the project and its members
 */
export function uvInStep(own: readonly Fields[], sibling: Sibling): Step {
  return compared(sibling, (comparison, beside) => {
    for (const entry of own) {
      const source = tableIn(entry, 'source');
      const folder = textOf(source.editable) ?? textOf(source.virtual) ?? '.';
      const inRoot = folder === '.';
      const manifest = inRoot ? 'pyproject.toml' : `${folder}/pyproject.toml`;
      const text = beside(manifest);
      if (text !== undefined) {
        const document = readToml(text, limits.siblingMemory);
        compareMember(comparison, manifest, entry, document);
      } else if (inRoot) {
        // Another member may lie in a folder that is no part of the source.
        comparison.leavesOpen();
      }
    }
  });
}
