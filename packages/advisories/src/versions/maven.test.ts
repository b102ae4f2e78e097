import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('maven', () => {
  it('orders qualifiers as the POM reference does', () => {
    expect(
      disorderOf('Maven', [
        '1-alpha-1 1a1 1-a1',
        '1-beta-1 1b1',
        '1-milestone-1 1m1',
        '1-rc-1 1-cr1 1RC1',
        '1-SNAPSHOT 1-snapshot',
        '1 1.0 1.0.0 1-ga 1.Final 1-release',
        '1-sp',
        '1-abc',
        '1-jre',
        '1-1',
        '1.0.1',
        '1.1',
        '1.1.1.10',
      ]),
    ).toEqual([]);
  });

  it('drops what stands for nothing', () => {
    expect(
      disorderOf('Maven', ['1-1 1-ga-1 1-0-1 1-01', '1.0.0.1 1..0.1']),
    ).toEqual([]);
  });

  it('has a real history: jackson, guava, spring', () => {
    expect(
      disorderOf('Maven', ['2.9.10.8', '2.12.6.1', '2.13.2', '2.13.2.2']),
    ).toEqual([]);
    expect(
      disorderOf('Maven', ['23.0-rc1', '23.0', '24.1.1-android', '30.0-jre']),
    ).toEqual([]);
    expect(
      disorderOf('Maven', ['5.3.0-M1', '5.3.0-RC2', '5.3.0', '5.3.18']),
    ).toEqual([]);
  });

  it('refuses ranges, properties and paths', () => {
    const texts = ['', '[1.0,2.0)', '${project.version}', '1.0 beta', '../1.0'];
    expect(refusedOf('Maven', texts)).toEqual(texts);
  });
});
