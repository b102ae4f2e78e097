import { InputError } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { labeledHashes } from '../../input/hashes';
import { folderOf, joinPath } from '../../input/relativePath';
import { listOfPackages } from '../../locks/fixings';
import type { LockState, PackageName } from '../../locks/lockState';
import type { Scope } from '../../model';
import { formatPurl } from '../../purl';
import { fileNameOf } from '../fileNames';
import { scopeByName } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { indexPackage, normalizeName, PROJECT_NAME } from './pypiPackage';
import { RequirementFiles, type RequirementLine } from './requirementLines';

interface Requirement {
  name: string;
  /** The pinned version, or undefined. */
  version?: string;
  line: RequirementLine;
}

const VERSION = /^[a-z0-9][a-z0-9.!+_-]*$/i;

/** The version of the clause `==1.0` or `===1.0` without wildcard (PEP 440, "Version matching"). */
function pinnedVersion(specifier: string): string | undefined {
  for (const clause of specifier.split(',')) {
    const version = /^===?(.*)$/.exec(clause.trim())?.[1].trim();
    if (version && VERSION.test(version)) {
      return version;
    }
  }
  return undefined;
}

/** Splits `name[extras] specifier; marker --option`; undefined for what is no such line. */
function parseRequirement(line: RequirementLine): Requirement | undefined {
  const bare = line.text.replace(/\s--?[a-z][\s\S]*$/i, '').split(';', 1)[0];
  const name = PROJECT_NAME.exec(bare)?.[0];
  if (!name) {
    return undefined;
  }
  const rest = bare
    .slice(name.length)
    .replace(/^\s*\[[^\]]*\]/, '')
    .trim();
  if (!/^(?:$|[=<>!~(@])/.test(rest)) {
    return undefined;
  }
  const specifier = rest.replace(/^\((.*)\)$/, '$1');
  const wheel = /^@\s*(\S+)/.exec(specifier)?.[1];
  const version =
    wheel === undefined
      ? pinnedVersion(specifier)
      : wheelOf({ ...line, text: wheel })?.version;
  return { name, version, line };
}

/** Name and version of the wheel that a line names (PyPA specifications, "Binary distribution format"). */
function wheelOf(line: RequirementLine): Requirement | undefined {
  const [address] = line.text.slice(0, 5000).split(/[#?;]|\s(?!$)/, 1);
  const file = address.trim().slice(address.lastIndexOf('/') + 1);
  const parts = file.replace(/\.whl$/i, '').split('-');
  if (!/\.whl$/i.test(file) || parts.length < 5 || parts.length > 6) {
    return undefined;
  }
  const [name, escaped] = parts;
  const version = escaped.replace(/%2B/i, '+').replace(/_/g, '-');
  return PROJECT_NAME.exec(name)?.[0] === name && VERSION.test(version)
    ? { name, version, line }
    : undefined;
}

function hashesOf(text: string) {
  const options = text.match(/--hash[=\s]+[a-z0-9]+:[0-9a-f]+/gi) ?? [];
  return labeledHashes(
    options.map(option => option.replace(/^--hash[=\s]+/i, '')),
  );
}

/**
 * Whether a line names a repository without a commit, or an archive without a hash: `git+https://…`,
 * `name @ https://…`.
 */
function isMovingAddress(text: string): boolean {
  const address = /(?:^|[\s@])((?:git|hg|svn|bzr)\+|https?:)(\S+)/.exec(text);
  if (!address) {
    return false;
  }
  return /^https?:$/.test(address[1])
    ? !/[#&]sha(?:256|384|512)=[0-9a-f]+|--hash[=\s]/i.test(text)
    : !/@[0-9a-f]{7,64}(?:#|$)/i.test(address[2]);
}

/** The name behind `#egg=`, else the end of the path. */
function nameOfAddress(text: string): string {
  const egg = /[#&]egg=([\w.-]{1,200})/.exec(text)?.[1];
  const [path] = text.slice(0, 1000).split(/[?#]/, 1);
  const [last] = path.slice(path.lastIndexOf('/') + 1).split('@', 1);
  const name = last.replace(/\.git$/, '').replace(/[^\w.-]+/g, '');
  return egg ?? (name || 'unknown');
}

function scopeOf(path: string): Scope {
  return scopeByName(fileNameOf(path)) ?? 'runtime';
}

/** Whether pip could take the line for anything: an option, a requirement, an address or a file. */
function isAskingForSomething(line: RequirementLine): boolean {
  return (
    /^(?:-|\.{0,2}[/\\]|(?:[a-z]+\+)?[a-z]+:\/|file:)|\.(?:whl|zip|tar\.\w+)\b/i.test(
      line.text.slice(0, 1000),
    ) || parseRequirement(line) !== undefined
  );
}

/** What was not looked at; each file that is not at hand counts as one dependency. */
function notLookedAt(
  { absent }: RequirementFiles,
  unpinned: ReadonlySet<string>,
  path: string,
): Pick<ReaderResult, 'unresolved' | 'notAtHand'> {
  const names = [...unpinned, ...absent.keys()];
  const places = [...absent.values()].flatMap(place => {
    const full = place && joinPath(folderOf(path), place);
    return full === undefined || full.startsWith('../') ? [] : full;
  });
  return {
    ...(names.length > 0 && {
      unresolved: { count: names.length, first: names.slice(0, 50), poms: [] },
    }),
    ...(places.length > 0 && { notAtHand: [...new Set(places)].sort() }),
  };
}

/** A package at an address; a folder of the project's own is none. */
function isAddress(text: string): boolean {
  return /(?:^|[\s@])(?:(?:git|hg|svn|bzr)\+|https?:)\S/.test(
    text.slice(0, 5000),
  );
}

class Requirements {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly pins = new Map<string, string>();
  private readonly requirements: Requirement[] = [];
  /** What is asked for and may be another version, or other content, tomorrow. */
  private readonly open = new Map<string, PackageName>();
  /** What is asked for without a version that advisories could be asked about. */
  private readonly unpinned = new Set<string>();

  constructor(private readonly input: ReaderInput) {}

  read(): ReaderResult {
    const files = new RequirementFiles(this.input.sibling, this.warnings);
    files.read(this.input.text, fileNameOf(this.input.path));
    if (files.lines.length > 0 && !files.lines.some(isAskingForSomething)) {
      throw new InputError(
        `no line of it is a requirement; the first is ${quoted(
          files.lines[0].text,
        )}`,
      );
    }
    files.lines.forEach(line => this.take(line));
    const annotated = this.requirements.some(({ line }) => line.via.length > 0);
    this.requirements.forEach(item => this.add(item, annotated));
    if (annotated) {
      this.connect();
    }
    return {
      graph: annotated ? 'full' : 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: this.lockState(annotated),
      ...notLookedAt(files, this.unpinned, this.input.path),
    };
  }

  /**
   * With a hash for each, pip installs nothing else (pip docs, "Secure installs"); with the reasons
   * that tools write, the file names all there is. Else what a requirement brings along is open.
   */
  private lockState(annotated: boolean): LockState {
    const { hashes } = this.builder.fixings();
    const isWhole = annotated || hashes === undefined || hashes.without === 0;
    return {
      ...(this.open.size > 0 && { locked: false }),
      ...(this.open.size === 0 && isWhole && { locked: true }),
      ...(hashes && { hashes }),
      unpinned: listOfPackages([...this.open.values()]),
    };
  }

  private leaveOpen(name: string): void {
    const purl = formatPurl({ type: 'pypi', name });
    this.open.set(purl, { purl, name, version: '' });
  }

  private take(line: RequirementLine): void {
    const requirement = parseRequirement(line) ?? wheelOf(line);
    if (!requirement) {
      // Options such as --index-url ask for nothing.
      if (!/^-(?!e\b|-editable)/.test(line.text)) {
        this.warnings.add(`not a pinned requirement: ${quoted(line.text)}`);
        if (!line.constraint && isAddress(line.text)) {
          this.unpinned.add(nameOfAddress(line.text));
        }
        if (!line.constraint && isMovingAddress(line.text)) {
          this.leaveOpen(nameOfAddress(line.text));
        }
      }
    } else if (!line.constraint) {
      this.requirements.push(requirement);
    } else if (requirement.version) {
      this.pins.set(normalizeName(requirement.name), requirement.version);
    }
  }

  private add(requirement: Requirement, annotated: boolean): void {
    const { name, line } = requirement;
    const key = normalizeName(name);
    const version = requirement.version ?? this.pins.get(key);
    if (!version) {
      this.warnings.add(`not a pinned requirement: ${quoted(line.text)}`);
      this.unpinned.add(name);
      if (!/@\s*\S/.test(line.text) || isMovingAddress(line.text)) {
        this.leaveOpen(name);
      }
      return;
    }
    const hashes = hashesOf(line.text);
    const scope = scopeOf(this.input.path);
    // The same name twice is an alternative for another environment.
    const occurrence = `${key} ${version}`;
    this.builder.add(occurrence, {
      ...indexPackage(name, version),
      scope,
      ...(hashes.length > 0 && { hashes }),
    });
    const listed = line.via.some(item => /^-[rc]\b|\(|\.in\b/.test(item));
    if (!annotated || line.via.length === 0 || listed) {
      this.builder.require(occurrence, scope);
    }
  }

  /** `# via` names the packages that ask for a requirement. */
  private connect(): void {
    const occurrences = new Map<string, Set<string>>();
    for (const { name, version } of this.requirements) {
      const key = normalizeName(name);
      const known = occurrences.get(key) ?? new Set();
      occurrences.set(
        key,
        known.add(`${key} ${version ?? this.pins.get(key)}`),
      );
    }
    for (const { name, line } of this.requirements) {
      for (const parent of line.via) {
        for (const from of occurrences.get(normalizeName(parent)) ?? []) {
          for (const to of occurrences.get(normalizeName(name)) ?? []) {
            this.builder.connect(from, to);
          }
        }
      }
    }
  }
}

/** pip requirements files: `requirements.txt`, `requirements-dev.txt`, `requirements/test.txt`. */
export const requirementsTxt: ManifestReader = {
  id: 'requirements-txt',
  title: 'pip requirements file',
  ecosystem: 'PyPI',
  matches: (name, path) =>
    /^(?:[\w.-]*[-_.])?requirements[\w.-]*\.txt$/i.test(name) ||
    /(?:^|\/)requirements\/[\w.-]+\.txt$/i.test(path),
  companions: [],
  supersedes: [],
  mayBeEmpty: true,
  read: input => new Requirements(input).read(),
};
