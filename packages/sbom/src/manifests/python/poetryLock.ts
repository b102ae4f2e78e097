import { GraphBuilder, type PackageFacts } from '../../graph/graphBuilder';
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
import { quoted, Warnings } from '../warnings';
import { indexPackage, normalizeName, sourcePackage } from './pypiPackage';
import { pyProjectBeside } from './pyproject';

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

class PoetryLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  /** Keys by normalised name; a name can be locked in several versions. */
  private readonly keys = new Map<string, string[]>();

  constructor(private readonly lock: Fields) {}

  read({ sibling }: ReaderInput): ReaderResult {
    const metadata = isFields(this.lock.metadata) ? this.lock.metadata : {};
    const legacyFiles = new Map(entriesOf(metadata.files));
    const entries = listOf(this.lock.package).filter(isFields);
    entries.forEach((entry, index) => this.add(entry, index, legacyFiles));
    entries.forEach((entry, index) => {
      for (const [name, value] of entriesOf(entry.dependencies)) {
        for (const target of this.keys.get(normalizeName(name)) ?? []) {
          const kind = isOptional(value) ? 'optional' : 'runtime';
          this.builder.connect(String(index), target, kind);
        }
      }
    });
    const project = pyProjectBeside(sibling);
    for (const { name, scope } of project?.requirements ?? []) {
      for (const key of this.keys.get(name) ?? []) {
        this.builder.require(key, scope);
      }
    }
    if (!project) {
      this.builder.requireUnreferenced();
      this.warnings.add(
        'no pyproject.toml beside the lock file: what no other package asks for counts as direct',
      );
    }
    return {
      root: project && { name: project.name, version: project.version },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
    };
  }

  private add(
    entry: Fields,
    index: number,
    legacyFiles: ReadonlyMap<string, unknown>,
  ): void {
    const name = textOf(entry.name);
    const version = textOf(entry.version);
    if (!name || !version) {
      this.warnings.add(
        `package ${quoted(name ?? String(index))} has no version`,
      );
      return;
    }
    const scope = statedScope(entry);
    const hashes = hashesOf(entry, legacyFiles);
    const key = String(index);
    this.builder.add(key, {
      ...identity(entry, name, version),
      ...(scope && { scope }),
      ...(hashes.length > 0 && { hashes }),
    });
    const normal = normalizeName(name);
    const known = this.keys.get(normal);
    if (known) {
      known.push(key);
    } else {
      this.keys.set(normal, [key]);
    }
  }
}

/** `poetry.lock`, lock-version 1.0 to 2.1. */
export const poetryLock: ManifestReader = {
  id: 'poetry-lock',
  title: 'Poetry lock file',
  ecosystem: 'PyPI',
  matches: name => name === 'poetry.lock',
  companions: ['pyproject.toml'],
  supersedes: [],
  read: input => new PoetryLock(readToml(input.text)).read(input),
};
