import fc from 'fast-check';
import { VERSIONS } from '../__testUtils__/versionArbitraries';
import { compareVersions } from './compare';

const RUNS = { numRuns: 400 };

describe.each(VERSIONS)('the order of %s versions', (ecosystem, versions) => {
  const sign = (a: string, b: string) =>
    Math.sign(compareVersions(ecosystem, a, b));

  it('reads every version and finds it equal to itself', () => {
    fc.assert(
      fc.property(versions, a => expect(sign(a, a)).toBe(0)),
      RUNS,
    );
  });

  it('turns round with its arguments', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) =>
        expect(sign(a, b) + sign(b, a)).toBe(0),
      ),
      RUNS,
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(
        fc.tuple(versions, versions, versions),
        ([first, second, third]) => {
          const [a, b, c] = [first, second, third].sort((x, y) => sign(x, y));
          expect(sign(a, b)).toBeLessThanOrEqual(0);
          expect(sign(b, c)).toBeLessThanOrEqual(0);
          const isStrict = sign(a, b) < 0 || sign(b, c) < 0;
          expect(sign(a, c)).toBe(isStrict ? -1 : 0);
        },
      ),
      RUNS,
    );
  });
});
