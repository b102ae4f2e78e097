import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import type { Step } from '../../locks/comparison';
import type { Component, Scope, Sibling } from '../../model';
import type { ReaderResult } from '../reader';
import { Warnings } from '../warnings';
import { normalizeName } from './pypiPackage';
import { type PyProject, pyProjectBeside } from './pyproject';

interface Occurrence {
  key: string;
  version: string;
}

/** The packages of a Python lock file, found by name; one name can be locked in several versions. */
export class LockedPackages {
  readonly warnings = new Warnings();
  private readonly builder: GraphBuilder;
  private readonly byName = new Map<string, Occurrence[]>();
  private count = 0;

  /** @param unplaced - scope of what neither the file nor the graph places */
  constructor(unplaced?: Scope) {
    this.builder = new GraphBuilder(unplaced);
  }

  /** Adds a package; answers the key for {@link connect}. */
  add(facts: PackageFacts): string {
    const key = String(this.count++);
    this.builder.add(key, facts);
    const name = normalizeName(facts.name);
    const occurrence = { key, version: facts.version };
    const known = this.byName.get(name);
    if (known) {
      known.push(occurrence);
    } else {
      this.byName.set(name, [occurrence]);
    }
    return key;
  }

  /** Draws edges to all versions of the name, or to the one stated. */
  connect(
    from: string,
    name: string,
    kind: 'runtime' | 'optional',
    version?: string,
  ): void {
    for (const key of this.keys(name, version)) {
      this.builder.connect(from, key, kind);
    }
  }

  require(name: string, scope: Scope, version?: string): void {
    for (const key of this.keys(name, version)) {
      this.builder.require(key, scope);
    }
  }

  /** Requires what pyproject.toml lists; without it, what no other package asks for. */
  requireListed(sibling: Sibling): PyProject | undefined {
    const project = pyProjectBeside(sibling);
    for (const { name, scope } of project?.requirements ?? []) {
      this.require(name, scope);
    }
    if (!project) {
      this.requireUnreferenced();
      this.warnings.add(
        'no pyproject.toml beside the lock file: what no other package asks for is direct, ' +
          'of the rest it is not known',
      );
    }
    return project;
  }

  requireUnreferenced(): void {
    this.builder.requireUnreferenced();
  }

  /** @param compare - tells whether the components are what the manifest asks for */
  result(
    root: ReaderResult['root'],
    compare: (components: readonly Component[]) => Step,
    graph: ReaderResult['graph'] = 'full',
  ): ReaderResult {
    const components = this.builder.components();
    return {
      root,
      graph,
      components,
      warnings: this.warnings.list(),
      lock: {
        locked: true,
        ...this.builder.fixings(),
        ...compare(components),
      },
    };
  }

  private keys(name: string, version?: string): string[] {
    const all = this.byName.get(normalizeName(name)) ?? [];
    const stated = all.filter(occurrence => occurrence.version === version);
    return (stated.length > 0 ? stated : all).map(({ key }) => key);
  }
}
