import type { PackageFacts } from '../../graph/graphBuilder';
import { labelledHashes } from '../../input/hashes';
import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '../../input/shape';
import { readToml } from '../../input/toml';
import type { Scope } from '../../model';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted } from '../warnings';
import { LockedPackages } from './lockedPackages';
import { indexPackage, normalizeName, sourcePackage } from './pypiPackage';
import { uvInStep } from './uvStep';

interface Entry {
  name: string;
  fields: Fields;
  /** Absent for the project and the members of its workspace. */
  key?: string;
}

/** A package of the project itself: not installed from anywhere, or installed in place. */
function isOwn(source: Fields): boolean {
  return source.virtual !== undefined || source.editable !== undefined;
}

function identity(
  name: string,
  version: string,
  source: Fields,
): PackageFacts | undefined {
  const git = textOf(source.git);
  if (git) {
    return sourcePackage(name, version, { origin: 'git', location: git });
  }
  const url = textOf(source.url);
  if (url) {
    return sourcePackage(name, version, { origin: 'url', location: url });
  }
  const path = textOf(source.path) ?? textOf(source.directory);
  if (path) {
    return sourcePackage(name, version, { origin: 'file', location: path });
  }
  return version ? indexPackage(name, version) : undefined;
}

function hashesOf({ sdist, wheels }: Fields) {
  return labelledHashes(
    [sdist, ...listOf(wheels)].map(file =>
      isFields(file) ? file.hash : undefined,
    ),
  );
}

/** The dependency lists of a package: its own, and those of extras and groups by their names. */
function dependencyLists(
  fields: Fields,
): Array<{ scope: Scope; extra?: string; list: Fields[] }> {
  const named = (table: unknown, scope: Scope) =>
    entriesOf(table).map(([extra, list]) => ({
      scope,
      extra,
      list: listOf(list).filter(isFields),
    }));
  return [
    { scope: 'runtime', list: listOf(fields.dependencies).filter(isFields) },
    ...named(fields['optional-dependencies'], 'optional'),
    ...named(fields['dev-dependencies'], 'development'),
  ];
}

/** Extras that some package asks for, as `name[extra]`: what they add is not optional then. */
function requestedExtras(entries: readonly Entry[]): Set<string> {
  const requested = new Set<string>();
  for (const { fields } of entries) {
    for (const { list } of dependencyLists(fields)) {
      for (const dependency of list) {
        for (const extra of listOf(dependency.extra)) {
          const name = normalizeName(textOf(dependency.name) ?? '');
          requested.add(`${name}[${extra}]`);
        }
      }
    }
  }
  return requested;
}

function connect(
  packages: LockedPackages,
  { name, fields, key }: Entry,
  requested: ReadonlySet<string>,
): void {
  for (const { scope, extra, list } of dependencyLists(fields)) {
    const isRequested = requested.has(`${normalizeName(name)}[${extra}]`);
    for (const dependency of list) {
      const target = textOf(dependency.name) ?? '';
      const version = textOf(dependency.version);
      if (key === undefined) {
        packages.require(target, scope, version);
      } else if (scope !== 'development') {
        const kind =
          scope === 'optional' && !isRequested ? 'optional' : 'runtime';
        packages.connect(key, target, kind, version);
      }
    }
  }
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const packages = new LockedPackages();
  const entries: Entry[] = [];
  for (const item of listOf(readToml(text).package)) {
    const fields = isFields(item) ? item : {};
    const name = textOf(fields.name) ?? '';
    const version = textOf(fields.version) ?? '';
    const source = isFields(fields.source) ? fields.source : {};
    const facts = name ? identity(name, version, source) : undefined;
    if (isOwn(source)) {
      entries.push({ name, fields });
    } else if (facts) {
      const hashes = hashesOf(fields);
      const key = packages.add({
        ...facts,
        ...(hashes.length > 0 && { hashes }),
      });
      entries.push({ name, fields, key });
    } else {
      packages.warnings.add(`package ${quoted(name)} has no version`);
    }
  }
  const requested = requestedExtras(entries);
  entries.forEach(entry => connect(packages, entry, requested));
  const own = entries.filter(({ key }) => key === undefined);
  if (own.length === 0) {
    packages.requireUnreferenced();
  }
  const version = textOf(own[0]?.fields.version);
  return packages.result(own[0] && { name: own[0].name, version }, () =>
    uvInStep(
      own.map(({ fields }) => fields),
      sibling,
    ),
  );
}

/** `uv.lock`, version 1. */
export const uvLock: ManifestReader = {
  id: 'uv-lock',
  title: 'uv lock file',
  ecosystem: 'PyPI',
  matches: name => name === 'uv.lock',
  companions: ['pyproject.toml'],
  supersedes: [],
  read,
};
