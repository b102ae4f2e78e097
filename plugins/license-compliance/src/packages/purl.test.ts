import fc from 'fast-check';
import { covers, withoutVersion } from './purl';

describe('withoutVersion', () => {
  it.each([
    ['pkg:npm/lodash@4.17.15', 'pkg:npm/lodash'],
    ['pkg:npm/%40scope/name@1.0.0?arch=x#sub', 'pkg:npm/%40scope/name'],
    ['pkg:npm/@scope/name', 'pkg:npm/@scope/name'],
    ['pkg:golang/a.b/c@v1.2.3%2Bincompatible', 'pkg:golang/a.b/c'],
    ['pkg:npm/lodash', 'pkg:npm/lodash'],
  ])('shortens %s to %s', (purl, short) => {
    expect(withoutVersion(purl)).toBe(short);
  });

  it('takes away whatever version was put behind a name', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9._-]{0,20}$/);
    const version = fc.stringMatching(/^[0-9][A-Za-z0-9.%+-]{0,20}$/);
    fc.assert(
      fc.property(name, version, (n, v) => {
        expect(withoutVersion(`pkg:npm/${n}@${v}`)).toBe(`pkg:npm/${n}`);
        expect(
          covers({ purl: `pkg:npm/${n}` }, { purl: `pkg:npm/${n}@${v}` }),
        ).toBe(true);
      }),
    );
  });
});

describe('covers', () => {
  const component = { purl: 'pkg:npm/a@1.0.0', expression: 'MIT' };

  it.each([
    [{ purl: 'pkg:npm/a@1.0.0' }, true],
    [{ purl: 'pkg:npm/a' }, true],
    [{ purl: 'pkg:npm/a@2.0.0' }, false],
    [{ purl: 'pkg:npm/ab' }, false],
    [{ license: 'MIT' }, true],
    [{ license: 'ISC' }, false],
    [{ purl: 'pkg:npm/a', license: 'ISC' }, false],
    [{ purl: 'pkg:npm/a', license: 'MIT' }, true],
    [{}, false],
  ])('%j: %s', (about, expected) => {
    expect(covers(about, component)).toBe(expected);
  });
});
