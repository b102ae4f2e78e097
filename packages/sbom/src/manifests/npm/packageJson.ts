import {
  entriesOf,
  type Fields,
  isFields,
  readJson,
  textOf,
} from '@safety-curtain/input';
import type { Scope, Sibling } from '../../model';
import { limits } from '../../limits';

/** One line of a package.json's dependency lists. */
export interface Requirement {
  name: string;
  /** As written; empty where it is no string. */
  specifier: string;
  scope: Scope;
  /** Only asked for as a peer: to be brought by whoever uses the package. */
  peer?: true;
}

/** The parts of a package.json that say what a project asks for. */
export interface PackageJson {
  name?: string;
  version?: string;
  requirements: Requirement[];
  /** Glob patterns of workspace members. */
  workspaces: string[];
  /** Versions that yarn's `resolutions` forces, by package name; the path before it is dropped. */
  resolutions: Array<{ name: string; specifier: string }>;
}

const LISTS = [
  ['devDependencies', 'development'],
  ['dependencies', 'runtime'],
  ['peerDependencies', 'runtime'],
  // npm: an optional dependency overrides a runtime dependency of the same name.
  ['optionalDependencies', 'optional'],
] as const;

/** What an object with package.json's dependency lists asks for, peers included. */
export function requirementsOf(fields: Fields): Requirement[] {
  const found = new Map<string, Requirement>();
  for (const [list, scope] of LISTS) {
    for (const [name, specifier] of entriesOf(fields[list])) {
      if (list === 'peerDependencies' && found.has(name)) {
        continue;
      }
      found.set(name, {
        name,
        specifier: textOf(specifier) ?? '',
        scope,
        ...(list === 'peerDependencies' && { peer: true }),
      });
    }
  }
  return [...found.values()];
}

/** The patterns of a package.json's `workspaces`, a list or Yarn's `{packages}`. */
export function workspacePatterns(workspaces: unknown): string[] {
  const list = isFields(workspaces) ? workspaces.packages : workspaces;
  return Array.isArray(list)
    ? list.filter((item): item is string => typeof item === 'string')
    : [];
}

function forcedVersions(resolutions: unknown): PackageJson['resolutions'] {
  return entriesOf(resolutions).flatMap(([pattern, specifier]) => {
    const name = /(?:@[^/@]+\/)?[^/@]+(?=@[^/]*$|$)/.exec(pattern)?.[0];
    return name && typeof specifier === 'string' ? { name, specifier } : [];
  });
}

/** @throws InputError when the text is no JSON object */
export function parsePackageJson(text: string): PackageJson {
  // It is read while a lock file's values are held.
  const parsed = readJson(text, limits.siblingMemory);
  const fields = isFields(parsed) ? parsed : {};
  return {
    name: textOf(fields.name),
    version: textOf(fields.version),
    requirements: requirementsOf(fields),
    workspaces: workspacePatterns(fields.workspaces),
    resolutions: forcedVersions(fields.resolutions),
  };
}

/** The package.json of a folder next to the lock file; undefined if absent or unreadable. */
export function packageJsonBeside(
  sibling: Sibling,
  folder = '',
): PackageJson | undefined {
  const text = sibling(folder ? `${folder}/package.json` : 'package.json');
  if (text === undefined) {
    return undefined;
  }
  try {
    return parsePackageJson(text);
  } catch {
    // The lock file can be read without it; direct dependencies are then inferred.
    return undefined;
  }
}
