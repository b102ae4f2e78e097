import { findPaths } from '@safety-curtain/sbom';
import fc from 'fast-check';
import { lockFile, npm } from '../../__testUtils__/organization';
import { PackedPaths, PackedPurls } from './packedPaths';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const purl = (name: string) => `pkg:npm/${name}@1.0.0`;

describe('PackedPaths', () => {
  it('lead as findPaths does, in several manifests that share their purls', () => {
    const name = fc.constantFrom(...names);
    const graph = fc.record({
      there: fc.subarray(names),
      edges: fc.array(fc.tuple(name, name), { maxLength: 12 }),
      direct: fc.subarray(names),
    });
    fc.assert(
      fc.property(fc.array(graph, { maxLength: 4 }), graphs => {
        const purls = new PackedPurls();
        const packed = graphs.map(({ there, edges, direct }, i) => {
          const dependsOn = (from: string) => [
            ...new Set(edges.flatMap(([a, b]) => (a === from ? purl(b) : []))),
          ];
          const manifest = lockFile(
            `${i}`,
            ...there.map(one =>
              npm(one, '1.0.0', {
                direct: direct.includes(one),
                dependsOn: dependsOn(one).sort(),
              }),
            ),
          );
          return { manifest, paths: new PackedPaths(manifest, purls) };
        });
        for (const { manifest, paths } of packed) {
          for (const one of names) {
            const isThere = manifest.components.some(c => c.name === one);
            const [first] = isThere
              ? findPaths(manifest, purl(one), { limit: 1 }).paths
              : [];
            expect(paths.to(purl(one))).toEqual(
              first?.map(step => step.replace('pkg:npm/', '')),
            );
          }
        }
      }),
    );
  });
});
