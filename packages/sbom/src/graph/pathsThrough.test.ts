import fc from 'fast-check';
import type { Component, Manifest } from '../model';
import { findPaths } from './paths';
import { pathsThrough } from './pathsThrough';

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
      dependsOn: edges.filter(([from]) => from === purl).map(([, to]) => to),
    }),
  );
  return { path: 'm', format: 'f', graph: 'full', components, warnings: [] };
}

describe('the ways to a component', () => {
  const manifest = manifestOf(
    [
      ['a', 'x'],
      ['b', 'x'],
      ['x', 'behind'],
      ['behind', 'b'],
    ],
    ['a', 'b'],
  );

  it.each([
    ['a', 'some'],
    ['b', 'some'],
    ['x', 'none'],
    ['nothing', 'none'],
  ] as const)('through %s: %s', (through, answer) => {
    expect(pathsThrough(manifest, 'x', purl => purl === through)).toBe(answer);
  });

  it('all lead through what stands before it', () => {
    const only = manifestOf([['a', 'x']], ['a']);
    expect(pathsThrough(only, 'x', purl => purl === 'a')).toBe('every');
    expect(pathsThrough(only, 'unknown', () => true)).toBe('none');
  });

  it('agree with the list of all simple paths', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const name = fc.constantFrom(...names);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, name), { maxLength: 14 }),
        fc.subarray(names),
        name,
        fc.subarray(names),
        (edges, direct, wanted, through) => {
          const of = manifestOf(
            edges.filter(([from, to]) => from !== to),
            direct,
          );
          const { paths } = findPaths(of, wanted, { limit: 10_000 });
          const led = paths.filter(path =>
            path.slice(0, -1).some(purl => through.includes(purl)),
          );
          const answer = pathsThrough(of, wanted, purl =>
            through.includes(purl),
          );
          // A walk that comes by twice is one that no simple path is: it may be `some`.
          const expected =
            paths.length > 0 && led.length === paths.length
              ? ['every']
              : ['some', ...(led.length === 0 ? ['none'] : [])];
          expect(paths.length === 0 ? ['none'] : expected).toContain(answer);
        },
      ),
    );
  });
});
