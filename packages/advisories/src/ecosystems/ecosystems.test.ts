import {
  baseEcosystem,
  ecosystemOfPurlType,
  ecosystemsMeet,
  normalizePackageName,
  osvPackageOfPurl,
} from './ecosystems';

describe('normalizePackageName', () => {
  it.each([
    ['PyPI', 'Zope._-Interface', 'zope-interface'],
    ['NuGet', 'Newtonsoft.Json', 'newtonsoft.json'],
    ['Packagist', 'Symfony/Http-Kernel', 'symfony/http-kernel'],
    [
      'SwiftURL',
      'https://github.com/Apple/swift-nio.git',
      'github.com/apple/swift-nio',
    ],
    ['npm', 'JSONStream', 'JSONStream'],
    ['Go', 'github.com/BurntSushi/toml', 'github.com/burntsushi/toml'],
    ['Maven', 'Group.Id:Artifact_Id', 'Group.Id:Artifact_Id'],
    ['crates.io', 'Foo_bar', 'Foo_bar'],
    ['RubyGems', 'RedCloth', 'RedCloth'],
    ['Debian:12', 'libC', 'libC'],
  ])('%s: %s is %s', (ecosystem, name, normal) => {
    expect(normalizePackageName(ecosystem, name)).toBe(normal);
    expect(normalizePackageName(ecosystem, normal)).toBe(normal);
  });
});

describe('ecosystemsMeet', () => {
  it('takes a name without suffix for all releases', () => {
    expect(ecosystemsMeet('Debian:12', 'Debian:12')).toBe(true);
    expect(ecosystemsMeet('Debian', 'Debian:12')).toBe(true);
    expect(ecosystemsMeet('Debian:12', 'Debian')).toBe(true);
    expect(ecosystemsMeet('Ubuntu:22.04', 'Ubuntu:22.04:LTS')).toBe(true);
    expect(ecosystemsMeet('Ubuntu:22.04:LTS', 'Ubuntu')).toBe(true);
    expect(ecosystemsMeet('Debian:1', 'Debian:12')).toBe(false);
    expect(ecosystemsMeet('Debian:11', 'Debian:12')).toBe(false);
    expect(ecosystemsMeet('Debian', 'Ubuntu')).toBe(false);
    expect(baseEcosystem('Ubuntu:22.04:LTS')).toBe('Ubuntu');
  });
});

describe('purl types', () => {
  it('lead to ecosystems', () => {
    expect(ecosystemOfPurlType('cargo')).toBe('crates.io');
    expect(ecosystemOfPurlType('deb', 'ubuntu')).toBe('Ubuntu');
    expect(ecosystemOfPurlType('deb', 'debian')).toBe('Debian');
    expect(ecosystemOfPurlType('rpm', 'redhat')).toBe('Red Hat');
    expect(ecosystemOfPurlType('rpm')).toBeUndefined();
    expect(ecosystemOfPurlType('__proto__')).toBeUndefined();
  });

  it.each([
    [{ type: 'npm', namespace: '@babel', name: 'core' }, 'npm', '@babel/core'],
    [{ type: 'maven', namespace: 'a.b', name: 'c' }, 'Maven', 'a.b:c'],
    [
      { type: 'golang', namespace: 'github.com/a', name: 'b' },
      'Go',
      'github.com/a/b',
    ],
    [{ type: 'pypi', name: 'django' }, 'PyPI', 'django'],
    [{ type: 'deb', namespace: 'debian', name: 'curl' }, 'Debian', 'curl'],
  ])('%j', (purl, ecosystem, name) => {
    expect(osvPackageOfPurl(purl)).toEqual({ ecosystem, name });
  });

  it('has nothing for types that OSV does not know', () => {
    expect(osvPackageOfPurl({ type: 'generic', name: 'x' })).toBeUndefined();
  });
});
