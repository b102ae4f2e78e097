import fc from 'fast-check';
import { manifestReaders } from '../manifests';
import { declaringFile } from './declaringFile';
import { overrideOf, overridesOneVersion } from './override';

const override = (format: string, path: string, name = 'qs', to = '6.5.3') =>
  overrideOf({ format, path }, name, to);

describe('an override', () => {
  it.each([
    ['npm-package-lock', 'package.json', /"overrides": \{\s+"qs": "6\.5\.3"/],
    ['npm-shrinkwrap', 'package.json', /"overrides"/],
    ['yarn-lock', 'package.json', /"resolutions": \{\s+"qs": "6\.5\.3"/],
    ['pnpm-lock', 'pnpm-workspace.yaml', /^overrides:\n {2}'qs': '6\.5\.3'$/],
    ['cargo-lock', 'Cargo.toml', /^cargo update -p qs --precise 6\.5\.3$/],
    ['requirements-txt', 'constraints.txt', /^qs>=6\.5\.3$/],
    ['pylock-toml', 'constraints.txt', /^qs>=6\.5\.3$/],
    [
      'uv-lock',
      'pyproject.toml',
      /^override-dependencies = \["qs>=6\.5\.3"\]$/m,
    ],
    ['pdm-lock', 'pyproject.toml', /^qs = ">=6\.5\.3"$/m],
    ['poetry-lock', 'pyproject.toml', /^poetry add 'qs>=6\.5\.3'$/],
    ['pipfile-lock', 'Pipfile', /^qs = ">=6\.5\.3"$/m],
    ['gemfile-lock', 'Gemfile', /^gem "qs", ">= 6\.5\.3"$/],
    [
      'composer-lock',
      'composer.json',
      /^composer update 'qs' --with 'qs:6\.5\.3' --with-dependencies$/,
    ],
    [
      'dotnet-project',
      'lock-file',
      /^dotnet add package qs --version 6\.5\.3$/,
    ],
    [
      'nuget-packages-config',
      'lock-file',
      /^nuget update packages\.config -Id qs -Version 6\.5\.3$/,
    ],
    [
      'nuget-packages-props',
      'lock-file',
      /^<PackageVersion Include="qs" Version="6\.5\.3" \/>$/,
    ],
    ['paket-lock', 'paket.dependencies', /^nuget qs >= 6\.5\.3$/],
    ['bun-lock', 'package.json', /"overrides": \{\s+"qs": "6\.5\.3"/],
    ['deno-lock', 'deno.json', /^deno add npm:qs@6\.5\.3$/],
    [
      'pubspec-lock',
      'pubspec.yaml',
      /^dependency_overrides:\n {2}qs: 6\.5\.3$/,
    ],
    ['mix-lock', 'mix.exs', /^\{:qs, "~> 6\.5\.3", override: true\}$/],
    ['rebar-lock', 'rebar.config', /^\{deps, \[\{qs, "6\.5\.3"\}\]\}\.$/],
  ])('of %s goes into %s', (format, file, text) => {
    const found = override(format, 'web/lock-file');
    expect(found?.file).toBe(`web/${file}`);
    expect(found?.text).toMatch(text);
  });

  it('of Cargo names which of several locked versions it moves', () => {
    const cargo = { format: 'cargo-lock', path: 'Cargo.lock' };
    expect(overrideOf(cargo, 'rand', '0.8.5', { from: '0.7.3' })?.text).toBe(
      'cargo update -p rand@0.7.3 --precise 0.8.5',
    );
    expect(
      overrideOf(cargo, 'rand', '0.8.5', { from: '0.7.3; evil' }),
    ).toBeUndefined();
  });

  it('is about one of several versions where the package manager can tell them apart', () => {
    const several = (format: string) =>
      overrideOf({ format, path: 'a' }, 'ms', '2.1.3', {
        from: '2.0.0',
        several: true,
      })?.text;
    expect(several('npm-package-lock')).toContain('"ms@2.0.0": "2.1.3"');
    expect(several('pnpm-lock')).toContain("'ms@2.0.0': '2.1.3'");
    expect(several('yarn-lock')).toContain('"ms": "2.1.3"');
    expect(overridesOneVersion('pnpm-lock')).toBe(true);
    expect(overridesOneVersion('yarn-lock')).toBe(false);
  });

  it('of npm refers to what the project asks for itself', () => {
    expect(
      overrideOf({ format: 'npm-package-lock', path: 'a' }, 'ms', '2.1.3', {
        alsoDirect: true,
      })?.text,
    ).toContain('"ms": "$ms"');
  });

  it('of Maven and Gradle names group and artifact', () => {
    const name = 'org.apache.logging.log4j:log4j-core';
    expect(override('maven-pom', 'pom.xml', name, '2.17.1')).toMatchObject({
      file: 'pom.xml',
      text: expect.stringMatching(
        /<groupId>org\.apache\.logging\.log4j<\/groupId>\s+<artifactId>log4j-core<\/artifactId>\s+<version>2\.17\.1<\/version>/,
      ),
    });
    expect(
      override('gradle-lockfile', 'gradle.lockfile', name, '2.17.1')?.text,
    ).toContain(`implementation("${name}:2.17.1")`);
  });

  it('of Go is a requirement, or another toolchain', () => {
    expect(override('go-mod', 'go.mod', 'golang.org/x/net', '0.17.0')).toEqual({
      file: 'go.mod',
      kind: 'file',
      text: 'require golang.org/x/net v0.17.0',
    });
    expect(override('go-mod', 'go.mod', 'stdlib', '1.21.8')?.text).toBe(
      'toolchain go1.21.8',
    );
    expect(override('go-mod', 'go.mod', 'stdlib', '1.23.0-rc.2')?.text).toBe(
      'toolchain go1.23rc2',
    );
  });

  it('is there for every format that is read', () => {
    for (const { id } of manifestReaders) {
      expect([id, override(id, 'a')]).toEqual([id, expect.anything()]);
    }
    expect(override('cyclonedx', 'bom.json')).toBeUndefined();
  });

  it('is nothing for names and versions that could mean something else', () => {
    for (const { id } of manifestReaders) {
      expect(override(id, 'a', 'qs"; rm -rf ~; "')).toBeUndefined();
      expect(override(id, 'a', 'qs', '1.0 && evil')).toBeUndefined();
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...manifestReaders.map(({ id }) => id)),
        fc.string(),
        fc.string(),
        (format, name, version) => {
          const found = override(format, 'a', name, version);
          const isSafe = /^[\w.\-/:~@+!]+$/.test(name + version);
          expect(found === undefined || isSafe).toBe(true);
        },
      ),
    );
  });
});

it.each([
  ['package-lock.json', 'npm-package-lock', 'package.json'],
  ['web/yarn.lock', 'yarn-lock', 'web/package.json'],
  ['pom.xml', 'maven-pom', 'pom.xml'],
  ['requirements/dev.txt', 'requirements-txt', 'requirements/dev.txt'],
  ['bom.json', 'cyclonedx', 'bom.json'],
])('%s of %s is declared in %s', (path, format, expected) => {
  expect(declaringFile(path, format)).toBe(expected);
});
