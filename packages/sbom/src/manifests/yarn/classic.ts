import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { hexHash, integrityHashes } from '../../input/hashes';
import { type Block, blockIn, textIn } from '../../input/indentedText';
import type { Hash } from '../../model';
import {
  filePackage,
  gitPackage,
  installedPackage,
  isFileSpecifier,
  isGitArchive,
  isGitSpecifier,
  isUrlSpecifier,
  parseAlias,
  registryPackage,
  urlPackage,
} from '../npm/npmPackage';
import { refuseEmptied } from '../npm/missingEntries';
import { packageJsonBeside, type PackageJson } from '../npm/packageJson';
import { packageInstalled, Registries } from '../npm/registries';
import { type Member, workspaceMembers } from '../npm/workspaceMembers';
import type { ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { classicInStep } from './classicStep';
import { splitDescriptor } from './descriptor';
import { Entries } from './entries';

const EDGES = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
] as const;

/** What entries have; only folders of the project have no address. */
const FIELDS = { every: ['version'], last: 'resolved' };

/** Whether a range has a protocol of its own: `workspace:`, `npm:`, `https:`. */
function hasProtocol(range: string): boolean {
  return /^[a-z][a-z+.-]*:/.test(range);
}

/** The integrity field, or for old files the SHA-1 that follows the archive's address. */
function hashesOf(entry: Block, resolved: string): Hash[] {
  const hashes = integrityHashes(textIn(entry, 'integrity'));
  if (hashes.length > 0) {
    return hashes;
  }
  const hash = hexHash('sha1', resolved.slice(resolved.indexOf('#') + 1));
  return hash ? [hash] : [];
}

class ClassicLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries: Entries;
  private readonly registries: Registries;
  private readonly project: PackageJson | undefined;
  /** The project and the members of its workspace, as far as they are known. */
  private readonly members: readonly Member[];
  private readonly knowsMembers: boolean;

  constructor(lock: Block, private readonly input: ReaderInput) {
    const { sibling, registries } = input;
    this.project = packageJsonBeside(sibling);
    this.entries = new Entries(lock, this.project?.resolutions);
    this.registries = new Registries(registries, sibling('.npmrc'));
    const { members, complete } = this.project
      ? workspaceMembers(this.project, sibling)
      : { members: [], complete: false };
    this.members = members;
    this.knowsMembers = complete;
  }

  read(): ReaderResult {
    if (this.entries.all.size === 0) {
      refuseEmptied(this.project);
    }
    const unresolved = this.entries.refuseDamage(
      FIELDS,
      new Set(this.members.flatMap(({ project }) => project.name ?? [])),
      this.warnings,
      this.input.text,
    );
    for (const [header, entry] of this.entries.all) {
      const { range } = splitDescriptor(header.split(', ')[0]);
      if (!hasProtocol(range)) {
        this.registries.learn(textIn(entry, 'resolved'));
      }
    }
    for (const [header, entry] of this.entries.all) {
      this.add(header, entry);
    }
    for (const [header, entry] of this.entries.all) {
      this.connect(header, entry);
    }
    this.requireListed();
    const { name, version } = this.project ?? {};
    return {
      root: this.project && { name, version },
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...classicInStep(this.entries.headers, this.input.sibling),
      },
      // What is missing may be a member of the workspace that is not known.
      ...(unresolved && {
        unresolved: { ...unresolved, cut: this.knowsMembers },
      }),
    };
  }

  private add(header: string, entry: Block): void {
    const [first] = header.split(', ');
    const resolved = textIn(entry, 'resolved') ?? '';
    const version = textIn(entry, 'version') ?? '';
    const facts =
      this.elsewhere(first, version, resolved) ??
      this.fromRegistry(first, version, resolved);
    if (!facts) {
      this.warnings.add(
        `${quoted(first)} comes from an unknown kind of source`,
      );
      return;
    }
    const hashes = hashesOf(entry, resolved);
    this.builder.add(header, {
      ...facts,
      hashed: hashes.length > 0,
      ...(resolved && { address: resolved }),
      ...(facts.origin === 'registry' && hashes.length > 0 && { hashes }),
    });
  }

  /** A package that is asked for by a folder, a repository or an address. */
  private elsewhere(
    pattern: string,
    version: string,
    resolved: string,
  ): PackageFacts | undefined {
    const { name, range } = splitDescriptor(pattern);
    if (isFileSpecifier(range)) {
      return filePackage(name, version, range.replace(/^(?:file|link):/, ''));
    }
    if (isGitSpecifier(resolved) || isGitArchive(resolved)) {
      return gitPackage(name, version, resolved);
    }
    if (isGitSpecifier(range)) {
      return gitPackage(name, version, range);
    }
    if (!isUrlSpecifier(range)) {
      return undefined;
    }
    const found = this.registries.packageAt(range);
    return found
      ? registryPackage(found.name, found.version)
      : urlPackage(name, version, range);
  }

  /** Asked for by version, or by a protocol (`workspace:`) that led to a registry all the same. */
  private fromRegistry(
    pattern: string,
    version: string,
    resolved: string,
  ): PackageFacts | undefined {
    const { name, range } = splitDescriptor(pattern);
    const alias = parseAlias(range);
    const isPlain = alias !== undefined || !hasProtocol(range);
    if (!isPlain && !this.registries.packageAt(resolved)) {
      return undefined;
    }
    const stated = { name: alias?.name ?? name, version };
    return installedPackage(
      stated,
      packageInstalled(stated, resolved, this.warnings),
    );
  }

  private connect(header: string, entry: Block): void {
    for (const [list, kind] of EDGES) {
      for (const [name, range] of blockIn(entry, list)) {
        const target = this.entries.answering(name, range);
        if (target) {
          this.builder.connect(header, target, kind);
        }
      }
    }
  }

  /** The file does not say what the project and its members ask for; their package.json do. */
  private requireListed(): void {
    for (const { project } of this.members) {
      for (const { name, specifier, scope } of project.requirements) {
        const header = this.entries.answering(name, specifier);
        if (header) {
          this.builder.require(header, scope);
        }
      }
    }
    if (!this.knowsMembers) {
      this.builder.requireUnreferenced();
      this.warnings.add(
        this.project
          ? 'not every package.json of the workspace is known: ' +
              'what no known package asks for is direct, ' +
              'of what else the others ask for, and for what, is not known'
          : 'no package.json beside the lock file: what no other package asks for is direct, ' +
              'of the rest it is not known, and the scope of all is unknown',
      );
    }
  }
}

/** Reads the entries of yarn's first lock file format. */
export function readClassic(lock: Block, input: ReaderInput): ReaderResult {
  return new ClassicLock(lock, input).read();
}
