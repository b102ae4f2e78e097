import { type Fields, InputError, readToml } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { formatGitLocation, parseGitLocation } from '../../input/gitLocation';
import { withoutCredentials } from '../../input/gitLocation';
import { hexHash } from '../../input/hashes';
import { formatPurl } from '../../purl';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { CargoEntries, type Entry } from './cargoEntries';
import { cargoInStep, type OwnEntry } from './cargoStep';
import {
  type CargoPackage,
  type CargoWorkspace,
  cargoWorkspace,
  scopeIn,
} from './cargoToml';

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

class CargoLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries: CargoEntries;

  constructor(lock: Fields) {
    this.entries = new CargoEntries(lock);
  }

  read({ sibling }: ReaderInput): ReaderResult {
    const { all } = this.entries;
    all.forEach(entry => this.add(entry));
    const workspace = cargoWorkspace(sibling);
    const ownEntries: OwnEntry[] = [];
    for (const entry of all) {
      const dependencies = this.entries.dependenciesOf(entry);
      if (entry.source === undefined) {
        this.require(dependencies, workspace.packages.get(entry.name));
        ownEntries.push({ ...entry, dependencies });
      } else {
        dependencies.forEach(({ key }) => this.builder.connect(entry.key, key));
      }
    }
    if (ownEntries.length === 0) {
      refuseWithoutProject(workspace);
      this.builder.requireUnreferenced();
    }
    this.warnAboutScopes(ownEntries, workspace);
    const [root] = workspace.packages.values();
    return {
      root: root && { name: root.name, version: root.version },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...cargoInStep(ownEntries, workspace.packages),
      },
    };
  }

  private add({ key, name, version, source, checksum }: Entry): void {
    if (source === undefined) {
      return;
    }
    const hash = hexHash('sha256', checksum);
    this.builder.add(key, {
      ...identity(name, version, source),
      ...(hash && { hashes: [hash] }),
    });
  }

  /** Dependencies of the project's own packages are direct; Cargo.toml says with what scope. */
  private require(
    dependencies: readonly Entry[],
    own: CargoPackage | undefined,
  ): void {
    for (const { key, name, version, source } of dependencies) {
      if (source !== undefined) {
        this.builder.require(
          key,
          own ? scopeIn(own, name, version) : 'unknown',
        );
      }
    }
  }

  private warnAboutScopes(
    entries: readonly OwnEntry[],
    { packages, cutOff }: CargoWorkspace,
  ): void {
    if (cutOff) {
      this.warnings.add(cutOff);
    }
    const unknown = entries.filter(
      ({ name, dependencies }) =>
        dependencies.length > 0 && !packages.has(name),
    );
    if (unknown.length > 0) {
      this.warnings.add(
        `the Cargo.toml of ${quoted(unknown[0].name)}${
          unknown.length > 1 ? ` and ${unknown.length - 1} more` : ''
        } was not found or could not be read: the scope of what it asks for is unknown`,
      );
    }
  }
}

/**
 * Entries are sorted: where the project's own come late, a cut may leave a graph that is whole but
 * for them.
 */
function refuseWithoutProject({ packages }: CargoWorkspace): void {
  const [own] = packages.values();
  if (own) {
    throw new InputError(
      `the file is not whole: it has no entry for ${quoted(
        own.name,
      )}, which the Cargo.toml beside it is for`,
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
