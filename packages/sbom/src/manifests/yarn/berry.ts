import { InputError } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { type Block, blockIn, textIn } from '../../input/indentedText';
import type { Scope } from '../../model';
import {
  filePackage,
  gitPackage,
  isFileSpecifier,
  isGitSpecifier,
  isUrlSpecifier,
  registryPackage,
  urlPackage,
} from '../npm/npmPackage';
import { refuseEmptied } from '../npm/missingEntries';
import { packageJsonBeside } from '../npm/packageJson';
import { Registries } from '../npm/registries';
import type { ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { berryInStep } from './berryStep';
import { splitDescriptor } from './descriptor';
import { Entries } from './entries';
import { type YarnSettings, yarnSettings } from './settings';

/** Version that yarn gives to folders of the project and to links. */
const LOCAL = '0.0.0-use.local';

function identity(
  resolution: string,
  stated: string,
  registries: Registries,
): PackageFacts | undefined {
  const { name, range } = splitDescriptor(resolution);
  const version = stated === LOCAL ? '' : stated;
  if (range.startsWith('npm:')) {
    return registryPackage(name, version);
  }
  if (range.startsWith('patch:')) {
    // A patched package is still that package to whoever looks for its vulnerabilities.
    const source = decodeSource(range.slice('patch:'.length));
    return source ? identity(source, version, registries) : undefined;
  }
  if (isFileSpecifier(range)) {
    const path = range.replace(/^(?:file|link|portal):/, '').split(/[#:]/)[0];
    return filePackage(name, version, path);
  }
  if (isGitSpecifier(range)) {
    return gitPackage(name, version, range.replace('#commit=', '#'));
  }
  if (!isUrlSpecifier(range)) {
    return undefined;
  }
  const found = registries.packageAt(range);
  return found
    ? registryPackage(found.name, found.version)
    : urlPackage(name, version, range);
}

/** The patched package's own resolution: `name@npm%3A1.0.0#…`, with `#` before the patch file. */
function decodeSource(range: string): string | undefined {
  try {
    const source = decodeURIComponent(range.split('#')[0]);
    return source.includes('@patch:') ? undefined : source;
  } catch {
    return undefined;
  }
}

/** Of the lock file's own format, `__metadata.version`: those of Yarn 2.0 to 4.12. */
const VERSIONS = /^(?:[4-9]|10)$/;
/** What every entry has. */
const FIELDS = { every: ['version', 'resolution'], last: 'linkType' };
/** Members have entries like all others. */
const NO_MEMBERS: ReadonlySet<string> = new Set();

function refuseUnknownVersion(lock: Block): void {
  const version = textIn(blockIn(lock, '__metadata'), 'version');
  if (version === undefined) {
    throw new InputError("'__metadata' has no version");
  }
  if (!VERSIONS.test(version)) {
    throw new InputError(`lock file version ${quoted(version)} is not known`);
  }
  if (lock.size < 2) {
    throw new InputError('not even the project itself has an entry');
  }
}

class BerryLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries: Entries;
  private readonly registries: Registries;
  private readonly settings: YarnSettings;
  /** Folder by header, for members of the workspace. */
  private readonly members = new Map<string, string>();

  constructor(
    private readonly lock: Block,
    private readonly input: ReaderInput,
  ) {
    const { sibling, registries } = input;
    this.settings = yarnSettings(sibling);
    this.entries = new Entries(lock, packageJsonBeside(sibling)?.resolutions);
    this.registries = new Registries([
      ...registries,
      ...this.settings.registries,
    ]);
  }

  read(): ReaderResult {
    refuseUnknownVersion(this.lock);
    const unresolved = this.entries.refuseDamage(
      FIELDS,
      NO_MEMBERS,
      this.warnings,
      this.input.text,
    );
    for (const [header, entry] of this.entries.all) {
      this.addEntry(header, entry);
    }
    this.refuseWithoutProject();
    for (const [header, entry] of this.entries.all) {
      if (!this.members.has(header)) {
        this.connect(header, entry);
      }
    }
    const root = this.requireListed();
    return {
      root,
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...berryInStep(this.lock, this.members, this.input.sibling),
      },
      ...(unresolved && { unresolved }),
    };
  }

  /** Yarn writes an entry for the project itself as well. */
  private refuseWithoutProject(): void {
    if (![...this.members.values()].includes('.')) {
      refuseEmptied(packageJsonBeside(this.input.sibling));
    }
  }

  private addEntry(header: string, entry: Block): void {
    const resolution = textIn(entry, 'resolution') ?? header.split(/, */)[0];
    const { range } = splitDescriptor(resolution);
    if (range.startsWith('workspace:')) {
      this.members.set(header, range.slice('workspace:'.length));
      return;
    }
    const version = textIn(entry, 'version') ?? '';
    const facts = identity(resolution, version, this.registries);
    // `checksum` is of yarn's own cache archive, not of the published package: no hash of it.
    if (facts) {
      this.builder.add(header, {
        ...facts,
        hashed: textIn(entry, 'checksum') !== undefined,
        // What is only for other machines is not fetched on all that write the file.
        ...(textIn(entry, 'conditions') && { unhashable: true }),
      });
    } else {
      this.warnings.add(
        `${quoted(resolution)} comes from an unknown kind of source`,
      );
    }
  }

  private connect(header: string, entry: Block): void {
    const optional = new Set<string>();
    for (const [name, meta] of blockIn(entry, 'dependenciesMeta')) {
      if (meta instanceof Map && textIn(meta, 'optional') === 'true') {
        optional.add(name);
      }
    }
    for (const [name, range] of blockIn(entry, 'dependencies')) {
      const target = this.entries.answering(name, range);
      if (target) {
        const kind = optional.has(name) ? 'optional' : 'runtime';
        this.builder.connect(header, target, kind);
      }
    }
  }

  /** A range of a catalog as the catalog has it, which is how the entry is called. */
  private settled(name: string, range: string | Block): string | Block {
    const [, catalog] = /^catalog:(.*)$/.exec(String(range)) ?? [];
    return catalog === undefined
      ? range
      : this.settings.catalogs.get(catalog.trim())?.get(name) ?? range;
  }

  private requireDependency(
    name: string,
    range: string | Block,
    scope: Scope,
  ): void {
    const target = this.entries.answering(name, this.settled(name, range));
    if (target) {
      this.builder.require(target, scope);
    } else {
      this.warnings.add(
        `which entry is meant by ${quoted(
          `${name}@${String(range)}`,
        )} is not known: ` +
          'whether what is not listed otherwise is direct is not known',
      );
      this.builder.leaveDirectOpen();
    }
  }

  /** Members list runtime and development dependencies alike; their package.json tells them apart. */
  private requireListed(): ReaderResult['root'] {
    let root: ReaderResult['root'];
    for (const [header, folder] of this.members) {
      const inRoot = folder === '.' || folder === '';
      const project = packageJsonBeside(
        this.input.sibling,
        inRoot ? '' : folder,
      );
      if (!project) {
        this.warnings.add(
          `no package.json of workspace ${quoted(folder)}: ` +
            'the scope of what it asks for is unknown',
        );
      }
      const scopes = new Map(
        project?.requirements.map(({ name, scope }) => [name, scope]),
      );
      const entry = this.lock.get(header) as Block;
      for (const [name, range] of blockIn(entry, 'dependencies')) {
        this.requireDependency(name, range, scopes.get(name) ?? 'unknown');
      }
      if (inRoot) {
        const { name } = splitDescriptor(header);
        root = { name: project?.name ?? name, version: project?.version };
      }
    }
    if (this.members.size === 0) {
      this.builder.requireUnreferenced();
    }
    return root;
  }
}

/** Reads a lock file of yarn 2 and later (`__metadata.version` 4 to 10). */
export function readBerry(lock: Block, input: ReaderInput): ReaderResult {
  return new BerryLock(lock, input).read();
}
