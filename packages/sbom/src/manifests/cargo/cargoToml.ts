import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { findFolders } from '../../input/folderPatterns';
import { joinPath } from '../../input/relativePath';
import { limits } from '../../limits';
import { strongerScope } from '../../graph/graphBuilder';
import type { Scope, Sibling } from '../../model';
import { allows } from './cargoRange';

/** One entry of a dependency table. */
interface Requirement {
  scope: Scope;
  /** Those of folders and repositories may have none. */
  range?: string;
}

/** What the Cargo.toml of one package says. */
export interface CargoPackage {
  name: string;
  version?: string;
  /** What it asks for, under the real names of the packages. */
  requirements: Map<string, Requirement[]>;
}

/** The packages of a project, by name. */
export interface CargoWorkspace {
  packages: Map<string, CargoPackage>;
  /** Why there may be more of them. */
  cutOff?: string;
}

/** Members of one workspace, and characters of their Cargo.toml files, that are looked at. */
const MAX_MEMBERS = 1000;
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** Build scripts run on the builder's machine and are not shipped. */
const LISTS: ReadonlyArray<[string, Scope]> = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['build-dependencies', 'development'],
];

/**
 * How a package of the project uses another one: of several requirements of one name those count
 * that allow the version.
 */
export function scopeIn(
  { requirements }: CargoPackage,
  name: string,
  version: string,
): Scope | undefined {
  const all = requirements.get(name) ?? [];
  const met = all.filter(
    ({ range }) => range === undefined || allows(range, version) !== false,
  );
  const scopes = (met.length > 0 ? met : all).map(({ scope }) => scope);
  return scopes.length > 0 ? scopes.reduce(strongerScope) : undefined;
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

/** @param inherited - `workspace.dependencies` of the project, by key */
function requirementsOf(
  document: Fields,
  inherited: ReadonlyMap<string, unknown>,
): CargoPackage['requirements'] {
  const found: CargoPackage['requirements'] = new Map();
  for (const [table, scope] of requirementTables(document)) {
    for (const [key, value] of entriesOf(table)) {
      const isInherited = isFields(value) && value.workspace === true;
      const source = isInherited ? inherited.get(key) : value;
      const name = (isFields(source) && textOf(source.package)) || key;
      const optional = isFields(value) && value.optional === true;
      const range = textOf(isFields(source) ? source.version : source);
      const requirement: Requirement = {
        scope: optional && scope === 'runtime' ? 'optional' : scope,
        ...(range !== undefined && { range }),
      };
      const known = found.get(name);
      if (known) {
        known.push(requirement);
      } else {
        found.set(name, [requirement]);
      }
    }
  }
  return found;
}

/** The `[workspace]` of the Cargo.toml beside the lock file; there is no other one below it. */
function workspaceOf(document: Fields, sibling: Sibling) {
  const workspace = isFields(document.workspace) ? document.workspace : {};
  const texts = (list: unknown) =>
    listOf(list).flatMap(item => textOf(item) ?? []);
  const without = texts(workspace.exclude).map(pattern => `!${pattern}`);
  const members = [...texts(workspace.members), ...without];
  return {
    ...findFolders(members, 'Cargo.toml', sibling),
    paths: pathsIn([workspace.dependencies]),
    inherited: new Map(entriesOf(workspace.dependencies)),
  };
}

/** Folders of the packages that a Cargo.toml asks for by `path`. */
function pathsIn(tables: readonly unknown[]): string[] {
  return tables.flatMap(table =>
    entriesOf(table).flatMap(
      ([, value]) => (isFields(value) && textOf(value.path)) || [],
    ),
  );
}

/** The packages of the Cargo.toml beside the lock file, and those that it leads to. */
export function cargoWorkspace(sibling: Sibling): CargoWorkspace {
  const packages = new Map<string, CargoPackage>();
  const root = parse(sibling('Cargo.toml')) ?? {};
  const { folders, complete, paths, inherited } = workspaceOf(root, sibling);
  const found = new Set([
    '',
    ...[...folders, ...paths].flatMap(path => joinPath('', path) ?? []),
  ]);
  let cutOff = complete
    ? undefined
    : 'which members the patterns of the workspace name is not known: the scope of what those that were not found ask for is unknown';
  let looked = 0;
  let characters = 0;
  // A Set visits what is added during the walk.
  for (const folder of found) {
    const text = sibling(folder ? `${folder}/Cargo.toml` : 'Cargo.toml');
    characters += text?.length ?? 0;
    if (++looked > MAX_MEMBERS || characters > MAX_CHARACTERS) {
      cutOff = `only the first ${packages.size} packages of the workspace were looked at: the scope of what the others ask for is unknown`;
      break;
    }
    const document = parse(text);
    if (!document) {
      continue;
    }
    const own = isFields(document.package) ? document.package : {};
    const name = textOf(own.name);
    if (name && !packages.has(name)) {
      const version = textOf(own.version);
      const requirements = requirementsOf(document, inherited);
      packages.set(name, { name, version, requirements });
    }
    const tables = requirementTables(document).map(([table]) => table);
    for (const path of pathsIn(tables)) {
      const joined = joinPath(folder, path);
      if (joined !== undefined) {
        found.add(joined);
      }
    }
  }
  return { packages, cutOff };
}

function parse(text: string | undefined): Fields | undefined {
  try {
    return text === undefined
      ? undefined
      : readToml(text, limits.siblingMemory);
  } catch {
    // The lock file can be read without it.
    return undefined;
  }
}
