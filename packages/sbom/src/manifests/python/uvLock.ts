import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import type { PackageFacts } from '../../graph/packageFacts';
import { labeledHashes } from '../../input/hashes';
import type { Scope } from '../../model';
import { missing, missingPackage, requireVersion } from '../lockVersion';
import { scopeOfGroup } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
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
    return {
      ...sourcePackage(name, version, { origin: 'url', location: url }),
      address: url,
    };
  }
  const path = textOf(source.path) ?? textOf(source.directory);
  if (path) {
    return sourcePackage(name, version, { origin: 'file', location: path });
  }
  const address = textOf(source.registry);
  return version
    ? { ...indexPackage(name, version), ...(address && { address }) }
    : undefined;
}

function hashesOf({ sdist, wheels }: Fields) {
  return labeledHashes(
    [sdist, ...listOf(wheels)].map(file =>
      isFields(file) ? file.hash : undefined,
    ),
  );
}

/** One list of a package's dependencies: its own, or that of an extra or a group. */
interface DependencyList {
  scope: Scope;
  extra?: string;
  group?: string;
  list: Fields[];
}

function dependencyLists(fields: Fields): DependencyList[] {
  const lists = (table: unknown) =>
    entriesOf(table).map(
      ([name, list]) => [name, listOf(list).filter(isFields)] as const,
    );
  return [
    { scope: 'runtime', list: listOf(fields.dependencies).filter(isFields) },
    ...lists(fields['optional-dependencies']).map(
      ([extra, list]): DependencyList => ({ scope: 'optional', extra, list }),
    ),
    ...lists(fields['dev-dependencies']).map(
      ([group, list]): DependencyList => ({
        scope: scopeOfGroup(group),
        group,
        list,
      }),
    ),
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
  for (const { scope, extra, group, list } of dependencyLists(fields)) {
    const isRequested = requested.has(`${normalizeName(name)}[${extra}]`);
    for (const dependency of list) {
      const target = textOf(dependency.name) ?? '';
      const version = textOf(dependency.version);
      if (key === undefined) {
        packages.require(target, scope, version);
      } else if (group === undefined) {
        const kind =
          scope === 'optional' && !isRequested ? 'optional' : 'runtime';
        packages.connect(key, target, kind, version);
      }
    }
  }
}

/** uv refuses such a file too: "found dependency with no locked package". */
function refuseMissing(entries: readonly Entry[]): void {
  const names = new Set(entries.map(({ name }) => normalizeName(name)));
  for (const { name, fields } of entries) {
    for (const { list } of dependencyLists(fields)) {
      for (const dependency of list) {
        const target = textOf(dependency.name) ?? '';
        if (!names.has(normalizeName(target))) {
          throw missingPackage(name, target);
        }
      }
    }
  }
}

/**
 * What a project without a package of its own asks for: the requirements of a script, and the
 * groups of a workspace whose root has no `[project]`.
 */
function requireManifest(packages: LockedPackages, manifest: unknown): void {
  const table = isFields(manifest) ? manifest : {};
  const listed = [
    { scope: 'runtime' as const, list: table.requirements },
    ...entriesOf(table['dependency-groups']).map(([group, list]) => ({
      scope: scopeOfGroup(group),
      list,
    })),
  ].flatMap(({ scope, list }) =>
    listOf(list)
      .filter(isFields)
      .map(({ name }) => ({ scope, name: textOf(name) ?? '' })),
  );
  listed.forEach(({ name, scope }) => packages.require(name, scope));
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const packages = new LockedPackages();
  const entries: Entry[] = [];
  const lock = readToml(text);
  requireVersion(lock.version, 'version', /^1$/, '1');
  for (const item of listOf(lock.package)) {
    const fields = isFields(item) ? item : {};
    const name = textOf(fields.name) ?? '';
    const version = textOf(fields.version) ?? '';
    if (!isFields(fields.source)) {
      throw missing(`source of ${name || 'a package'}`);
    }
    const { source } = fields;
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
      throw missing(`version of ${name || 'a package'}`);
    }
  }
  refuseMissing(entries);
  const requested = requestedExtras(entries);
  entries.forEach(entry => connect(packages, entry, requested));
  const own = entries.filter(({ key }) => key === undefined);
  requireManifest(packages, lock.manifest);
  if (own.length === 0 && !isFields(lock.manifest)) {
    throw missing('package of the project');
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
