import { InputError } from '@safety-curtain/input';
import { limits } from '../limits';
import { fetchingsOf, type Fetchings } from '../locks/fetchings';
import { fixingsOf } from '../locks/fixings';
import type { LockState } from '../locks/lockState';
import type { Component, Hash, Scope } from '../model';
import { Edges } from './edges';
import type { PackageFacts } from './packageFacts';

/** An optional edge may be missing at run time: what only hangs on it is optional. */
export type EdgeKind = 'runtime' | 'optional';

/** What a lock file fixes, and where from. */
type Fixings = Pick<LockState, 'hashes' | 'unpinned'> & Fetchings;

/** What is not known may be runtime, and so is more than what is known to be less. */
const RANK: Record<Scope, number> = {
  development: 0,
  optional: 1,
  unknown: 2,
  runtime: 3,
};

export function byCodeUnit(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * The scope that wins where a component has both: runtime over unknown over optional over
 * development.
 */
export function strongerScope(a: Scope, b: Scope): Scope {
  return RANK[a] >= RANK[b] ? a : b;
}

/** Whether what is used in two places is direct: in one of them, for all that is known. */
function eitherDirect(
  a: boolean | undefined,
  b: boolean | undefined,
): boolean | undefined {
  if (a || b) {
    return true;
  }
  return a === false && b === false ? false : undefined;
}

/** How a component counts that is used in two ways. @public */
export function strongerUse(
  a: Pick<Component, 'direct' | 'scope'>,
  b: Pick<Component, 'direct' | 'scope'>,
): Pick<Component, 'direct' | 'scope'> {
  return {
    direct: eitherDirect(a.direct, b.direct),
    scope: strongerScope(a.scope, b.scope),
  };
}

export function compareHashes(a: Hash, b: Hash): number {
  return byCodeUnit(a.algorithm, b.algorithm) || byCodeUnit(a.value, b.value);
}

/** The occurrences of one purl, while they are being united. */
class MergedComponent {
  private readonly dependsOn: string[] = [];
  /** Made when the first hash comes: most packages of some formats have none. */
  private hashes: Map<string, Hash> | undefined;
  private readonly facts: {
    -readonly [K in keyof PackageFacts]: PackageFacts[K];
  };
  private scope: Scope | undefined;
  private direct: boolean | undefined = false;

  constructor(facts: PackageFacts) {
    this.facts = { ...facts };
  }

  unite(
    facts: PackageFacts,
    scope: Scope | undefined,
    direct: boolean | undefined,
  ): void {
    if (scope) {
      this.scope = this.scope ? strongerScope(this.scope, scope) : scope;
    }
    this.direct = eitherDirect(this.direct, direct);
    this.facts.license ??= facts.license;
    this.facts.integrity ??= facts.integrity;
    this.facts.origin ??= facts.origin;
    this.facts.vcsUrl ??= facts.vcsUrl;
    for (const hash of facts.hashes ?? []) {
      this.hashes ??= new Map();
      this.hashes.set(`${hash.algorithm} ${hash.value}`, hash);
    }
  }

  connect(purl: string): void {
    this.dependsOn.push(purl);
  }

  /** @param unplaced - scope of what no occurrence has one of */
  finish(unplaced: Scope): Component {
    const { purl, name, version, ecosystem, packageName } = this.facts;
    const { license, integrity, origin, vcsUrl } = this.facts;
    // What all have at once, and the rest after it: that is how V8 keeps objects small.
    const component: Component = {
      purl,
      name,
      version,
      packageName,
      direct: this.direct,
      scope: this.scope ?? unplaced,
      hashes: [...(this.hashes?.values() ?? [])].sort(compareHashes),
      dependsOn: othersThan(purl, this.dependsOn),
    };
    if (ecosystem) component.ecosystem = ecosystem;
    if (license) component.license = license;
    if (origin) component.origin = origin;
    if (integrity) component.integrity = integrity;
    if (vcsUrl) component.vcsUrl = vcsUrl;
    return component;
  }
}

/** Each once, sorted, without one of them. */
function othersThan(purl: string, all: readonly string[]): string[] {
  const others = all.filter(other => other !== purl);
  // A list that grew has room to spare; of a new one nothing is.
  return [...(others.length > 1 ? new Set(others) : others)].sort(byCodeUnit);
}

/**
 * Collects package occurrences under keys of the reader's own (a folder, a lock file entry), the
 * edges between them and what the project itself lists; then merges occurrences by purl.
 */
export class GraphBuilder {
  private readonly occurrences: PackageFacts[] = [];
  private readonly edges = new Edges();
  private readonly indexes = new Map<string, number>();
  private readonly roots = new Map<number, Scope>();
  /** What the project may list for all that is known. */
  private readonly open = new Set<number>();
  private allOpen = false;

  /** @param unplaced - scope of what neither the file nor the graph places */
  constructor(private readonly unplaced: Scope = 'unknown') {}

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
    this.occurrences.push(facts);
  }

  /** Adds an edge; unknown keys are ignored, since locks leave out what is not installed. */
  connect(from: string, to: string, kind: EdgeKind = 'runtime'): void {
    const source = this.indexes.get(from);
    const target = this.indexes.get(to);
    if (source === undefined || target === undefined || source === target) {
      return;
    }
    if (this.edges.count >= limits.edges) {
      throw new InputError(`more than ${limits.edges} dependency edges`);
    }
    this.edges.add(source, target * 2 + (kind === 'optional' ? 1 : 0));
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
   * Whether the project lists the package is not known; without a key, of all that is not required.
   */
  leaveDirectOpen(key?: string): void {
    const index = key === undefined ? undefined : this.indexes.get(key);
    if (index === undefined) {
      this.allOpen = true;
    } else {
      this.open.add(index);
    }
  }

  /**
   * For a lock file without the manifest it belongs to: what nothing else asks for must have been
   * asked for by the project. What else it asks for is not known, nor what for.
   */
  requireUnreferenced(): void {
    this.leaveDirectOpen();
    const referenced = new Set<number>();
    for (const edge of this.edges.all()) {
      referenced.add(edge >> 1);
    }
    this.occurrences.forEach((facts, index) => {
      if (!referenced.has(index) && !this.roots.has(index)) {
        this.roots.set(index, facts.scope ?? this.unplaced);
      }
    });
  }

  /** Which packages the file fixes; to be asked when all are added. */
  fixings(holdsHashes = true): Fixings {
    const packages = this.occurrences;
    return { ...fixingsOf(packages, holdsHashes), ...fetchingsOf(packages) };
  }

  /** The components, sorted by purl, with the edges of all occurrences united. */
  components(): Component[] {
    const fromGraph = this.scopesFromGraph();
    const components: Component[] = [];
    for (const indexes of this.indexesByPurl()) {
      const merged = new MergedComponent(this.occurrences[indexes[0]]);
      for (const index of indexes) {
        const facts = this.occurrences[index];
        const direct = this.roots.has(index) || this.directness(index);
        merged.unite(facts, facts.scope ?? fromGraph[index], direct);
        for (const edge of this.edges.of(index)) {
          merged.connect(this.occurrences[edge >> 1].purl);
        }
      }
      components.push(merged.finish(this.unplaced));
    }
    return components;
  }

  /** The indexes of the occurrences of each purl, in the order of purls. */
  private *indexesByPurl(): Generator<number[]> {
    const purlOf = (index: number) => this.occurrences[index].purl;
    const order = Uint32Array.from(this.occurrences.keys()).sort(
      (a, b) => byCodeUnit(purlOf(a), purlOf(b)) || a - b,
    );
    for (let start = 0; start < order.length; ) {
      let end = start + 1;
      while (
        end < order.length &&
        purlOf(order[end]) === purlOf(order[start])
      ) {
        end += 1;
      }
      yield [...order.subarray(start, end)];
      start = end;
    }
  }

  /** Of what is not required. */
  private directness(index: number): false | undefined {
    return this.allOpen || this.open.has(index) ? undefined : false;
  }

  /** Scope by reachability; undefined for what no root reaches. */
  private scopesFromGraph(): Array<Scope | undefined> {
    const found: Array<Scope | undefined> = new Array(this.occurrences.length);
    // Strongest first, so that the first scope to reach an occurrence is its scope.
    this.spread(found, 'runtime', false);
    this.spread(found, 'unknown', false);
    this.spread(found, 'optional', true);
    this.spreadOptionalEdges(found, 'unknown');
    this.spread(found, 'development', true);
    return found;
  }

  /** From all roots of the scope; the optional tree begins where the runtime tree ends as well. */
  private spread(
    found: Array<Scope | undefined>,
    scope: Scope,
    overOptional: boolean,
  ): void {
    const starts: number[] = [];
    for (const [index, rootScope] of this.roots) {
      if (rootScope === scope) {
        starts.push(index);
      }
    }
    if (scope === 'optional') {
      this.targetsOf(found, 'runtime', starts);
    }
    this.reach(found, scope, starts, overOptional);
  }

  /** What optional edges lead to from where the scope has reached, and all behind it. */
  private spreadOptionalEdges(
    found: Array<Scope | undefined>,
    scope: Scope,
  ): void {
    const starts: number[] = [];
    this.targetsOf(found, scope, starts);
    this.reach(found, scope, starts, true);
  }

  private targetsOf(
    found: ReadonlyArray<Scope | undefined>,
    scope: Scope,
    targets: number[],
  ): void {
    found.forEach((reached, index) => {
      if (reached === scope) {
        for (const edge of this.edges.of(index)) {
          targets.push(edge >> 1);
        }
      }
    });
  }

  private reach(
    found: Array<Scope | undefined>,
    scope: Scope,
    starts: readonly number[],
    overOptional: boolean,
  ): void {
    const queue: number[] = [];
    const visit = (index: number) => {
      if (found[index] === undefined) {
        found[index] = scope;
        queue.push(index);
      }
    };
    starts.forEach(visit);
    while (queue.length > 0) {
      for (const edge of this.edges.of(queue.pop()!)) {
        if (overOptional || edge % 2 === 0) {
          visit(edge >> 1);
        }
      }
    }
  }
}
