import { isPreRelease } from './preReleases';

describe('isPreRelease', () => {
  it.each([
    ['npm', '1.0.0-rc.1 1.0.0-0', '1.0.0 1.0.0+build-7'],
    ['crates.io', '0.1.0-alpha', '0.1.0'],
    ['NuGet', '1.0.0-preview.2', '1.0.0.1'],
    [
      'Go',
      '1.0.0-beta 0.0.0-20190101000000-abcdefabcdef',
      '2.0.0+incompatible',
    ],
    [
      'PyPI',
      '1.0a1 1.0.b2 1.0rc1 1.0-preview_3 2!1.0.dev4 1.0.post1.dev2 1.0c1',
      '1.0 1.0.post1 1.0+abc.rc1 2!1.0 1.0-1',
    ],
    ['RubyGems', '1.0.pre 2.0.0.rc1', '2.0.0'],
    [
      'Maven',
      '1.0-SNAPSHOT 1.0-alpha-1 1.0-b07 2.0.0.M3 1.0-rc1 1.0.CR2 5.0.0.Beta1 1.0-milestone-2',
      '1.0 31.1-jre 1.0.0.Final 4.1.0.RELEASE 2.3.0.GA 1.0-android r09 1.0-groovyless 1.0-m',
    ],
    ['Hex', '1.0.0-rc.1', '1.0.0'],
    ['Pub', '1.0.0-dev.1', '1.0.0 1.0.0+2'],
    [
      'Packagist',
      'dev-main 1.0.x-dev v2.0.0-RC1 1.0.0-alpha.3 1.0b2 2.0-beta',
      'v1.0.0 1.0.0-p1 1.0.0-patch2 1.8.7p2',
    ],
    ['Julia', '', '1.0.0-rc.1'],
  ])('%s', (ecosystem, trials, releases) => {
    for (const version of trials.split(' ').filter(Boolean)) {
      expect([version, isPreRelease(ecosystem, version)]).toEqual([
        version,
        true,
      ]);
    }
    for (const version of releases.split(' ')) {
      expect([version, isPreRelease(ecosystem, version)]).toEqual([
        version,
        false,
      ]);
    }
  });
});
