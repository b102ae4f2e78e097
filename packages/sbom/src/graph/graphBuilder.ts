import { InputError } from '../errors';
import { limits } from '../limits';
import { fixingsOf } from '../locks/fixings';
import type { LockState } from '../locks/lockState';
import type { Component, Ecosystem, Hash, Origin, Scope } from '../model';

/** What a reader knows of one package occurrence. */
export interface PackageFacts {
  purl: string;
  name: string;
  version: string;
  packageName: string;
  ecosystem?: Ecosystem;
  origin?: Origin;
  vcsUrl?: string;
  license?: string;
  hashes?: readonly Hash[];
  integrity?: string;
  /** Where it is fixed by a hash that is none of the published archive, or is not. */
  hashed?: boolean;
  /** It comes with another package, or with the tools: the file can hold no hash of it. */
  unhashable?: boolean;
  /** Where the file itself says how the package is used; otherwise it follows from the graph. */
  scope?: Scope;
}

/** An optional edge may be missing at run time: what only hangs on it is optional. */
export type EdgeKind = 'runtime' | 'optional';

interface Occurrence {
  facts: PackageFacts;
  /** Target index, doubled, plus 1 for an optional edge. */
  edges: number[];
}

const RANK: Record<Scope, number> = { development: 0, optional: 1, runtime: 2 };

export function byCodeUnit(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** The scope that wins where a component has both: runtime over optional over development. */
export function strongerScope(a: Scope, b: Scope): Scope {
  return RANK[a] >= RANK[b] ? a : b;
}

export function compareHashes(a: Hash, b: Hash): number {
  return byCodeUnit(a.algorithm, b.algorithm) || byCodeUnit(a.value, b.value);
}

/** The occurrences of one purl, while they are being united. */
class MergedComponent {
  readonly dependsOn = new Set<string>();
  /** Made when the first hash comes: most packages of some formats have none. */
  private hashes: Map<string, Hash> | undefined;
  private readonly facts: {
    -readonly [K in keyof PackageFacts]: PackageFacts[K];
  };
  private scope: Scope | undefined;
  private direct = false;

  constructor(facts: PackageFacts) {
    this.facts = { ...facts };
  }

  unite(facts: PackageFacts, scope: Scope | undefined, direct: boolean): void {
    if (scope) {
      this.scope = this.scope ? strongerScope(this.scope, scope) : scope;
    }
    this.direct ||= direct;
    this.facts.license ??= facts.license;
    this.facts.integrity ??= facts.integrity;
    this.facts.origin ??= facts.origin;
    this.facts.vcsUrl ??= facts.vcsUrl;
    for (const hash of facts.hashes ?? []) {
      this.hashes ??= new Map();
      this.hashes.set(`${hash.algorithm} ${hash.value}`, hash);
    }
  }

  finish(): Component {
    const { purl, name, version, ecosystem, packageName } = this.facts;
    const { license, integrity, origin, vcsUrl } = this.facts;
    this.dependsOn.delete(purl);
    return {
      purl,
      name,
      version,
      ...(ecosystem && { ecosystem }),
      packageName,
      direct: this.direct,
      // What neither the file nor the graph places is taken for shipped.
      scope: this.scope ?? 'runtime',
      hashes: [...(this.hashes?.values() ?? [])].sort(compareHashes),
      ...(integrity && { integrity }),
      ...(license && { license }),
      ...(origin && { origin }),
      ...(vcsUrl && { vcsUrl }),
      dependsOn: [...this.dependsOn].sort(byCodeUnit),
    };
  }
}

/**
 * Collects package occurrences under keys of the reader's own (a folder, a lock file entry), the
 * edges between them and what the project itself lists; then merges occurrences by purl.
 */
export class GraphBuilder {
  private readonly occurrences: Occurrence[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly roots = new Map<number, Scope>();
  private edgeCount = 0;

  get isEmpty(): boolean {
    return this.occurrences.length === 0;
  }

  has(key: string): boolean {
    return this.indexes.has(key);
  }

  /** Adds an occurrence; a key that is there already keeps its first facts. */
  add(key: string, facts: PackageFacts): void {
    if (this.indexes.has(key)) {
      return;
    }
    if (this.occurrences.length >= limits.components) {
      throw new InputError(`more than ${limits.components} packages`);
    }
    if (facts.purl.length > limits.purlLength) {
      throw new InputError(
        `a package's name, version and source take more than ${limits.purlLength} characters`,
      );
    }
    this.indexes.set(key, this.occurrences.length);
    this.occurrences.push({ facts, edges: [] });
  }

  /** Adds an edge; unknown keys are ignored, since locks leave out what is not installed. */
  connect(from: string, to: string, kind: EdgeKind = 'runtime'): void {
    const source = this.indexes.get(from);
    const target = this.indexes.get(to);
    if (source === undefined || target === undefined || source === target) {
      return;
    }
    this.edgeCount += 1;
    if (this.edgeCount > limits.edges) {
      throw new InputError(`more than ${limits.edges} dependency edges`);
    }
    this.occurrences[source].edges.push(
      target * 2 + (kind === 'optional' ? 1 : 0),
    );
  }

  /** The project's own manifest lists the package with this scope. */
  require(key: string, scope: Scope = 'runtime'): void {
    const index = this.indexes.get(key);
    if (index !== undefined) {
      const known = this.roots.get(index);
      this.roots.set(index, known ? strongerScope(known, scope) : scope);
    }
  }

  get hasRoots(): boolean {
    return this.roots.size > 0;
  }

  /**
   * For a lock file without the manifest it belongs to: what nothing else asks for must have been
   * asked for by the project.
   */
  requireUnreferenced(): void {
    const referenced = new Set<number>();
    for (const { edges } of this.occurrences) {
      for (const edge of edges) {
        referenced.add(edge >> 1);
      }
    }
    this.occurrences.forEach(({ facts }, index) => {
      if (!referenced.has(index) && !this.roots.has(index)) {
        this.roots.set(index, facts.scope ?? 'runtime');
      }
    });
  }

  /** Which packages the file fixes; to be asked when all are added. */
  fixings(holdsHashes = true): Pick<LockState, 'hashes' | 'unpinned'> {
    return fixingsOf(
      this.occurrences.map(({ facts }) => facts),
      holdsHashes,
    );
  }

  /** The components, sorted by purl, with the edges of all occurrences united. */
  components(): Component[] {
    const fromGraph = this.scopesFromGraph();
    const merged = new Map<string, MergedComponent>();
    this.occurrences.forEach(({ facts, edges }, index) => {
      let target = merged.get(facts.purl);
      if (!target) {
        target = new MergedComponent(facts);
        merged.set(facts.purl, target);
      }
      const isRoot = this.roots.has(index);
      target.unite(facts, facts.scope ?? fromGraph[index], isRoot);
      for (const edge of edges) {
        target.dependsOn.add(this.occurrences[edge >> 1].facts.purl);
      }
    });
    return [...merged.values()]
      .map(component => component.finish())
      .sort((a, b) => byCodeUnit(a.purl, b.purl));
  }

  /** Scope by reachability; undefined for what no root reaches. */
  private scopesFromGraph(): Array<Scope | undefined> {
    const found: Array<Scope | undefined> = new Array(this.occurrences.length);
    // Strongest first, so that the first scope to reach an occurrence is its scope.
    this.spread(found, 'runtime', false);
    for (const scope of ['optional', 'development'] as const) {
      this.spread(found, scope, true);
    }
    return found;
  }

  private spread(
    found: Array<Scope | undefined>,
    scope: Scope,
    overOptional: boolean,
  ): void {
    const queue: number[] = [];
    const visit = (index: number) => {
      if (found[index] === undefined) {
        found[index] = scope;
        queue.push(index);
      }
    };
    for (const [index, rootScope] of this.roots) {
      if (rootScope === scope) {
        visit(index);
      }
    }
    if (scope === 'optional') {
      this.visitOptionalEdges(found, visit);
    }
    while (queue.length > 0) {
      for (const edge of this.occurrences[queue.pop()!].edges) {
        if (overOptional || edge % 2 === 0) {
          visit(edge >> 1);
        }
      }
    }
  }

  /** The optional tree begins where an optional edge leaves the runtime tree. */
  private visitOptionalEdges(
    found: ReadonlyArray<Scope | undefined>,
    visit: (index: number) => void,
  ): void {
    this.occurrences.forEach(({ edges }, index) => {
      if (found[index] === 'runtime') {
        for (const edge of edges) {
          visit(edge >> 1);
        }
      }
    });
  }
}
