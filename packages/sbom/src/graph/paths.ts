import type { Manifest } from '../model';

/** Dependency paths to one component. @public */
export interface DependencyPaths {
  /** Each from a direct dependency to the component, as purls. */
  paths: string[][];
  /** There are more paths than were asked for, or than could be looked at. */
  truncated: boolean;
}

/** Edges looked at in one search; a diamond-shaped graph has exponentially many paths. */
const MAX_STEPS = 2_000_000;

/** What can be reached from the starting purls, themselves included. */
function closure(
  starts: Iterable<string>,
  next: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const reached = new Set(starts);
  // A Set visits what is added during the walk.
  for (const purl of reached) {
    for (const target of next.get(purl) ?? []) {
      reached.add(target);
    }
  }
  return reached;
}

function reversed(
  edges: ReadonlyMap<string, readonly string[]>,
): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const [purl, targets] of edges) {
    for (const target of targets) {
      const known = result.get(target);
      if (known) {
        known.push(purl);
      } else {
        result.set(target, [purl]);
      }
    }
  }
  return result;
}

/**
 * Enumerates paths of a given length from the direct dependencies to one component. `layers[n]`
 * holds the components from which some walk of exactly n edges leads there, so that a search only
 * ever turns into branches that arrive; what can still fail is a walk that comes back to itself.
 */
class PathSearch {
  readonly found: string[][] = [];
  private readonly layers: Array<Set<string>>;
  private readonly incoming: ReadonlyMap<string, readonly string[]>;
  /** Components on some way from the project to the wanted one. */
  private readonly relevant: Set<string>;
  private readonly direct: string[];
  private steps = 0;

  constructor(
    private readonly edges: ReadonlyMap<string, readonly string[]>,
    direct: readonly string[],
    purl: string,
    private readonly wanted: number,
  ) {
    this.incoming = reversed(edges);
    const reachable = closure(direct, edges);
    this.relevant = new Set(
      [...closure([purl], this.incoming)].filter(item => reachable.has(item)),
    );
    this.direct = direct.filter(item => this.relevant.has(item));
    this.layers = [new Set(this.relevant.has(purl) ? [purl] : [])];
  }

  /** True when all paths were found, false when a bound was met. */
  run(): boolean {
    for (let length = 0; length < this.relevant.size; length++) {
      if (length > 0) {
        this.layers.push(this.layerBefore(this.layers[length - 1]));
      }
      if (this.layers[length].size === 0) {
        return true;
      }
      for (const start of this.direct) {
        if (this.layers[length].has(start)) {
          this.walk(start, length);
        }
        if (this.isExhausted()) {
          return false;
        }
      }
    }
    return true;
  }

  private isExhausted(): boolean {
    return this.found.length >= this.wanted || this.steps > MAX_STEPS;
  }

  private layerBefore(layer: ReadonlySet<string>): Set<string> {
    const before = new Set<string>();
    for (const purl of layer) {
      for (const dependent of this.incoming.get(purl) ?? []) {
        this.steps += 1;
        if (this.relevant.has(dependent)) {
          before.add(dependent);
        }
      }
    }
    return before;
  }

  /** Depth-first in the order of purls, so that equally long paths come out sorted. */
  private walk(start: string, length: number): void {
    const path = [start];
    const onPath = new Set(path);
    const nextChild = [0];
    while (path.length > 0 && !this.isExhausted()) {
      const depth = path.length - 1;
      if (depth === length) {
        this.found.push([...path]);
      }
      const children = this.edges.get(path[depth]) ?? [];
      const child = depth === length ? undefined : children[nextChild[depth]++];
      this.steps += 1;
      if (child === undefined) {
        onPath.delete(path.pop()!);
        nextChild.pop();
      } else if (
        this.layers[length - depth - 1].has(child) &&
        !onPath.has(child)
      ) {
        path.push(child);
        onPath.add(child);
        nextChild.push(0);
      }
    }
  }
}

/**
 * The dependency paths from what the project lists to one component: why it is there. Shortest
 * first, then by purl; no path visits a component twice. The first path of a direct dependency is
 * itself.
 *
 * Takes time in proportion to the graph and to `limit`, whatever the number of paths; `truncated`
 * says when there are more.
 *
 * @public
 */
export function findPaths(
  manifest: Manifest,
  purl: string,
  { limit = 20 }: { limit?: number } = {},
): DependencyPaths {
  const edges = new Map(manifest.components.map(c => [c.purl, c.dependsOn]));
  const direct = manifest.components.filter(c => c.direct).map(c => c.purl);
  const search = new PathSearch(edges, direct, purl, limit + 1);
  const complete = search.run();
  return {
    paths: search.found.slice(0, limit),
    truncated: !complete,
  };
}
