import fc from 'fast-check';
import type { Component } from '../model';
import { findPaths } from './paths';
import { shortestPaths } from './shortestPaths';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

function manifestOf(edges: [string, string][], direct: string[]) {
  const components = names.map(
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
  return {
    path: 'm',
    format: 'f',
    graph: 'full' as const,
    components,
    warnings: [],
  };
}

describe('shortestPaths', () => {
  it('agrees with the first of findPaths, cycles included', () => {
    const name = fc.constantFrom(...names);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, name), { maxLength: 16 }),
        fc.subarray(names),
        (edges, direct) => {
          const manifest = manifestOf(edges, direct);
          const pathTo = shortestPaths(manifest);
          for (const purl of names) {
            const [first] = findPaths(manifest, purl, { limit: 1 }).paths;
            expect(pathTo(purl)).toEqual(first);
          }
        },
      ),
    );
  });

  it('leads nowhere that is not in the manifest', () => {
    const pathTo = shortestPaths(manifestOf([['a', 'z']], ['a']));
    expect(pathTo('z')).toBeUndefined();
  });
});
