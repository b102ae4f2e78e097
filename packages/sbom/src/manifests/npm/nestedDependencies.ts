import {
  entriesOf,
  type Fields,
  InputError,
  isFields,
  keysOf,
  textOf,
} from '@safety-curtain/input';
import type { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { integrityHashes } from '../../input/hashes';
import { limits } from '../../limits';
import type { Sibling } from '../../model';
import { quoted, type Warnings } from '../warnings';
import {
  filePackage,
  gitPackage,
  installedPackage,
  isFileSpecifier,
  isGitSpecifier,
  isUrlSpecifier,
  parseAlias,
  registryPackage,
  urlPackage,
} from './npmPackage';
import { packageJsonBeside } from './packageJson';
import { resolveInstalled } from './packagesSection';
import { packageInstalled, type Registries } from './registries';
import { statedScope } from './statedScope';

function identity(
  name: string,
  version: string,
  registries: Registries,
): PackageFacts | undefined {
  if (isGitSpecifier(version)) {
    return gitPackage(name, '', version);
  }
  if (isFileSpecifier(version)) {
    return filePackage(name, '', version.replace(/^file:/, ''));
  }
  if (!isUrlSpecifier(version)) {
    return undefined;
  }
  const found = registries.packageAt(version);
  return found
    ? registryPackage(found.name, found.version)
    : urlPackage(name, '', version);
}

/** What an entry installs that is asked for by version, perhaps under another name. */
function registryIdentity(
  name: string,
  version: string,
  entry: Fields,
  warnings: Warnings,
): PackageFacts {
  const stated = parseAlias(version) ?? { name, version };
  return installedPackage(
    stated,
    packageInstalled(stated, textOf(entry.resolved), warnings),
  );
}

/** The folders of a lockfileVersion 1 tree, as `node_modules/a/node_modules/b`. */
function locations(
  dependencies: Fields,
  warnings: Warnings,
): Map<string, Fields> {
  const found = new Map<string, Fields>();
  const stack: Array<[string, Fields, number]> = [['', dependencies, 1]];
  while (stack.length > 0) {
    const [base, level, depth] = stack.pop()!;
    if (depth > limits.depth) {
      throw new InputError(`nested more than ${limits.depth} levels deep`);
    }
    for (const [name, entry] of entriesOf(level)) {
      if (!isFields(entry)) {
        warnings.add(`${quoted(name)} is no package, and is left out`);
        continue;
      }
      const location = `${base}node_modules/${name}`;
      found.set(location, entry);
      if (isFields(entry.dependencies)) {
        stack.push([`${location}/`, entry.dependencies, depth + 1]);
      }
    }
  }
  return found;
}

function requireListed(
  builder: GraphBuilder,
  warnings: Warnings,
  sibling: Sibling,
): void {
  const project = packageJsonBeside(sibling);
  for (const { name, scope } of project?.requirements ?? []) {
    builder.require(`node_modules/${name}`, scope);
  }
  if (!project) {
    builder.requireUnreferenced();
    warnings.add(
      'no package.json beside the lock file: what no other package asks for is direct, ' +
        'of the rest it is not known',
    );
  }
}

/** The `dependencies` tree of lockfileVersion 1 (npm 5 and 6 docs, "package-lock.json"). */
export function readNestedDependencies(
  dependencies: Fields,
  builder: GraphBuilder,
  warnings: Warnings,
  sibling: Sibling,
  registries: Registries,
): void {
  const entries = locations(dependencies, warnings);
  for (const { version, resolved } of entries.values()) {
    if (!isUrlSpecifier(textOf(version) ?? '')) {
      registries.learn(textOf(resolved));
    }
  }
  for (const [location, entry] of entries) {
    const name = location.slice(location.lastIndexOf('node_modules/') + 13);
    const version = textOf(entry.version) ?? '';
    if (version === '') {
      warnings.add(`${quoted(name)} has no version`);
    }
    const hashes = integrityHashes(entry.integrity);
    const address = textOf(entry.resolved);
    builder.add(location, {
      ...(identity(name, version, registries) ??
        registryIdentity(name, version, entry, warnings)),
      scope: statedScope(entry),
      ...(address && { address }),
      ...(hashes.length > 0 && { hashes }),
      ...(entry.bundled === true && { unhashable: true }),
    });
  }
  for (const [location, entry] of entries) {
    for (const name of keysOf(entry.requires)) {
      const target = resolveInstalled(location, name, candidate =>
        entries.has(candidate),
      );
      if (target) {
        builder.connect(location, target);
      }
    }
  }
  requireListed(builder, warnings, sibling);
}
