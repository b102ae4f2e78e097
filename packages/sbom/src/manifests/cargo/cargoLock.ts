import { InputError } from '../../errors';
import { GraphBuilder, type PackageFacts } from '../../graph/graphBuilder';
import { formatGitLocation, parseGitLocation } from '../../input/gitLocation';
import { withoutCredentials } from '../../input/gitLocation';
import { hexHash } from '../../input/hashes';
import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '../../input/shape';
import { readToml } from '../../input/toml';
import { formatPurl } from '../../purl';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { cargoInStep, type OwnEntry } from './cargoStep';
import { type CargoPackage, cargoPackages } from './cargoToml';

const CRATES_IO =
  /^(?:registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index|sparse\+https:\/\/index\.crates\.io\/?)$/;

function identity(name: string, version: string, source: string): PackageFacts {
  const facts = { name, version, packageName: name };
  if (CRATES_IO.test(source)) {
    const purl = formatPurl({ type: 'cargo', name, version });
    return { ...facts, purl, ecosystem: 'crates.io', origin: 'registry' };
  }
  if (source.startsWith('git+')) {
    const location = parseGitLocation(source);
    const vcsUrl = location && formatGitLocation(location);
    const qualifiers = vcsUrl ? { vcs_url: vcsUrl } : undefined;
    const purl = formatPurl({ type: 'cargo', name, version, qualifiers });
    return { ...facts, purl, origin: 'git', ...(vcsUrl && { vcsUrl }) };
  }
  // Another registry's packages are not those of crates.io, even under the same name.
  const address = withoutCredentials(source.replace(/^\w+\+/, ''));
  const qualifiers = { repository_url: address ?? 'unknown' };
  const purl = formatPurl({ type: 'cargo', name, version, qualifiers });
  return { ...facts, purl, origin: 'registry' };
}

interface Entry {
  key: string;
  name: string;
  version: string;
  /** Absent for packages of the project itself. */
  source?: string;
  fields: Fields;
}

class CargoLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries: Entry[] = [];
  private readonly byName = new Map<string, Entry[]>();

  constructor(private readonly lock: Fields) {}

  read({ sibling }: ReaderInput): ReaderResult {
    if (!Array.isArray(this.lock.package) && this.lock.version === undefined) {
      throw new InputError("neither 'version' nor 'package' is there");
    }
    listOf(this.lock.package).forEach((item, index) => this.note(item, index));
    const checksums = new Map(entriesOf(this.lock.metadata));
    for (const entry of this.entries) {
      this.add(entry, checksums);
    }
    const own = cargoPackages(sibling);
    for (const entry of this.entries) {
      this.connect(entry, own.get(entry.name));
    }
    if (this.entries.every(({ source }) => source !== undefined)) {
      this.builder.requireUnreferenced();
    }
    const [root] = own.values();
    return {
      root: root && { name: root.name, version: root.version },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...cargoInStep(this.ownEntries(), own, sibling),
      },
    };
  }

  private ownEntries(): OwnEntry[] {
    return this.entries
      .filter(({ source }) => source === undefined)
      .map(({ name, version, fields }) => ({
        name,
        version,
        dependencies: listOf(fields.dependencies).flatMap(
          item => this.resolve(textOf(item) ?? '') ?? [],
        ),
      }));
  }

  private note(item: unknown, index: number): void {
    const fields = isFields(item) ? item : {};
    const name = textOf(fields.name);
    const version = textOf(fields.version);
    if (!name || !version) {
      const label = name ?? String(index);
      this.warnings.add(`package ${quoted(label)} has no version`);
      return;
    }
    const source = textOf(fields.source);
    const entry = { key: String(index), name, version, source, fields };
    this.entries.push(entry);
    const known = this.byName.get(name);
    if (known) {
      known.push(entry);
    } else {
      this.byName.set(name, [entry]);
    }
  }

  private add(entry: Entry, checksums: ReadonlyMap<string, unknown>): void {
    const { key, name, version, source, fields } = entry;
    if (source === undefined) {
      return;
    }
    // Before lock version 2 the checksums had a table of their own.
    const checksum =
      textOf(fields.checksum) ??
      textOf(checksums.get(`checksum ${name} ${version} (${source})`)) ??
      '';
    const hash = hexHash('sha256', checksum);
    this.builder.add(key, {
      ...identity(name, version, source),
      ...(hash && { hashes: [hash] }),
    });
  }

  /** Dependencies of the project's own packages are direct; Cargo.toml says with what scope. */
  private connect(entry: Entry, own: CargoPackage | undefined): void {
    for (const item of listOf(entry.fields.dependencies)) {
      const target = this.resolve(textOf(item) ?? '');
      if (target?.source === undefined) {
        continue;
      }
      if (entry.source === undefined) {
        this.builder.require(target.key, own?.requirements.get(target.name));
      } else {
        this.builder.connect(entry.key, target.key);
      }
    }
  }

  /** `name`, `name version` or `name version (source)`: as much as is needed to be unique. */
  private resolve(text: string): Entry | undefined {
    const [name, version, source] = text.split(' ');
    const candidates = this.byName.get(name) ?? [];
    if (candidates.length === 1) {
      return candidates[0];
    }
    const address = source?.replace(/^\(|\)$/g, '');
    return candidates.find(
      candidate =>
        candidate.version === version &&
        (!address || candidate.source?.startsWith(address)),
    );
  }
}

/** `Cargo.lock`, versions 1 to 4. */
export const cargoLock: ManifestReader = {
  id: 'cargo-lock',
  title: 'Cargo lock file',
  ecosystem: 'crates.io',
  matches: name => name === 'Cargo.lock',
  companions: ['Cargo.toml'],
  supersedes: [],
  read: input => new CargoLock(readToml(input.text)).read(input),
};
