import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  readToml,
  textOf,
} from '@safety-curtain/input';
import { strongerScope } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { labeledHashes } from '../../input/hashes';
import type { Scope } from '../../model';
import { missing, requireVersion } from '../lockVersion';
import { scopeOfGroup } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted } from '../warnings';
import { LockedPackages } from './lockedPackages';
import {
  indexPackage,
  normalizeName,
  PROJECT_NAME,
  sourcePackage,
} from './pypiPackage';
import { extrasOf, type PyProject, pyProjectBeside } from './pyproject';
import { poetryInStep } from './pythonStep';

/**
 * Groups (lock version 2.1) or the category (1.x); versions between state neither. The category
 * `dev` is that of all groups but the main one.
 */
function statedScope(
  entry: Fields,
  project: PyProject | undefined,
): Scope | undefined {
  const main = entry.optional === true ? 'optional' : 'runtime';
  if (Array.isArray(entry.groups)) {
    return entry.groups
      .map(group =>
        group === 'main' ? main : scopeOfGroup(textOf(group) ?? ''),
      )
      .reduce(strongerScope, 'development');
  }
  if (entry.category === 'dev') {
    return project?.hasRuntimeGroups ? undefined : 'development';
  }
  return entry.optional === true || entry.category ? main : undefined;
}

function identity(entry: Fields, name: string, version: string): PackageFacts {
  const source = isFields(entry.source) ? entry.source : {};
  const location = textOf(source.url) ?? '';
  switch (source.type) {
    case 'git': {
      const commit = textOf(source.resolved_reference);
      return sourcePackage(name, version, { origin: 'git', location, commit });
    }
    case 'url':
      return {
        ...sourcePackage(name, version, { origin: 'url', location }),
        address: location,
      };
    case 'file':
    case 'directory':
      return sourcePackage(name, version, { origin: 'file', location });
    default:
      return {
        ...indexPackage(name, version),
        ...(location && { address: location }),
      };
  }
}

/** Hashes of all archives that the lock allows: wheels of each platform and the source archive. */
function hashesOf(entry: Fields, legacyFiles: ReadonlyMap<string, unknown>) {
  const files = Array.isArray(entry.files)
    ? entry.files
    : legacyFiles.get(textOf(entry.name) ?? '');
  return labeledHashes(
    listOf(files).map(file => (isFields(file) ? file.hash : undefined)),
  );
}

/** Whether all alternatives of a dependency are optional, which means an extra asks for it. */
function isOptional(value: unknown): boolean {
  const alternatives = Array.isArray(value) ? value : [value];
  return alternatives.every(item => isFields(item) && item.optional === true);
}

/**
 * What Poetry writes last; it reads lock versions 1 and 2 (`Locker`), and the first ones had no
 * number.
 */
function metadataOf(lock: Fields): Fields {
  const metadata = isFields(lock.metadata) ? lock.metadata : {};
  const version = metadata['lock-version'] ?? '1.0';
  requireVersion(version, 'lock-version', /^[12]\.\d+$/, '1.0 to 2.x');
  if (textOf(metadata['content-hash']) === undefined) {
    throw missing('content-hash');
  }
  return metadata;
}

/** Extras that some package or the project asks for, as `name[extra]`. */
function requestedExtras(
  entries: readonly Fields[],
  project: PyProject | undefined,
): Set<string> {
  const requested = new Set<string>();
  const add = (name: string, extras: readonly string[]) =>
    extras.forEach(extra => requested.add(`${normalizeName(name)}[${extra}]`));
  for (const { dependencies } of entries) {
    for (const [name, value] of entriesOf(dependencies)) {
      add(name, extrasOf(value));
    }
  }
  project?.requirements.forEach(({ name, extras }) => add(name, extras));
  return requested;
}

/** Names of what a package needs for those of its extras that are asked for. */
function wantedByExtras(
  entry: Fields,
  requested: ReadonlySet<string>,
): Set<string> {
  const own = normalizeName(textOf(entry.name) ?? '');
  return new Set(
    entriesOf(entry.extras)
      .filter(([extra]) => requested.has(`${own}[${normalizeName(extra)}]`))
      .flatMap(([, list]) => listOf(list))
      .flatMap(item => PROJECT_NAME.exec(textOf(item)?.trim() ?? '')?.[0] ?? [])
      .map(normalizeName),
  );
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const lock = readToml(text);
  const metadata = metadataOf(lock);
  const legacyFiles = new Map(entriesOf(metadata.files));
  const packages = new LockedPackages();
  const listed = pyProjectBeside(sibling);
  const added: Array<[string, Fields]> = [];
  listOf(lock.package).forEach((item, index) => {
    const entry = isFields(item) ? item : {};
    const name = textOf(entry.name);
    const version = textOf(entry.version);
    if (!name || !version) {
      const label = quoted(name ?? String(index));
      packages.warnings.add(`package ${label} has no version`);
      return;
    }
    const scope = statedScope(entry, listed);
    const hashes = hashesOf(entry, legacyFiles);
    const key = packages.add({
      ...identity(entry, name, version),
      ...(scope && { scope }),
      ...(hashes.length > 0 && { hashes }),
    });
    added.push([key, entry]);
  });
  const requested = requestedExtras(
    added.map(([, entry]) => entry),
    listed,
  );
  for (const [key, entry] of added) {
    const wanted = wantedByExtras(entry, requested);
    for (const [name, value] of entriesOf(entry.dependencies)) {
      const optional = isOptional(value) && !wanted.has(normalizeName(name));
      packages.connect(key, name, optional ? 'optional' : 'runtime');
    }
  }
  const project = packages.requireListed(sibling);
  return packages.result(
    project && { name: project.name, version: project.version },
    components => poetryInStep(lock, components, sibling),
  );
}

/** `poetry.lock`, lock-version 1.0 to 2.x. */
export const poetryLock: ManifestReader = {
  id: 'poetry-lock',
  title: 'Poetry lock file',
  ecosystem: 'PyPI',
  matches: name => name === 'poetry.lock',
  companions: ['pyproject.toml'],
  supersedes: [],
  read,
};
