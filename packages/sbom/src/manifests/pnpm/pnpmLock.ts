import {
  entriesOf,
  type Fields,
  fieldsOf,
  InputError,
  isFields,
  readYaml,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { integrityHashes } from '../../input/hashes';
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
import {
  judgeMissing,
  refuseEmptied,
  unresolvedEntries,
} from '../npm/missingEntries';
import { Registries } from '../npm/registries';
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

/** The file's lockfileVersion; `importers` is always there from 9 on. */
function versionOf(lock: Fields): number {
  const text = textOf(lock.lockfileVersion);
  if (text === undefined) {
    throw new InputError("'lockfileVersion' is missing");
  }
  const version = /^\d+(?:\.\d+)?/.test(text) ? Number.parseFloat(text) : NaN;
  if (!(version >= 5 && version < 10)) {
    throw new InputError(`lockfileVersion ${quoted(text)} is not known`);
  }
  if (version >= 9 && !isFields(lock.importers)) {
    throw new InputError("'importers' is missing");
  }
  return version;
}

function notWhole(place: string): InputError {
  return new InputError(
    `the file is not whole: it ends within ${quoted(place)}`,
  );
}

/** pnpm writes `{}` for what is empty; where there is nothing, the file was cut off. */
function wholeFields(value: unknown, place: string): Fields {
  if (!isFields(value)) {
    throw notWhole(place);
  }
  return value;
}

class PnpmLock {
  private readonly version: number;

  constructor(
    private readonly lock: Fields,
    private readonly builder: GraphBuilder,
    private readonly warnings: Warnings,
    private readonly registries: Registries,
    /** Keys of what is named and has no entry; of all documents. */
    private readonly missing: Set<string>,
  ) {
    this.version = versionOf(lock);
  }

  read(sibling: Sibling): Step {
    const importers = isFields(this.lock.importers)
      ? entriesOf(this.lock.importers)
      : [['.', this.lock] as [string, unknown]];
    const entries = this.occurrences();
    this.refuseCut(importers, entries);
    for (const [key, { resolution }] of entries) {
      if (parseDependencyPath(key, this.version) && isFields(resolution)) {
        this.registries.learn(textOf(resolution.tarball));
      }
    }
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
      if (!packages.has(base)) {
        this.missing.add(key);
      }
      instances.set(key, {
        ...packages.get(base),
        ...(isFields(snapshot) && {
          dependencies: snapshot.dependencies,
          optionalDependencies: snapshot.optionalDependencies,
        }),
      });
    }
    const unseen = [...packages].filter(([key]) => !seen.has(key));
    unseen.forEach(([key]) => this.missing.add(key));
    if (unseen.length > 0 && instances.size === 0) {
      this.warnings.add(
        "'snapshots' is empty or missing: what depends on what is not known",
      );
    } else {
      judgeMissing(
        new Set(unseen.map(([key]) => key)),
        [...instances.keys()].pop() ?? '',
        this.warnings,
      );
    }
    unseen.forEach(([key, entry]) => instances.set(key, entry));
    return instances;
  }

  private facts(key: string, entry: Fields): PackageFacts | undefined {
    const identity = this.identity(key, entry);
    if (!identity) {
      this.warnings.add(
        `${quoted(
          key,
        )} is no package of a registry, an archive, a repository or a folder ` +
          'that is understood, and is left out',
      );
      return undefined;
    }
    const scope = statedScope(entry);
    const resolution = isFields(entry.resolution) ? entry.resolution : {};
    const hashes = integrityHashes(resolution.integrity);
    const address = textOf(resolution.tarball);
    return {
      ...identity,
      ...(address && { address }),
      ...(entry.requiresBuild === true && { installScript: true }),
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
    if (!name || (!commit && !tarball && directory === undefined)) {
      return undefined;
    }
    if (commit && repository) {
      return gitPackage(name, version, repository, commit);
    }
    if (isGitArchive(tarball) || isGitSpecifier(tarball)) {
      return gitPackage(name, version, tarball);
    }
    if (directory !== undefined || isFileSpecifier(tarball)) {
      const path = directory ?? tarball.replace('file:', '');
      return filePackage(name, version, path);
    }
    const found = this.registries.packageAt(tarball);
    return found
      ? registryPackage(found.name, found.version)
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

  /** Keys that importers and packages name. */
  private *references(
    importers: ReadonlyArray<[string, unknown]>,
    entries: ReadonlyMap<string, Fields>,
  ): Iterable<string | undefined> {
    for (const [holder, value] of [...importers, ...entries]) {
      const fields = wholeFields(value, holder);
      for (const [list] of IMPORTER_LISTS) {
        const listed = fields[list];
        for (const [name, entry] of listed === undefined
          ? []
          : entriesOf(wholeFields(listed, `${holder} ${list}`))) {
          const reference = referenceOf(entry);
          if (reference === undefined) {
            throw notWhole(`${holder} ${list} ${name}`);
          }
          yield this.target(name, reference);
        }
      }
    }
  }

  private refuseCut(
    importers: ReadonlyArray<[string, unknown]>,
    entries: ReadonlyMap<string, Fields>,
  ): void {
    const missing = new Set<string>();
    for (const target of this.references(importers, entries)) {
      if (target !== undefined && !entries.has(target)) {
        missing.add(target);
      }
    }
    judgeMissing(missing, [...entries.keys()].pop() ?? '', this.warnings);
    missing.forEach(key => this.missing.add(key));
  }
}

function read({ text, sibling, registries }: ReaderInput): ReaderResult {
  const known = new Registries(registries, sibling('.npmrc'));
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const missing = new Set<string>();
  const documents = readYaml(text)
    .filter(document => document !== null && document !== '')
    .map(document => fieldsOf(document, 'the lock file'));
  if (documents.length === 0) {
    throw new InputError('the file is empty');
  }
  let step: Step = {};
  for (const document of documents) {
    if (documents.length === 1 || !isToolDocument(document)) {
      step = new PnpmLock(document, builder, warnings, known, missing).read(
        sibling,
      );
    }
  }
  if (!builder.hasRoots) {
    builder.requireUnreferenced();
  }
  const project = packageJsonBeside(sibling);
  if (builder.isEmpty) {
    refuseEmptied(project);
  }
  return {
    root: project && { name: project.name, version: project.version },
    graph: 'full',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(), ...step },
    ...(missing.size > 0 && { unresolved: unresolvedEntries(missing) }),
  };
}

/** `pnpm-lock.yaml`, lockfileVersion 5 to 9; each importer of a workspace counts as the project. */
export const pnpmLock: ManifestReader = {
  id: 'pnpm-lock',
  title: 'pnpm lock file',
  ecosystem: 'npm',
  matches: name => name === 'pnpm-lock.yaml',
  companions: ['package.json', '.npmrc'],
  supersedes: [],
  read,
};
