import {
  AskedVersion,
  MAX_VERSION_LENGTH,
  VersionError,
  compareVersions,
  isOrderable,
} from './compare';
import { VersionOrdering } from './ordering';

describe('compareVersions', () => {
  it('goes by the ecosystem, with or without a suffix', () => {
    expect(compareVersions('npm', '1.0.0-1', '1.0.0')).toBeLessThan(0);
    expect(compareVersions('Debian', '1.0.0-1', '1.0.0')).toBeGreaterThan(0);
    expect(compareVersions('Debian:12', '1.0.0-1', '1.0.0')).toBeGreaterThan(0);
  });

  it('knows "0" as the point before every version, save in Maven', () => {
    expect(compareVersions('npm', '0', '0.0.0-0')).toBeLessThan(0);
    expect(compareVersions('PyPI', 'some-legacy-name', '0')).toBeGreaterThan(0);
    expect(compareVersions('PyPI', '0', '0')).toBe(0);
    expect(compareVersions('Maven', '0', '0.0')).toBe(0);
  });

  it('throws its own error with ecosystem and version', () => {
    const compare = () => compareVersions('npm', '1.0.0', 'next');
    expect(compare).toThrow(VersionError);
    expect(compare).toThrow('cannot order npm version "next": no version');
    expect(() => compareVersions('Fortran', '1', '2')).toThrow(
      'cannot order Fortran version "1": unknown ecosystem',
    );
  });

  it('refuses overlong strings in every ecosystem', () => {
    const longest = '1'.repeat(MAX_VERSION_LENGTH);
    expect(compareVersions('npm', longest, longest)).toBe(0);
    expect(() => compareVersions('npm', `${longest}1`, '1')).toThrow(
      VersionError,
    );
  });
});

describe('isOrderable', () => {
  it('says whether an ecosystem has an order', () => {
    expect(isOrderable('PyPI')).toBe(true);
    expect(isOrderable('Alpine:v3.20')).toBe(true);
    expect(isOrderable('GIT')).toBe(false);
    expect(isOrderable('toString')).toBe(false);
  });
});

describe('AskedVersion', () => {
  it('reads its text once for each run of questions of one order', () => {
    const parse = jest.fn((text: string) => text.length);
    const lengths: VersionOrdering<number> = {
      name: 'lengths',
      parse,
      compare: (a, b) => a - b,
    };
    const asked = new AskedVersion('1.2.3');
    expect([asked.in(lengths), asked.in(lengths)]).toEqual([5, 5]);
    expect(parse).toHaveBeenCalledTimes(1);
  });
});
