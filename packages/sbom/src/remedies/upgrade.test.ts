import fc from 'fast-check';
import { manifestReaders } from '../manifests';
import { refreshOf, upgradeOf } from './upgrade';

const upgrade = (
  format: string,
  options: Parameters<typeof upgradeOf>[3] = {},
) => upgradeOf({ format, path: 'web/lock' }, 'qs', '6.5.3', options);

describe('an upgrade', () => {
  it.each([
    ['npm-package-lock', 'command', 'npm install qs@6.5.3'],
    ['npm-shrinkwrap', 'command', 'npm install qs@6.5.3'],
    ['yarn-lock', 'command', "yarn add 'qs@^6.5.3'"],
    ['pnpm-lock', 'command', "pnpm update --recursive 'qs@^6.5.3'"],
    ['cargo-lock', 'command', 'cargo add qs@6.5.3'],
    ['requirements-txt', 'file', 'qs==6.5.3'],
    ['pylock-toml', 'file', 'qs>=6.5.3'],
    ['uv-lock', 'command', "uv add 'qs>=6.5.3'"],
    ['pdm-lock', 'command', "pdm add 'qs>=6.5.3'"],
    ['poetry-lock', 'command', "poetry add 'qs>=6.5.3'"],
    ['pipfile-lock', 'command', "pipenv install 'qs>=6.5.3'"],
    ['gemfile-lock', 'file', 'gem "qs", ">= 6.5.3"'],
    [
      'composer-lock',
      'command',
      "composer require 'qs:^6.5.3' --with-dependencies",
    ],
    ['nuget-packages-lock', 'command', 'dotnet add package qs --version 6.5.3'],
    ['paket-lock', 'command', 'dotnet paket update qs --version 6.5.3'],
    ['bun-lock', 'command', 'bun add qs@6.5.3'],
    ['deno-lock', 'command', 'deno add npm:qs@6.5.3'],
    ['pubspec-lock', 'command', "dart pub add 'qs:^6.5.3'"],
    ['mix-lock', 'file', '{:qs, ">= 6.5.3"}'],
    ['rebar-lock', 'file', '{deps, [{qs, "6.5.3"}]}.'],
    ['go-mod', 'command', 'go get qs@v6.5.3'],
    [
      'gradle-lockfile',
      'file',
      'dependencies {\n  implementation("qs:6.5.3")\n}',
    ],
  ])('of %s is a %s', (format, kind, text) => {
    expect(upgrade(format)).toMatchObject({ kind, text });
  });

  it.each([
    ['npm-package-lock', 'npm install --save-dev qs@6.5.3'],
    ['yarn-lock', "yarn add -D 'qs@^6.5.3'"],
    ['uv-lock', "uv add --dev 'qs>=6.5.3'"],
    ['poetry-lock', "poetry add --group dev 'qs>=6.5.3'"],
    ['composer-lock', "composer require --dev 'qs:^6.5.3' --with-dependencies"],
    ['bun-lock', 'bun add --dev qs@6.5.3'],
    ['pubspec-lock', "dart pub add 'dev:qs:^6.5.3'"],
  ])('of %s stays a development dependency', (format, text) => {
    expect(upgrade(format, { development: true })?.text).toBe(text);
  });

  it.each([
    ['6.5.2', 'cargo update -p qs@6.5.2 --precise 6.5.3'],
    ['5.9.0', 'cargo add qs@6.5.3'],
  ])('of Cargo from %s asks for more only where it has to', (from, text) => {
    expect(upgrade('cargo-lock', { from })?.text).toBe(text);
  });

  it.each([
    ['0.8.4', '0.8.5', true],
    ['0.8.4', '0.9.0', false],
    ['0.0.3', '0.0.4', false],
    ['0.0.0', '0.0.1', false],
  ])('of Cargo from %s to %s is compatible: %s', (from, to, compatible) => {
    const text = upgradeOf({ format: 'cargo-lock', path: 'a' }, 'rand', to, {
      from,
    })?.text;
    expect(text?.startsWith('cargo update')).toBe(compatible);
  });

  it('of Go may be another toolchain', () => {
    const go = { format: 'go-mod', path: 'go.mod' };
    expect(upgradeOf(go, 'stdlib', '1.21.8')?.text).toBe(
      'go get toolchain@go1.21.8',
    );
  });

  it('is there for every format that is read, and refreshes what locks', () => {
    for (const { id } of manifestReaders) {
      expect([id, upgrade(id)]).toEqual([id, expect.anything()]);
    }
    expect(upgrade('cyclonedx')).toBeUndefined();
    expect(refreshOf('yarn-lock')).toBe('yarn install');
    expect(refreshOf('cyclonedx')).toBeUndefined();
  });

  it('is nothing for names and versions that could mean something else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...manifestReaders.map(({ id }) => id)),
        fc.string(),
        fc.string(),
        (format, name, version) => {
          const found = upgradeOf({ format, path: 'a' }, name, version);
          const isSafe = /^[\w.\-/:~@+!]+$/.test(name + version);
          expect(found === undefined || isSafe).toBe(true);
        },
      ),
    );
  });
});
