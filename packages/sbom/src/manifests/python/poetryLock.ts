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
import { indexPackage, sourcePackage } from './pypiPackage';
import { poetryInStep } from './pythonStep';

/** Groups (lock version 2.1) or the category (1.x); versions between state neither. */
function statedScope(entry: Fields): Scope | undefined {
  const groups = Array.isArray(entry.groups) ? entry.groups : undefined;
  if (groups ? !groups.includes('main') : entry.category === 'dev') {
    return 'development';
  }
  if (entry.optional === true) {
    return 'optional';
  }
  return groups || entry.category ? 'runtime' : undefined;
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
      return sourcePackage(name, version, { origin: 'url', location });
    case 'file':
    case 'directory':
      return sourcePackage(name, version, { origin: 'file', location });
    default:
      return indexPackage(name, version);
  }
}

/** Hashes of all archives that the lock allows: wheels of each platform and the source archive. */
function hashesOf(entry: Fields, legacyFiles: ReadonlyMap<string, unknown>) {
  const files = Array.isArray(entry.files)
    ? entry.files
    : legacyFiles.get(textOf(entry.name) ?? '');
  return labelledHashes(
    listOf(files).map(file => (isFields(file) ? file.hash : undefined)),
  );
}

/** Whether all alternatives of a dependency are optional, which means an extra asks for it. */
function isOptional(value: unknown): boolean {
  const alternatives = Array.isArray(value) ? value : [value];
  return alternatives.every(item => isFields(item) && item.optional === true);
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const lock = readToml(text);
  const metadata = isFields(lock.metadata) ? lock.metadata : {};
  const legacyFiles = new Map(entriesOf(metadata.files));
  const packages = new LockedPackages();
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
    const scope = statedScope(entry);
    const hashes = hashesOf(entry, legacyFiles);
    const key = packages.add({
      ...identity(entry, name, version),
      ...(scope && { scope }),
      ...(hashes.length > 0 && { hashes }),
    });
    added.push([key, entry]);
  });
  for (const [key, entry] of added) {
    for (const [name, value] of entriesOf(entry.dependencies)) {
      packages.connect(key, name, isOptional(value) ? 'optional' : 'runtime');
    }
  }
  const project = packages.requireListed(sibling);
  return packages.result(
    project && { name: project.name, version: project.version },
    components => poetryInStep(lock, components, sibling),
  );
}

/** `poetry.lock`, lock-version 1.0 to 2.1. */
export const poetryLock: ManifestReader = {
  id: 'poetry-lock',
  title: 'Poetry lock file',
  ecosystem: 'PyPI',
  matches: name => name === 'poetry.lock',
  companions: ['pyproject.toml'],
  supersedes: [],
  read,
};
