import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '../../input/shape';
import { joinPath } from '../../input/relativePath';
import { readToml } from '../../input/toml';
import { limits } from '../../limits';
import type { Scope, Sibling } from '../../model';

/** What the Cargo.toml of one package says. */
export interface CargoPackage {
  name: string;
  version?: string;
  /** Scope of each package it asks for, under its real name. */
  requirements: Map<string, Scope>;
}

/** Build scripts run on the builder's machine and are not shipped. */
const LISTS: ReadonlyArray<[string, Scope]> = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['build-dependencies', 'development'],
];

const STRENGTH: Record<Scope, number> = {
  runtime: 2,
  optional: 1,
  development: 0,
};

function addTable(
  table: unknown,
  scope: Scope,
  requirements: Map<string, Scope>,
): void {
  for (const [key, value] of entriesOf(table)) {
    const name = (isFields(value) && textOf(value.package)) || key;
    const optional = isFields(value) && value.optional === true;
    const found = optional && scope === 'runtime' ? 'optional' : scope;
    const known = requirements.get(name);
    if (!known || STRENGTH[found] > STRENGTH[known]) {
      requirements.set(name, found);
    }
  }
}

/** The dependency tables of a Cargo.toml, those for one target included, with their scope. */
export function requirementTables(document: Fields): Array<[unknown, Scope]> {
  const targets = entriesOf(document.target).map(([, target]) => target);
  return [document, ...targets].flatMap(source =>
    LISTS.map(([list, scope]): [unknown, Scope] => [
      isFields(source) && source[list],
      scope,
    ]),
  );
}

function requirementsOf(document: Fields): Map<string, Scope> {
  const requirements = new Map<string, Scope>();
  for (const [table, scope] of requirementTables(document)) {
    addTable(table, scope, requirements);
  }
  return requirements;
}

/** Folders that a Cargo.toml names: workspace members without a wildcard, and `path` packages. */
function foldersOf(document: Fields): string[] {
  const workspace = isFields(document.workspace) ? document.workspace : {};
  const tables = [document.dependencies, workspace.dependencies];
  return [
    ...listOf(workspace.members),
    ...tables.flatMap(table =>
      entriesOf(table).map(([, value]) => isFields(value) && value.path),
    ),
  ].filter(
    (folder): folder is string =>
      typeof folder === 'string' && !/[*?[]/.test(folder),
  );
}

/**
 * The packages of the project, by name: that of the Cargo.toml beside the lock file, and those that
 * it leads to. Members that are only matched by a wildcard cannot be found this way.
 */
export function cargoPackages(sibling: Sibling): Map<string, CargoPackage> {
  const found = new Map<string, CargoPackage>();
  const folders = new Set(['']);
  // A Set visits what is added during the walk.
  for (const folder of folders) {
    if (folders.size > limits.includes) {
      break; // The rest counts as what it is without a Cargo.toml: runtime.
    }
    const text = sibling(folder ? `${folder}/Cargo.toml` : 'Cargo.toml');
    const document = text === undefined ? undefined : parse(text);
    if (!document) {
      continue;
    }
    const own = isFields(document.package) ? document.package : {};
    const name = textOf(own.name);
    if (name && !found.has(name)) {
      const requirements = requirementsOf(document);
      found.set(name, { name, version: textOf(own.version), requirements });
    }
    for (const path of foldersOf(document)) {
      const joined = joinPath(folder, path);
      if (joined !== undefined) {
        folders.add(joined);
      }
    }
  }
  return found;
}

function parse(text: string): Fields | undefined {
  try {
    return readToml(text, limits.siblingMemory);
  } catch {
    // The lock file can be read without it.
    return undefined;
  }
}
