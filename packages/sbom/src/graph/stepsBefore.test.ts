import fc from 'fast-check';
import type { Component } from '../model';
import { findPaths } from './paths';
import { stepsBefore } from './stepsBefore';

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

/** Along the steps, from a direct dependency. */
function pathTo(
  before: ReadonlyMap<string, string | undefined>,
  purl: string,
): string[] | undefined {
  if (!before.has(purl)) return undefined;
  const step = before.get(purl);
  return step === undefined ? [purl] : [...pathTo(before, step)!, purl];
}

describe('stepsBefore', () => {
  it('agrees with the first of findPaths, cycles included', () => {
    const name = fc.constantFrom(...names);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, name), { maxLength: 16 }),
        fc.subarray(names),
        (edges, direct) => {
          const manifest = manifestOf(edges, direct);
          const before = stepsBefore(manifest);
          for (const purl of names) {
            const [first] = findPaths(manifest, purl, { limit: 1 }).paths;
            expect(pathTo(before, purl)).toEqual(first);
          }
        },
      ),
    );
  });

  it('leads nowhere that is not in the manifest', () => {
    const before = stepsBefore(manifestOf([['a', 'z']], ['a']));
    expect(before).toEqual(new Map([['a', undefined]]));
  });
});
