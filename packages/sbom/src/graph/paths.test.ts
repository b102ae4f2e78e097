import fc from 'fast-check';
import type { Component, Manifest } from '../model';
import { findPaths } from './paths';

/** A manifest of the given edges; names stand for purls. */
function manifestOf(
  edges: ReadonlyArray<readonly [string, string]>,
  direct: readonly string[],
): Manifest {
  const names = new Set([...direct, ...edges.flat()]);
  const components = [...names].sort().map(
    (purl): Component => ({
      purl,
      name: purl,
      version: '1',
      packageName: purl,
      direct: direct.includes(purl),
      scope: 'runtime',
      hashes: [],
      dependsOn: [
        ...new Set(edges.filter(([from]) => from === purl).map(([, to]) => to)),
      ].sort(),
    }),
  );
  return { path: 'm', format: 'f', graph: 'full', components, warnings: [] };
}

/** All simple paths by brute force, in the promised order. */
function everyPath(manifest: Manifest, purl: string): string[][] {
  const edges = new Map(manifest.components.map(c => [c.purl, c.dependsOn]));
  const found: string[][] = [];
  const walk = (path: string[]) => {
    const last = path[path.length - 1];
    if (last === purl) {
      found.push(path);
      return;
    }
    for (const next of edges.get(last) ?? []) {
      if (!path.includes(next)) {
        walk([...path, next]);
      }
    }
  };
  manifest.components.filter(c => c.direct).forEach(c => walk([c.purl]));
  return found.sort(
    (a, b) => a.length - b.length || (a.join('\n') < b.join('\n') ? -1 : 1),
  );
}

describe('findPaths', () => {
  it('gives the shortest path first, then by purl', () => {
    const manifest = manifestOf(
      [
        ['a', 'x'],
        ['b', 'c'],
        ['c', 'x'],
        ['b', 'd'],
        ['d', 'x'],
      ],
      ['a', 'b'],
    );
    expect(findPaths(manifest, 'x')).toEqual({
      paths: [
        ['a', 'x'],
        ['b', 'c', 'x'],
        ['b', 'd', 'x'],
      ],
      truncated: false,
    });
    expect(findPaths(manifest, 'x', { limit: 2 })).toEqual({
      paths: [
        ['a', 'x'],
        ['b', 'c', 'x'],
      ],
      truncated: true,
    });
  });

  it('gives a direct dependency as its own first path', () => {
    const manifest = manifestOf([['a', 'x']], ['a', 'x']);
    expect(findPaths(manifest, 'x').paths).toEqual([['x'], ['a', 'x']]);
  });

  it('gives nothing for what the project does not reach, or does not have', () => {
    const manifest = manifestOf([['lost', 'x']], ['a']);
    const none = { paths: [], truncated: false };
    expect(findPaths(manifest, 'x')).toEqual(none);
    expect(findPaths(manifest, 'nowhere')).toEqual(none);
  });

  it('agrees with brute force on small graphs, cycles included', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const name = fc.constantFrom(...names);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, name), { maxLength: 14 }),
        fc.subarray(names),
        name,
        (edges, direct, wanted) => {
          const manifest = manifestOf(
            edges.filter(([from, to]) => from !== to),
            direct,
          );
          expect(findPaths(manifest, wanted, { limit: 10_000 })).toEqual({
            paths: everyPath(manifest, wanted),
            truncated: false,
          });
        },
      ),
    );
  });

  it('is quick on a graph with 2^200 paths', () => {
    const edges = Array.from({ length: 200 }, (_, i) => [
      [`n${i}`, `l${i}`] as const,
      [`n${i}`, `r${i}`] as const,
      [`l${i}`, `n${i + 1}`] as const,
      [`r${i}`, `n${i + 1}`] as const,
    ]).flat();
    const { paths, truncated } = findPaths(manifestOf(edges, ['n0']), 'n200');
    expect(paths).toHaveLength(20);
    expect(truncated).toBe(true);
    expect(new Set(paths.map(path => path.length))).toEqual(new Set([401]));
  });

  it('is quick where everything depends on everything', () => {
    const names = Array.from({ length: 60 }, (_, i) => `n${i}`);
    const edges = names.flatMap(from =>
      names.filter(to => to !== from).map(to => [from, to] as const),
    );
    const { paths, truncated } = findPaths(manifestOf(edges, ['n0']), 'n1');
    expect(paths[0]).toEqual(['n0', 'n1']);
    expect(paths).toHaveLength(20);
    expect(truncated).toBe(true);
  });
});
