import { boundMemory, InputError } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import {
  formatGitLocation,
  parseGitLocation,
  withoutCredentials,
} from '../../input/gitLocation';
import type { Scope } from '../../model';
import { formatPurl } from '../../purl';
import {
  judgeMissing,
  unresolvedEntries,
  missingText,
} from '../npm/missingEntries';
import { scopeByName } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { nugetPackage } from './nugetPackage';
import { MAIN_GROUP, paketKey, paketRequirements } from './paketDependencies';

type Section = 'NUGET' | 'GITHUB' | 'GIST' | 'GIT' | 'HTTP';

const SECTIONS: ReadonlySet<string> = new Set([
  'NUGET',
  'GITHUB',
  'GIST',
  'GIT',
  'HTTP',
]);

/** A line is a package or an edge. */
const COSTS = { '\n': 300 };

/** `name (version) - restriction: …`; lines are long, and only their beginning counts. */
const HEAD = 1_000;
const PACKAGE = /^(\S+) \(([^()\s]+)\)(?: - |$)/;
/** Files of a repository, whose names may hold spaces; a repository itself has no name. */
const FILE = /^(?:(.*) )?\(([^()\s]+)\)/;

function scopeOfPaketGroup(group: string): Scope {
  // Paket's own documentation calls its group of tools so.
  return /^build$/i.test(group)
    ? 'development'
    : scopeByName(group) ?? 'unknown';
}

/** A file or a repository that is no package of NuGet. */
function sourcePackage(
  section: Section,
  remote: string,
  content: string,
): PackageFacts | undefined {
  const [, , commit = ''] = FILE.exec(content) ?? [];
  if (section === 'HTTP') {
    const [file = ''] = content.split(' ', 1);
    const url = withoutCredentials(remote);
    return url && file
      ? {
          purl: formatPurl({
            type: 'generic',
            name: file,
            qualifiers: { download_url: url },
          }),
          name: file,
          version: '',
          packageName: file,
          origin: 'url',
        }
      : undefined;
  }
  const address = {
    GITHUB: `https://github.com/${remote}`,
    GIST: `https://gist.github.com/${remote}`,
    GIT: remote,
    NUGET: '',
  }[section];
  const location = parseGitLocation(address, commit);
  if (!location || !commit) {
    return undefined;
  }
  const vcsUrl = formatGitLocation(location);
  const name = location.url
    .replace(/\.git$|\/+$/g, '')
    .split('/')
    .pop()!;
  return {
    purl: formatPurl({
      type: 'generic',
      name,
      version: commit,
      qualifiers: { vcs_url: vcsUrl },
    }),
    name,
    version: commit,
    packageName: name,
    origin: 'git',
    vcsUrl,
  };
}

function requirementsBeside({ sibling }: ReaderInput): Set<string> | undefined {
  const text = sibling('paket.dependencies');
  try {
    return text === undefined ? undefined : paketRequirements(text);
  } catch {
    // The lock file can be read without it.
    return undefined;
  }
}

class PaketLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly edges: Array<[string, string]> = [];
  private group = MAIN_GROUP;
  private section: Section | undefined;
  private remote = '';
  /** Key of the last package. */
  private entry: string | undefined;
  /** Key of the last package of NuGet; they are sorted in each group. */
  private last = '';
  private sections = 0;
  private lineCount = 0;

  constructor(private readonly input: ReaderInput) {}

  read(): ReaderResult {
    boundMemory(this.input.text, COSTS);
    const lines = this.input.text.split(/\r?\n/);
    this.lineCount = lines.length;
    lines.forEach((line, index) => this.take(line, index));
    if (this.sections === 0) {
      throw new InputError(
        'no section of packages, as every lock file of Paket has one',
      );
    }
    const missing = this.connect();
    this.require();
    const unresolved = unresolvedEntries(missing);
    return {
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings(false) },
      ...(unresolved && { unresolved }),
    };
  }

  private take(line: string, index: number): void {
    const content = line.trim().slice(0, HEAD);
    const indent = line.length - line.trimStart().length;
    if (content === '') {
      return;
    }
    if (indent === 0) {
      this.takeHeader(content);
    } else if (this.section === undefined) {
      throw new InputError('a line that belongs to no section', index + 1);
    } else if (indent === 2) {
      const [, remote] = /^remote: ?(.*)$/.exec(content) ?? [];
      this.remote = remote ?? this.remote;
      this.entry = undefined;
    } else if (indent === 4 || (indent === 5 && content.startsWith('('))) {
      this.takeEntry(this.section, content, index);
    } else if (indent === 6 && this.entry && this.section !== 'GIT') {
      const [name] = content.split(' ', 1);
      this.edges.push([this.entry, paketKey(this.group, name)]);
    }
  }

  /** `NUGET`, `GROUP name`, or an option of a group (`STORAGE: NONE`). */
  private takeHeader(content: string): void {
    const [, group] = /^GROUP (.+)$/.exec(content) ?? [];
    this.entry = undefined;
    if (group !== undefined) {
      this.group = group;
      this.section = undefined;
    } else if (SECTIONS.has(content)) {
      this.section = content as Section;
      this.sections += 1;
      this.remote = '';
    } else if (!/^[A-Z-]+:/.test(content)) {
      throw new InputError(`${quoted(content)} is no section of a lock file`);
    }
  }

  private takeEntry(section: Section, content: string, index: number): void {
    const scope = scopeOfPaketGroup(this.group);
    if (section !== 'NUGET') {
      const facts = sourcePackage(section, this.remote, content);
      if (!facts) {
        this.warn(content, index);
        return;
      }
      this.entry = `${this.group}|${index}`;
      this.builder.add(this.entry, { ...facts, scope });
      this.builder.require(this.entry, scope);
      return;
    }
    const [, name, version] = PACKAGE.exec(content) ?? [];
    if (name === undefined) {
      this.entry = undefined;
      this.warn(content, index);
      return;
    }
    this.entry = paketKey(this.group, name);
    this.last = this.entry;
    this.builder.add(this.entry, {
      ...nugetPackage(name, version),
      // Tools for the command line are no part of a program.
      scope: / - (?:.*, )?clitool: true/.test(content) ? 'development' : scope,
    });
  }

  private warn(content: string, index: number): void {
    if (index === this.lineCount - 1) {
      throw new InputError('the file ends in the middle of a line', index + 1);
    }
    this.warnings.add(
      `line ${index + 1}, ${quoted(content)}, is not understood and left out`,
    );
  }

  /** What is missing of the last group may have stood behind a cut. */
  private connect(): Set<string> {
    const missing = new Set<string>();
    for (const [from, to] of this.edges) {
      if (this.builder.has(to)) {
        this.builder.connect(from, to);
      } else {
        missing.add(to);
      }
    }
    const inLast = [...missing].filter(key =>
      key.startsWith(paketKey(this.group, '')),
    );
    judgeMissing(new Set(inLast), this.last, this.warnings);
    if (missing.size > inLast.length) {
      this.warnings.add(missingText(missing.size - inLast.length));
    }
    return missing;
  }

  private require(): void {
    const listed = requirementsBeside(this.input);
    if (!listed) {
      this.warnings.add(
        'no paket.dependencies beside the lock file: what the project itself asks for is not known',
      );
      this.builder.requireUnreferenced();
      return;
    }
    for (const key of listed) {
      this.builder.require(key, scopeOfPaketGroup(key.split('|', 1)[0]));
    }
  }
}

/** `paket.lock`. */
export const paketLock: ManifestReader = {
  id: 'paket-lock',
  title: 'Paket lock file',
  ecosystem: 'NuGet',
  matches: name => name === 'paket.lock',
  companions: ['paket.dependencies'],
  supersedes: [],
  read: input => new PaketLock(input).read(),
};
