import { InputError } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { formatGitLocation, parseGitLocation } from '../../input/gitLocation';
import { labeledHashes } from '../../input/hashes';
import type { Step } from '../../locks/comparison';
import type { Hash, Unresolved } from '../../model';
import { formatPurl } from '../../purl';
import { fileNameOf } from '../fileNames';
import { missing, missingPackage } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings, counted } from '../warnings';
import {
  gemfileRequirements,
  gemfileScopes,
  normalRequirement,
} from './gemfile';
import { gemfileInStep } from './gemfileStep';

/** Where the specs of a section come from. */
interface Source {
  kind: 'GEM' | 'GIT' | 'PATH' | 'PLUGIN SOURCE';
  remote: string;
  revision?: string;
}

const SOURCES: ReadonlySet<string> = new Set([
  'GEM',
  'GIT',
  'PATH',
  'PLUGIN SOURCE',
]);

function identity(name: string, version: string, source: Source): PackageFacts {
  const facts = { name, version, packageName: name };
  const purl = (qualifiers?: Record<string, string>) =>
    formatPurl({ type: 'gem', name, version, qualifiers });
  if (source.kind === 'GIT') {
    const location = parseGitLocation(source.remote, source.revision);
    const vcsUrl = location && formatGitLocation(location);
    return {
      ...facts,
      purl: purl(vcsUrl ? { vcs_url: vcsUrl } : undefined),
      origin: 'git',
      ...(vcsUrl && { vcsUrl }),
    };
  }
  if (source.kind === 'PATH') {
    const download = { download_url: `file:${source.remote}` };
    return { ...facts, purl: purl(download), origin: 'file' };
  }
  return {
    ...facts,
    purl: purl(),
    ecosystem: 'RubyGems',
    origin: 'registry',
    ...(source.remote && { address: source.remote }),
  };
}

/** `name (1.0)` or `name (1.0-platform)`; builds for several platforms are one version. */
function parseSpec(text: string): { name: string; version?: string } {
  const found = /^(\S+)(?: \(([^)-]+)(?:-[^)]*)?\))?/.exec(text);
  return found ? { name: found[1], version: found[2] } : { name: text };
}

class GemfileLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  /** Requirement of each gem that the Gemfile asked for. */
  private readonly direct = new Map<string, string>();
  /** Names of all gems that have an entry. */
  private readonly specs = new Set<string>();
  /** Names of the gems that the project itself builds. */
  private readonly own = new Set<string>();
  private readonly ownDependencies: string[] = [];
  private readonly edges: Array<[string, string]> = [];
  private readonly hashes = new Map<string, Hash[]>();
  private readonly sections = new Set<string>();
  private section = '';
  private source: Source = { kind: 'GEM', remote: '' };
  private spec: string | undefined;

  constructor(private readonly input: ReaderInput) {}

  read(): ReaderResult {
    const text = this.input.text;
    if (/^(?:<{7}|={7}|>{7})(?:\s|$)/m.test(text)) {
      throw new InputError('holds the markers of an unresolved merge');
    }
    const lines = text.split(/\r?\n/);
    // The checksums come after the specs that they belong to.
    lines.forEach(line => this.takeChecksum(line));
    this.section = '';
    lines.forEach(line => this.take(line));
    for (const [from, to] of this.edges) {
      if (!this.isListed(to)) {
        throw missingPackage(from, to);
      }
      this.builder.connect(from, to);
    }
    if (!this.sections.has('DEPENDENCIES')) {
      throw missing('DEPENDENCIES');
    }
    const unresolved = this.unlisted();
    const step = this.requireListed();
    return {
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings(), ...step },
      ...(unresolved && { unresolved }),
    };
  }

  /** Whether a gem has an entry; Bundler itself needs none. */
  private isListed(name: string): boolean {
    return this.specs.has(name) || name === 'bundler';
  }

  /**
   * What the Gemfile asks for and no entry answers: gems of platforms that the file is not for
   * (`tzinfo-data` of Windows), and what a cut took away, as far as that can be told apart.
   */
  private unlisted(): Unresolved | undefined {
    for (const name of this.ownDependencies) {
      if (!this.isListed(name)) {
        throw missingPackage([...this.own][0], name);
      }
    }
    const gemfile = gemfileRequirements(this.input.sibling(this.program) ?? '');
    const absent = [...this.direct.keys()].filter(
      name => !this.isListed(name) && !gemfile.limited.has(name),
    );
    if (absent.length === 0) {
      return undefined;
    }
    const lost = absent.find(name => gemfile.certain.has(name));
    if (lost !== undefined) {
      throw missingPackage(this.program, lost);
    }
    this.warnings.add(
      `${counted(
        absent.length,
        'gem of DEPENDENCIES has',
        'gems of DEPENDENCIES have',
      )} no entry, the first is ${quoted(
        absent[0],
      )}: they are for other platforms, or are missing`,
    );
    return { count: absent.length, first: absent.slice(0, 50), poms: [] };
  }

  private takeChecksum(line: string): void {
    if (/^\S/.test(line)) {
      this.section = line.trim();
      return;
    }
    const found = /^ {2}(\S+ \([^)]*\)) (\S+)$/.exec(line);
    if (this.section === 'CHECKSUMS' && found) {
      const { name, version } = parseSpec(found[1]);
      const key = `${name} ${version}`;
      const known = this.hashes.get(key) ?? [];
      known.push(...labeledHashes(found[2].split(',')));
      this.hashes.set(key, known);
    }
  }

  private take(line: string): void {
    if (/^\S/.test(line)) {
      this.section = line.trim();
      this.sections.add(this.section);
      this.spec = undefined;
      if (SOURCES.has(this.section)) {
        this.source = { kind: this.section as Source['kind'], remote: '' };
      }
      return;
    }
    const indent = line.length - line.trimStart().length;
    const content = line.trim();
    if (content === '') {
      return;
    }
    if (SOURCES.has(this.section)) {
      this.takeSourceLine(indent, content);
    } else if (this.section === 'DEPENDENCIES' && indent === 2) {
      const [, name, versions] =
        /^(\S+?)!?(?: \(([^)]*)\)!?)?$/.exec(content) ?? [];
      this.direct.set(
        name ?? content,
        normalRequirement(versions?.split(',') ?? []),
      );
    }
  }

  private takeSourceLine(indent: number, content: string): void {
    if (indent === 2) {
      const [, key, value] = /^(\w+): ?(.*)$/.exec(content) ?? [];
      if (key === 'remote') {
        this.source.remote = value;
      } else if (key === 'revision') {
        this.source.revision = value;
      }
    } else if (indent === 4) {
      this.takeSpec(content);
    } else if (indent === 6 && this.spec !== undefined) {
      const { name } = parseSpec(content);
      if (this.own.has(this.spec)) {
        this.ownDependencies.push(name);
      } else {
        this.edges.push([this.spec, name]);
      }
    }
  }

  private takeSpec(content: string): void {
    const { name, version } = parseSpec(content);
    this.spec = name;
    this.specs.add(name);
    if (!version) {
      this.warnings.add(`${quoted(name)} has no version`);
      this.spec = undefined;
    } else if (this.source.kind === 'PATH' && this.source.remote === '.') {
      this.own.add(name);
    } else {
      const hashes = this.hashes.get(`${name} ${version}`);
      this.builder.add(name, {
        ...identity(name, version, this.source),
        ...(hashes && { hashes }),
      });
    }
  }

  private warnAboutScopes(
    program: string,
    isThere: boolean,
    unknown: readonly string[],
  ): void {
    if (!isThere) {
      this.warnings.add(
        `no ${program} beside the lock file: groups are not known, and the scope of all gems is unknown`,
      );
    } else if (unknown.length > 0) {
      const more = unknown.length > 1 ? ` and ${unknown.length - 1} more` : '';
      this.warnings.add(
        `no line of ${program} names ${quoted(
          unknown[0],
        )}${more}: their groups are not known, and their scope is unknown`,
      );
    }
  }

  /** gems.locked belongs to gems.rb. */
  private get program(): string {
    return fileNameOf(this.input.path) === 'gems.locked'
      ? 'gems.rb'
      : 'Gemfile';
  }

  private requireListed(): Step {
    const { program } = this;
    const gemfile = this.input.sibling(program);
    const scopes = gemfile === undefined ? undefined : gemfileScopes(gemfile);
    const ofProject = new Set([...this.own, ...this.ownDependencies]);
    const unknown: string[] = [];
    for (const name of this.direct.keys()) {
      const scope =
        scopes?.listed.get(name) ??
        (ofProject.has(name) ? 'runtime' : scopes?.others);
      this.builder.require(name, scope ?? 'unknown');
      if (scope === undefined) {
        unknown.push(name);
      }
    }
    this.warnAboutScopes(program, scopes !== undefined, unknown);
    for (const name of this.ownDependencies) {
      this.builder.require(name);
    }
    return gemfileInStep(program, this.direct, this.input.sibling);
  }
}

/** `Gemfile.lock` and `gems.locked` of Bundler. */
export const gemfileLock: ManifestReader = {
  id: 'gemfile-lock',
  title: 'Bundler lock file',
  ecosystem: 'RubyGems',
  matches: name => name === 'Gemfile.lock' || name === 'gems.locked',
  companions: ['Gemfile', 'gems.rb'],
  supersedes: [],
  read: input => new GemfileLock(input).read(),
};
