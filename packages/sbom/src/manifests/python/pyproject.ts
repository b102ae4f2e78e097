import {
  entriesOf,
  isFields,
  keysOf,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { limits } from '../../limits';
import type { Scope, Sibling } from '../../model';
import { scopeOfGroup } from '../namesOfUse';
import { normalizeName, PROJECT_NAME } from './pypiPackage';

/** What a pyproject.toml asks for, by normalized name. */
export interface PyProject {
  name?: string;
  version?: string;
  requirements: Array<{
    name: string;
    scope: Scope;
    /** Extras of that package which it asks for. */
    extras: string[];
  }>;
  /** Names of the optional groups that a user of the package can ask for. */
  extras: string[];
  /** Whether a group's name says that it is needed where the program runs. */
  hasRuntimeGroups: boolean;
}

type Add = (name: string, scope: Scope, extras: string[]) => void;

/** PEP 508 requirement strings: `name[extra] >=1; marker`. */
function addSpecifiers(list: unknown, scope: Scope, add: Add): void {
  for (const specifier of listOf(list)) {
    const text = textOf(specifier)?.trim() ?? '';
    const name = PROJECT_NAME.exec(text)?.[0];
    if (name) {
      const extras = /^\s*\[([^\]]*)\]/.exec(text.slice(name.length))?.[1];
      add(name, scope, namesIn(extras?.split(',') ?? []));
    }
  }
}

/** Extras that an entry of Poetry's tables asks for, in pyproject.toml and in the lock file. */
export function extrasOf(value: unknown): string[] {
  const alternatives = Array.isArray(value) ? value : [value];
  return alternatives.flatMap(item =>
    isFields(item) ? namesIn(listOf(item.extras)) : [],
  );
}

function namesIn(list: readonly unknown[]): string[] {
  return list.flatMap(item => {
    const name = textOf(item)?.trim();
    return name ? [normalizeName(name)] : [];
  });
}

/** Poetry's tables: `name = "^1"` or `name = { version = "^1", optional = true }`. */
function addTable(table: unknown, scope: Scope, add: Add): void {
  for (const [name, value] of entriesOf(table)) {
    const optional = isFields(value) && value.optional === true;
    if (name.toLowerCase() !== 'python') {
      add(
        name,
        optional && scope === 'runtime' ? 'optional' : scope,
        extrasOf(value),
      );
    }
  }
}

/** `[project]` (PEP 621), `[dependency-groups]` (PEP 735), and the tables of poetry, pdm and uv. */
export function parsePyProject(text: string): PyProject {
  const document = readToml(text, limits.siblingMemory);
  const project = isFields(document.project) ? document.project : {};
  const tool = isFields(document.tool) ? document.tool : {};
  const poetry = isFields(tool.poetry) ? tool.poetry : {};
  const requirements: PyProject['requirements'] = [];
  const add: Add = (name, scope, extras) =>
    requirements.push({ name: normalizeName(name), scope, extras });

  addSpecifiers(project.dependencies, 'runtime', add);
  for (const [, list] of entriesOf(project['optional-dependencies'])) {
    addSpecifiers(list, 'optional', add);
  }
  const pdm = isFields(tool.pdm) ? tool.pdm : {};
  const groups = entriesOf(document['dependency-groups']);
  for (const [name, list] of groups) {
    addSpecifiers(list, scopeOfGroup(name), add);
  }
  for (const [, list] of entriesOf(pdm['dev-dependencies'])) {
    addSpecifiers(list, 'development', add);
  }
  const uv = isFields(tool.uv) ? tool.uv : {};
  addSpecifiers(uv['dev-dependencies'], 'development', add);
  addTable(poetry.dependencies, 'runtime', add);
  addTable(poetry['dev-dependencies'], 'development', add);
  const poetryGroups = entriesOf(poetry.group);
  for (const [name, group] of poetryGroups) {
    addTable(isFields(group) && group.dependencies, scopeOfGroup(name), add);
  }
  return {
    name: textOf(project.name) ?? textOf(poetry.name),
    version: textOf(project.version) ?? textOf(poetry.version),
    requirements,
    extras: keysOf(project['optional-dependencies']),
    hasRuntimeGroups: [...groups, ...poetryGroups].some(
      ([name]) => scopeOfGroup(name) === 'runtime',
    ),
  };
}

/** The pyproject.toml of the same folder; undefined if absent or unreadable. */
export function pyProjectBeside(sibling: Sibling): PyProject | undefined {
  const text = sibling('pyproject.toml');
  if (text === undefined) {
    return undefined;
  }
  try {
    return parsePyProject(text);
  } catch {
    // The lock file can be read without it; direct dependencies are then inferred.
    return undefined;
  }
}
