import { InputError } from '../../errors';
import { GraphBuilder, type PackageFacts } from '../../graph/graphBuilder';
import { integrityHashes } from '../../input/hashes';
import {
  entriesOf,
  type Fields,
  fieldsOf,
  isFields,
  textOf,
} from '../../input/shape';
import { readYaml } from '../../input/yaml';
import type { Step } from '../../locks/comparison';
import type { Scope, Sibling } from '../../model';
import {
  filePackage,
  gitPackage,
  isFileSpecifier,
  isGitArchive,
  isGitSpecifier,
  registryPackage,
  urlPackage,
} from '../npm/npmPackage';
import { packageJsonBeside } from '../npm/packageJson';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { importersInStep } from './importersStep';
import {
  dependencyKey,
  normalKey,
  parseDependencyPath,
  withoutPeers,
} from './dependencyPath';

const IMPORTER_LISTS: ReadonlyArray<[string, Scope]> = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'development'],
];

/** Up to lockfileVersion 6 the file states the scope; from 9 it follows from the graph. */
function statedScope(entry: Fields): Scope | undefined {
  if (entry.dev === 'true') {
    return 'development';
  }
  if (entry.optional === 'true') {
    return 'optional';
  }
  return entry.dev === 'false' ? 'runtime' : undefined;
}

/** Version of a dependency in an importer: a string, or from 6 `{specifier, version}`. */
function referenceOf(value: unknown): string | undefined {
  return textOf(isFields(value) ? value.version : value);
}

/** Whether the document only describes pnpm itself and its configuration packages. */
function isToolDocument(document: Fields): boolean {
  const importers = entriesOf(document.importers);
  return (
    importers.length > 0 &&
    importers.every(
      ([, importer]) =>
        isFields(importer) &&
        (isFields(importer.packageManagerDependencies) ||
          isFields(importer.configDependencies)) &&
        IMPORTER_LISTS.every(([list]) => importer[list] === undefined),
    )
  );
}

class PnpmLock {
  private readonly version: number;

  constructor(
    private readonly lock: Fields,
    private readonly builder: GraphBuilder,
    private readonly warnings: Warnings,
  ) {
    this.version = Number.parseFloat(textOf(lock.lockfileVersion) ?? '');
    if (!(this.version >= 5 && this.version < 10)) {
      throw new InputError(
        `lockfileVersion ${quoted(String(lock.lockfileVersion))} is not known`,
      );
    }
  }

  read(sibling: Sibling): Step {
    const entries = this.occurrences();
    for (const [key, entry] of entries) {
      const facts = this.facts(key, entry);
      if (facts) {
        this.builder.add(key, facts);
      }
    }
    for (const [key, entry] of entries) {
      this.connect(key, entry.dependencies, 'runtime');
      this.connect(key, entry.optionalDependencies, 'optional');
    }
    const importers = isFields(this.lock.importers)
      ? entriesOf(this.lock.importers)
      : [['.', this.lock] as [string, unknown]];
    for (const [, importer] of importers) {
      this.requireListed(importer);
    }
    return importersInStep(this.lock, importers, sibling);
  }

  /** Package instances by key, each with the facts of its package and its own edges. */
  private occurrences(): Map<string, Fields> {
    const packages = new Map<string, Fields>();
    for (const [key, entry] of entriesOf(this.lock.packages)) {
      packages.set(normalKey(key, this.version), isFields(entry) ? entry : {});
    }
    if (this.version < 9) {
      return packages;
    }
    const instances = new Map<string, Fields>();
    const seen = new Set<string>();
    for (const [key, snapshot] of entriesOf(this.lock.snapshots)) {
      const base = packages.has(key) ? key : withoutPeers(key);
      seen.add(base);
      instances.set(key, {
        ...packages.get(base),
        ...(isFields(snapshot) && {
          dependencies: snapshot.dependencies,
          optionalDependencies: snapshot.optionalDependencies,
        }),
      });
    }
    for (const [key, entry] of packages) {
      if (!seen.has(key)) {
        instances.set(key, entry);
      }
    }
    return instances;
  }

  private facts(key: string, entry: Fields): PackageFacts | undefined {
    const identity = this.identity(key, entry);
    if (!identity) {
      this.warnings.add(`${quoted(key)} has no name`);
      return undefined;
    }
    const scope = statedScope(entry);
    const resolution = isFields(entry.resolution) ? entry.resolution : {};
    const hashes = integrityHashes(resolution.integrity);
    return {
      ...identity,
      ...(scope && { scope }),
      ...(hashes.length > 0 && { hashes }),
    };
  }

  private identity(key: string, entry: Fields): PackageFacts | undefined {
    const resolution = isFields(entry.resolution) ? entry.resolution : {};
    const commit = textOf(resolution.commit);
    const registry = parseDependencyPath(key, this.version);
    if (registry && !commit) {
      return registryPackage(registry.name, registry.version);
    }
    const name =
      textOf(entry.name) ?? /^((?:@[^/@]+\/)?[^/@:]+)@[a-z]/.exec(key)?.[1];
    const version = textOf(entry.version) ?? '';
    const repository = textOf(resolution.repo);
    const tarball = textOf(resolution.tarball) ?? '';
    const directory = textOf(resolution.directory);
    if (!commit && !tarball && directory === undefined) {
      throw new InputError(`${quoted(key)} is no path of a package`);
    }
    if (!name) {
      return undefined;
    }
    if (commit && repository) {
      return gitPackage(name, version, repository, commit);
    }
    if (isGitArchive(tarball) || isGitSpecifier(tarball)) {
      return gitPackage(name, version, tarball);
    }
    return directory !== undefined || isFileSpecifier(tarball)
      ? filePackage(name, version, directory ?? tarball.replace('file:', ''))
      : urlPackage(name, version, tarball);
  }

  private connect(
    from: string,
    dependencies: unknown,
    kind: 'runtime' | 'optional',
  ): void {
    for (const [name, reference] of entriesOf(dependencies)) {
      const target = this.target(name, textOf(reference));
      if (target) {
        this.builder.connect(from, target, kind);
      }
    }
  }

  private target(name: string, reference?: string): string | undefined {
    return reference && dependencyKey(name, reference, this.version);
  }

  private requireListed(importer: unknown): void {
    for (const [list, scope] of IMPORTER_LISTS) {
      const listed = isFields(importer) ? importer[list] : undefined;
      for (const [name, value] of entriesOf(listed)) {
        const target = this.target(name, referenceOf(value));
        if (target) {
          this.builder.require(target, scope);
        }
      }
    }
  }
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const documents = readYaml(text)
    .filter(document => document !== null && document !== '')
    .map(document => fieldsOf(document, 'the lock file'));
  let step: Step = {};
  for (const document of documents) {
    if (documents.length === 1 || !isToolDocument(document)) {
      step = new PnpmLock(document, builder, warnings).read(sibling);
    }
  }
  if (!builder.hasRoots) {
    builder.requireUnreferenced();
  }
  const project = packageJsonBeside(sibling);
  return {
    root: project && { name: project.name, version: project.version },
    graph: 'full',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(), ...step },
  };
}

/** `pnpm-lock.yaml`, lockfileVersion 5 to 9; each importer of a workspace counts as the project. */
export const pnpmLock: ManifestReader = {
  id: 'pnpm-lock',
  title: 'pnpm lock file',
  ecosystem: 'npm',
  matches: name => name === 'pnpm-lock.yaml',
  companions: ['package.json'],
  supersedes: [],
  read,
};
