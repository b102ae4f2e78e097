import { fileNameOf } from '../fileNames';
import { limits } from '../../limits';
import type { Scope, Sibling } from '../../model';
import { MsbuildFiles, nearest, parseProject } from './msbuildFiles';
import { type PackageUse, packageUses } from './packageUses';

/** Project files of one folder that are looked at. */
const MAX_PROJECTS = 20;

const PROJECT = /^[^/]+\.(?:cs|fs|vb)proj$/i;

export function isProjectFile(name: string): boolean {
  return PROJECT.test(name);
}

/** The package that makes a project one of tests (`IsTestProject`). */
export function isTestSdk(name: string): boolean {
  return name.toLowerCase() === 'microsoft.net.test.sdk';
}

/** `App` of `App.csproj`. */
export function titleOf(path: string): string {
  return fileNameOf(path).replace(/\.\w+$/, '');
}

/** What the project files of a folder ask for. */
export interface ProjectUse {
  /** Of the first one. */
  name: string;
  /** Whether it is one project, so that the lock file is of it alone. */
  isOne: boolean;
  isTest: boolean;
  /** Of all of them; by name in lower case. */
  uses: readonly PackageUse[];
  /** Whether these are certainly all. */
  complete: boolean;
  /** @param name - in lower case */
  scopeOf(name: string): Scope | undefined;
}

/** A project with all files that it is made of, in the order in which they count. */
export function evaluate(
  text: string,
  sibling: Sibling,
): { files: MsbuildFiles; uses: PackageUse[] } {
  // Others of its files, or a lock file, are held at the same time.
  const project = parseProject(text, limits.siblingMemory);
  const files = new MsbuildFiles(sibling);
  const around = (name: string) => files.takeFile(nearest(name, '', sibling));
  around('Directory.Build.props');
  const central = ['Directory.Packages.props', 'Packages.props'].find(
    name => nearest(name, '', sibling) !== undefined,
  );
  if (central) {
    around(central);
  }
  files.take(project, '');
  around('Directory.Build.targets');
  return { files, uses: packageUses(files) };
}

/**
 * The project files of a lock file's folder; undefined where there is none, or none that can be read.
 *
 * @param lockFile - `packages.lock.json`, or `packages.<project>.lock.json` of one of several
 */
export function projectsBeside(
  sibling: Sibling,
  lockFile: string,
): ProjectUse | undefined {
  const all = [...(sibling.paths?.() ?? [])].filter(isProjectFile).sort();
  const [, own] = /^packages\.(.+)\.lock\.json$/i.exec(lockFile) ?? [];
  const named = all.filter(
    name =>
      titleOf(name).replace(/ /g, '_').toLowerCase() === own?.toLowerCase(),
  );
  const names = named.length > 0 ? named : all;
  const uses: PackageUse[] = [];
  let isTest = names.length > 0;
  let complete = names.length <= MAX_PROJECTS;
  let first: string | undefined;
  for (const name of names.slice(0, MAX_PROJECTS)) {
    try {
      const { files, uses: found } = evaluate(sibling(name) ?? '', sibling);
      first ??= name;
      isTest &&= isTestProject(files, found);
      complete &&= files.absent.size === 0 && found.every(use => use.certain);
      uses.push(...found);
    } catch {
      complete = false;
    }
  }
  if (first === undefined) {
    return undefined;
  }
  const scopes = new Map<string, Scope>();
  for (const { name, scope } of uses) {
    const key = name.toLowerCase();
    const known = scopes.get(key);
    scopes.set(key, known === undefined || known === scope ? scope : 'runtime');
  }
  return {
    name: titleOf(first),
    isOne: names.length === 1,
    isTest,
    uses,
    complete,
    // What no line names is asked for by the tools or by an import that is not known.
    scopeOf: name => (isTest ? 'development' : scopes.get(name)),
  };
}

/** Of a project of tests nothing is shipped. */
export function isTestProject(
  files: MsbuildFiles,
  uses: readonly PackageUse[],
): boolean {
  return (
    files.properties.isTrue('IsTestProject') ||
    (!files.properties.isSet('IsTestProject') &&
      uses.some(({ name, certain }) => certain && isTestSdk(name)))
  );
}
