import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '../../input/shape';
import { findFolders } from '../../input/folderPatterns';
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
  /** Version requirements by the same names; those of folders and repositories may have none. */
  ranges: Map<string, string[]>;
}

/** Members of one workspace that are compared with their lock file. */
const MAX_MEMBERS = 1000;

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

type Requirements = Pick<CargoPackage, 'requirements' | 'ranges'>;

/** @param inherited - `workspace.dependencies` of the project, by key */
function addTable(
  table: unknown,
  scope: Scope,
  inherited: ReadonlyMap<string, unknown>,
  { requirements, ranges }: Requirements,
): void {
  for (const [key, value] of entriesOf(table)) {
    const isInherited = isFields(value) && value.workspace === true;
    const source = isInherited ? inherited.get(key) : value;
    const name = (isFields(source) && textOf(source.package)) || key;
    const optional = isFields(value) && value.optional === true;
    const found = optional && scope === 'runtime' ? 'optional' : scope;
    const known = requirements.get(name);
    if (!known || STRENGTH[found] > STRENGTH[known]) {
      requirements.set(name, found);
    }
    const range = textOf(isFields(source) ? source.version : source);
    if (range !== undefined) {
      ranges.set(name, [...(ranges.get(name) ?? []), range]);
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

function requirementsOf(
  document: Fields,
  inherited: ReadonlyMap<string, unknown>,
): Requirements {
  const found: Requirements = { requirements: new Map(), ranges: new Map() };
  for (const [table, scope] of requirementTables(document)) {
    addTable(table, scope, inherited, found);
  }
  return found;
}

/** Folders that a Cargo.toml names: members of its workspace, and `path` packages. */
function foldersOf(document: Fields, members: readonly string[]): string[] {
  const workspace = isFields(document.workspace) ? document.workspace : {};
  const tables = [document.dependencies, workspace.dependencies];
  return [
    ...members,
    ...tables.flatMap(table =>
      entriesOf(table).map(([, value]) => isFields(value) && value.path),
    ),
  ].filter((folder): folder is string => typeof folder === 'string');
}

function membersOf(
  document: Fields,
  sibling: Sibling,
  everyMember: boolean,
): string[] {
  const workspace = isFields(document.workspace) ? document.workspace : {};
  const texts = (list: unknown) =>
    listOf(list).filter((item): item is string => typeof item === 'string');
  const patterns = texts(workspace.members);
  if (!everyMember) {
    return patterns.filter(pattern => !/[*?[]/.test(pattern));
  }
  const without = texts(workspace.exclude).map(pattern => `!${pattern}`);
  const all = [...patterns, ...without];
  return findFolders(all, 'Cargo.toml', sibling).folders;
}

/**
 * The packages of the project, by name: that of the Cargo.toml beside the lock file, and those that
 * it leads to.
 *
 * @param everyMember - members that only a wildcard finds as well, and more of them
 */
export function cargoPackages(
  sibling: Sibling,
  everyMember = false,
): Map<string, CargoPackage> {
  const most = everyMember ? MAX_MEMBERS : limits.includes;
  const found = new Map<string, CargoPackage>();
  const folders = new Set(['']);
  let inherited: ReadonlyMap<string, unknown> = new Map();
  // A Set visits what is added during the walk.
  for (const folder of folders) {
    if (folders.size > most) {
      break; // The rest counts as what it is without a Cargo.toml: runtime.
    }
    const text = sibling(folder ? `${folder}/Cargo.toml` : 'Cargo.toml');
    const document = text === undefined ? undefined : parse(text);
    if (!document) {
      continue;
    }
    if (folder === '' && isFields(document.workspace)) {
      inherited = new Map(entriesOf(document.workspace.dependencies));
    }
    const own = isFields(document.package) ? document.package : {};
    const name = textOf(own.name);
    if (name && !found.has(name)) {
      const version = textOf(own.version);
      found.set(name, {
        name,
        version,
        ...requirementsOf(document, inherited),
      });
    }
    const members = membersOf(document, sibling, everyMember);
    for (const path of foldersOf(document, members)) {
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
