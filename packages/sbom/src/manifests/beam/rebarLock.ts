import { InputError } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { hexHash } from '../../input/hashes';
import { compared, type Step } from '../../locks/comparison';
import type { Sibling } from '../../model';
import { requireVersion } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { hexPackage, hexRepository } from './hexPackage';
import { erlangTerms, rebarRequirements } from './rebarConfig';
import { itemsOf, nameOf, optionOf, partsOf, type Term } from './terms';

/**
 * Packages, and hashes by name: before its version 1.1.0 the file is a list of packages alone, and
 * from then on `{version, packages}` and a list of hashes.
 */
function partsOfLock(terms: readonly Term[]): {
  packages: Term[];
  hashes: Term | undefined;
} {
  const [first, second] = terms;
  if (typeof first === 'object' && 'list' in first) {
    return { packages: first.list, hashes: undefined };
  }
  const [version, packages] = partsOf(first);
  requireVersion(nameOf(version), 'version', /^1\.[12]\.0$/, '1.1.0 and 1.2.0');
  if (typeof packages !== 'object' || !('list' in packages)) {
    throw new InputError('no list of packages');
  }
  if (packages.list.some(isOfHex) && second === undefined) {
    throw new InputError(
      'the file is not whole: its list of hashes is missing',
    );
  }
  return { packages: packages.list, hashes: second };
}

/** `{name, source, level}` with `{pkg, name, version}` for its source. */
function isOfHex(item: Term): boolean {
  return nameOf(partsOf(partsOf(item)[1])[0]) === 'pkg';
}

function hashesOf(hashes: Term | undefined, kind: string): Map<string, string> {
  return new Map(
    itemsOf(optionOf(hashes, kind)).flatMap((item): Array<[string, string]> => {
      const [name, hash] = partsOf(item).map(nameOf);
      return name && hash ? [[name, hash]] : [];
    }),
  );
}

class RebarLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly inner: ReadonlyMap<string, string>;
  private readonly outer: ReadonlyMap<string, string>;
  /** Names of the packages that the project asks for itself. */
  private readonly direct = new Set<string>();

  constructor(
    private readonly packages: readonly Term[],
    hashes: Term | undefined,
  ) {
    this.inner = hashesOf(hashes, 'pkg_hash');
    this.outer = hashesOf(hashes, 'pkg_hash_ext');
  }

  read({ sibling }: ReaderInput): ReaderResult {
    this.packages.forEach((item, index) => this.add(item, index));
    return {
      graph: 'flat',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...this.inStep(sibling),
      },
    };
  }

  private add(item: Term, index: number): void {
    const [app, source, level] = partsOf(item);
    const name = nameOf(app);
    const facts = name === undefined ? undefined : this.facts(name, source);
    if (name === undefined || !facts) {
      this.warnings.add(
        `the package ${quoted(name ?? '')} with number ${
          index + 1
        } is not of Hex or a repository, and is left out`,
      );
      return;
    }
    // Rebar3 locks what its default profile asks for, which is what is shipped.
    this.builder.add(name, { ...facts, scope: 'runtime' });
    if (level === 0) {
      this.direct.add(name);
      this.builder.require(name);
    }
  }

  private facts(
    name: string,
    source: Term | undefined,
  ): PackageFacts | undefined {
    const [kind, where, what] = partsOf(source);
    if (nameOf(kind) === 'pkg') {
      const version = nameOf(what);
      const hash = hexHash('sha256', this.outer.get(name) ?? '');
      const integrity = this.inner.get(name);
      return version === undefined
        ? undefined
        : {
            ...hexPackage(nameOf(where) ?? name, version),
            ...(hash && { hashes: [hash] }),
            ...(!hash && integrity && { integrity }),
          };
    }
    const address = nameOf(where);
    const isGit = /^git(?:_subdir)?$/.test(nameOf(kind) ?? '');
    return isGit && address !== undefined
      ? hexRepository(name, address, nameOf(partsOf(what)[1]))
      : undefined;
  }

  /** Whether the file has at its first level what rebar.config asks for; not where a script may change that. */
  private inStep(sibling: Sibling): Step {
    return compared(sibling, (comparison, beside) => {
      const text = beside('rebar.config');
      if (text === undefined || beside('rebar.config.script') !== undefined) {
        return;
      }
      const asked = rebarRequirements(text);
      for (const name of asked) {
        if (!this.direct.has(name)) {
          comparison.differs(
            `rebar.config asks for ${name}, and the lock file was made without it`,
          );
        }
      }
      for (const name of this.direct) {
        if (!asked.has(name)) {
          comparison.differs(
            `the lock file was made for ${name}, and rebar.config does not ask for it`,
          );
        }
      }
      comparison.agrees();
    });
  }
}

function read(input: ReaderInput): ReaderResult {
  const terms = erlangTerms(input.text);
  const { packages, hashes } = partsOfLock(terms);
  return new RebarLock(packages, hashes).read(input);
}

/** `rebar.lock` of Rebar3, with and without a version. */
export const rebarLock: ManifestReader = {
  id: 'rebar-lock',
  title: 'Rebar3 lock file',
  ecosystem: 'Hex',
  matches: name => name === 'rebar.lock',
  companions: ['rebar.config', 'rebar.config.script'],
  supersedes: [],
  read,
};
