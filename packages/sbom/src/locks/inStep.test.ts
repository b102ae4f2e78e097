import fc from 'fast-check';
import { json, npmLock, stepOf } from '../__testUtils__/stepTable';
import { readWith } from '../__testUtils__/summary';

describe('what has nothing to be compared with', () => {
  it.each([
    ['requirements.txt', 'a==1.0\n'],
    ['pylock.toml', 'lock-version = "1.0"\ncreated-by = "x"\npackages = []\n'],
    ['gradle.lockfile', 'a:b:1=x\nempty=\n'],
    ['pom.xml', '<project><artifactId>a</artifactId></project>'],
  ])('%s is open', (path, text) => {
    expect(stepOf(path, text, { 'package.json': '{}' })).toBe('open');
  });
});

describe('any project of npm', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const version = fc
    .tuple(fc.nat(9), fc.nat(9), fc.nat(9))
    .map(v => v.join('.'));
  const dependencies = fc.dictionary(name, version, { maxKeys: 8 });

  const lockOf = (versions: Record<string, string>) => {
    const asked = Object.fromEntries(
      Object.entries(versions).map(([key, value]) => [key, `^${value}`]),
    );
    const installed = Object.fromEntries(
      Object.entries(versions).map(([key, value]) => [key, { version: value }]),
    );
    return npmLock({ dependencies: asked }, installed);
  };
  const ask = (versions: Record<string, string>) => ({
    'package.json': json({
      dependencies: Object.fromEntries(
        Object.entries(versions).map(([key, value]) => [key, `^${value}`]),
      ),
    }),
  });

  it('is in step with the lock file that was made for it, and with no other', () => {
    fc.assert(
      fc.property(dependencies, dependencies, (one, other) => {
        const agrees =
          Object.keys(one).length === Object.keys(other).length &&
          Object.entries(one).every(([key, value]) => other[key] === value);
        expect(stepOf('package-lock.json', lockOf(one), ask(one))).toBe(
          'in step',
        );
        expect(
          stepOf('package-lock.json', lockOf(one), ask(other)) === 'in step',
        ).toBe(agrees);
      }),
    );
  });

  it('never fails over what lies beside a lock file', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string(), fc.string({ unit: 'binary' })),
        text => {
          for (const [path, lock, beside] of [
            ['package-lock.json', lockOf({ a: '1.0.0' }), 'package.json'],
            [
              'yarn.lock',
              '# yarn lockfile v1\na@1:\n  version "1.0.0"\n',
              'package.json',
            ],
            [
              'Cargo.lock',
              'version = 3\n[[package]]\nname = "a"\nversion = "1.0.0"\n',
              'Cargo.toml',
            ],
            [
              'poetry.lock',
              '[metadata]\nlock-version = "2.1"\ncontent-hash = "0"\n',
              'pyproject.toml',
            ],
            [
              'Pipfile.lock',
              '{"_meta":{"pipfile-spec":6,"hash":{"sha256":"0"}},"default":{},"develop":{}}',
              'Pipfile',
            ],
            ['Gemfile.lock', 'DEPENDENCIES\n  a\n', 'Gemfile'],
            ['go.mod', 'module a\nrequire b v1.0.0\n', 'go.sum'],
          ]) {
            const { lock: state } = readWith(path, lock, { [beside]: text });
            expect(state?.inStep === false).toBe(
              state?.difference !== undefined,
            );
            expect(state?.difference ?? '').not.toMatch(/\p{Cc}/u);
          }
        },
      ),
    );
  });
});
