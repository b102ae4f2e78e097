import fc from 'fast-check';
import nodeSemver from 'semver';
import { disorderOf, refusedOf } from '../__testUtils__/ascending';
import { compareVersions } from './compare';

describe('semver', () => {
  it('has the example of Semantic Versioning 2.0.0, section 11', () => {
    expect(
      disorderOf('npm', [
        '1.0.0-alpha',
        '1.0.0-alpha.1',
        '1.0.0-alpha.beta',
        '1.0.0-beta',
        '1.0.0-beta.2',
        '1.0.0-beta.11',
        '1.0.0-rc.1',
        '1.0.0',
        '2.0.0',
        '2.1.0',
        '2.1.1',
      ]),
    ).toEqual([]);
  });

  it('ignores a leading v, missing numbers and build metadata', () => {
    expect(
      disorderOf('Go', [
        'v1.2.0-0.20200101000000-abcdefabcdef',
        'v1.2.0 1.2.0 1.2 1.2.0+incompatible',
        'v1.10.0',
      ]),
    ).toEqual([]);
  });

  it('keeps every digit of a number', () => {
    expect(
      disorderOf('crates.io', [
        '1.0.90071992547409921',
        '1.0.90071992547409922',
        '1.0.90071992547409922000',
      ]),
    ).toEqual([]);
  });

  it('refuses what is no version', () => {
    const texts = ['', 'latest', '1.x', '1..2', '1.0.0-', '1.0.0 '];
    expect(refusedOf('npm', texts)).toEqual(texts);
  });

  it('agrees with node-semver', () => {
    const part = fc.nat({ max: 3 });
    const label = fc.array(
      fc.oneof(part.map(String), fc.constantFrom('a', 'rc', 'x-1')),
      { maxLength: 3 },
    );
    const versions = fc
      .tuple(part, part, part, label)
      .map(
        ([major, minor, patch, labels]) =>
          `${major}.${minor}.${patch}${
            labels.length > 0 ? `-${labels.join('.')}` : ''
          }`,
      );
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(Math.sign(compareVersions('npm', a, b))).toBe(
          nodeSemver.compare(a, b),
        );
      }),
      { numRuns: 500 },
    );
  });
});
