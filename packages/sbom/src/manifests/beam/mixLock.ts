import { InputError } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { hexHash } from '../../input/hashes';
import { strongerScope } from '../../graph/graphBuilder';
import type { Scope, Sibling } from '../../model';
import { unresolvedEntries, missingText } from '../npm/missingEntries';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { hexPackage, hexRepository } from './hexPackage';
import { type MixRequirement, mixRequirements } from './mixExs';
import {
  ELIXIR,
  itemsOf,
  nameOf,
  optionOf,
  pairsOf,
  partsOf,
  type Term,
  TermReader,
} from './terms';

/** Applications of an umbrella that are looked at. */
const MAX_APPS = 500;

/** A package of Hex that an entry depends on. */
interface Dependency {
  app: string;
  isOptional: boolean;
}

/**
 * `{:hex, :name, "version", "checksum", [:mix], dependencies, "repository", "outer checksum"}`: old
 * versions of Hex write less of it.
 */
function hexFacts(parts: readonly Term[]): PackageFacts | undefined {
  const [, name, version, inner, , , repository, outer] = parts;
  const title = nameOf(name);
  if (!title || typeof version !== 'string' || version === '') {
    return undefined;
  }
  const hash = hexHash('sha256', nameOf(outer) ?? '');
  const integrity = nameOf(inner);
  return {
    ...hexPackage(title, version, nameOf(repository)),
    ...(hash && { hashes: [hash] }),
    // Of the content, and so none of the archive.
    ...(!hash && integrity && { integrity }),
  };
}

function factsOf(
  app: string,
  parts: readonly Term[],
): PackageFacts | undefined {
  const [scm, address, commit] = parts;
  if (nameOf(scm) === 'hex') {
    return hexFacts(parts);
  }
  return nameOf(scm) === 'git' && typeof address === 'string'
    ? hexRepository(app, address, nameOf(commit))
    : undefined;
}

function dependenciesOf(parts: readonly Term[]): Dependency[] {
  if (nameOf(parts[0]) !== 'hex') {
    return [];
  }
  return itemsOf(parts[5]).flatMap(item => {
    const [app, , options] = partsOf(item);
    const name = nameOf(app);
    const isOptional = nameOf(optionOf(options, 'optional')) === 'true';
    return name ? { app: name, isOptional } : [];
  });
}

function requirementsIn(text: string): MixRequirement[] {
  try {
    return mixRequirements(text);
  } catch {
    // The lock file can be read without it; who asks for what is then not known.
    return [];
  }
}

/** What the projects beside a lock file list: its own, and the applications of an umbrella. */
function requirementsBeside(sibling: Sibling): Map<string, Scope> | undefined {
  const root = sibling('mix.exs');
  if (root === undefined) {
    return undefined;
  }
  const apps = /\bapps_path:/.test(root)
    ? [...(sibling.paths?.() ?? [])].filter(path =>
        /^[^/]+\/[^/]+\/mix\.exs$/.test(path),
      )
    : [];
  const found = new Map<string, Scope>();
  for (const path of ['mix.exs', ...apps.sort().slice(0, MAX_APPS)]) {
    for (const { name, scope } of requirementsIn(sibling(path) ?? '')) {
      const known = found.get(name);
      found.set(name, known ? strongerScope(known, scope) : scope);
    }
  }
  return found;
}

class MixLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly entries = new Map<string, readonly Term[]>();

  constructor(lock: Term) {
    for (const [key, value] of pairsOf(lock)) {
      const app = nameOf(key) ?? '';
      const parts = partsOf(value);
      const facts = factsOf(app, parts);
      if (facts) {
        this.entries.set(app, parts);
        this.builder.add(app, facts);
      } else {
        this.warnings.add(
          `${quoted(
            app,
          )} is no package of Hex or a repository, and is left out`,
        );
      }
    }
  }

  read({ sibling }: ReaderInput): ReaderResult {
    const missing = new Set<string>();
    const referenced = new Set<string>();
    for (const [app, parts] of this.entries) {
      for (const { app: asked, isOptional } of dependenciesOf(parts)) {
        this.builder.connect(app, asked, isOptional ? 'optional' : 'runtime');
        referenced.add(asked);
        if (!isOptional && !this.entries.has(asked)) {
          missing.add(asked);
        }
      }
    }
    const listed = requirementsBeside(sibling);
    this.require(listed, referenced);
    // What the project itself has in a folder has no entry, and neither has what is not known of it.
    [...missing]
      .filter(app => !listed || listed.has(app))
      .forEach(app => missing.delete(app));
    const unresolved = unresolvedEntries(missing);
    if (unresolved) {
      this.warnings.add(
        `${missingText(unresolved.count)}, the first is ${quoted(
          unresolved.first[0],
        )}`,
      );
    }
    return {
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings() },
      ...(unresolved && { unresolved }),
    };
  }

  private require(
    listed: ReadonlyMap<string, Scope> | undefined,
    referenced: ReadonlySet<string>,
  ): void {
    if (!listed) {
      this.warnings.add(
        'no mix.exs beside the lock file: what the project itself asks for is not known',
      );
    }
    for (const [app, scope] of listed ?? []) {
      this.builder.require(app, scope);
    }
    const others = [...this.entries.keys()].filter(
      app => !referenced.has(app) && !listed?.has(app),
    );
    if (listed && others.length > 0) {
      this.warnings.add(
        `no line of mix.exs names ${quoted(others[0])}${
          others.length > 1 ? ` and ${others.length - 1} more` : ''
        }: what else it asks for is not known`,
      );
    }
    if (others.length > 0 || !listed) {
      this.builder.requireUnreferenced();
    }
  }
}

function read(input: ReaderInput): ReaderResult {
  const reader = new TermReader(input.text, ELIXIR);
  const lock = reader.term();
  if (typeof lock !== 'object' || !('map' in lock) || !reader.isAtEnd) {
    throw new InputError('no map of packages, as a lock file of Mix is one');
  }
  return new MixLock(lock).read(input);
}

/** `mix.lock` of Elixir. */
export const mixLock: ManifestReader = {
  id: 'mix-lock',
  title: 'Mix lock file',
  ecosystem: 'Hex',
  matches: name => name === 'mix.lock',
  companions: ['mix.exs'],
  supersedes: [],
  read,
};
