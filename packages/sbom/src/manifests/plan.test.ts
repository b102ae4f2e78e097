import { planReading } from './plan';

describe('planReading', () => {
  it('reads one of two lock files that describe the same', () => {
    const plan = planReading([
      'a/npm-shrinkwrap.json',
      'a/package-lock.json',
      'b/package-lock.json',
    ]);
    expect(plan.read.map(file => file.path)).toEqual([
      'a/npm-shrinkwrap.json',
      'b/package-lock.json',
    ]);
    expect(plan.skip).toEqual([
      {
        path: 'a/package-lock.json',
        format: 'npm-package-lock',
        reason: 'npm-shrinkwrap.json beside it describes the same',
      },
    ]);
  });

  it('says which projects pin nothing', () => {
    const plan = planReading(['web/package.json', 'api/pyproject.toml']);
    expect(plan.read).toEqual([]);
    expect(plan.skip.map(file => file.path)).toEqual([
      'web/package.json',
      'api/pyproject.toml',
    ]);
    expect(plan.skip[0].reason).toContain('not pinned');
  });

  it('reads a go.sum that has lost its go.mod, and says nothing of one beside it', () => {
    const { read, skip } = planReading(['a/go.sum', 'b/go.mod', 'b/go.sum']);
    expect(read.map(file => file.path)).toEqual(['a/go.sum', 'b/go.mod']);
    expect(skip).toEqual([]);
  });

  it.each([
    {
      all: ['gradle/libs.versions.toml', 'app/gradle.lockfile'],
      read: ['app/gradle.lockfile'],
      left: [],
    },
    {
      all: ['gradle/verification-metadata.xml', 'gradle.lockfile'],
      read: ['gradle.lockfile'],
      left: ['gradle/verification-metadata.xml'],
    },
    {
      all: ['gradle/libs.versions.toml', 'gradle/verification-metadata.xml'],
      read: ['gradle/verification-metadata.xml'],
      left: ['gradle/libs.versions.toml'],
    },
    {
      all: ['a/gradle/libs.versions.toml', 'b/gradle.lockfile'],
      read: ['a/gradle/libs.versions.toml', 'b/gradle.lockfile'],
      left: [],
    },
    {
      all: ['environment.yml', 'conda-lock.yml'],
      read: ['conda-lock.yml'],
      left: [],
    },
  ])('of $all reads $read', ({ all, read, left }) => {
    const plan = planReading(all);
    expect(plan.read.map(({ path }) => path)).toEqual(read);
    expect(plan.skip.map(({ path }) => path)).toEqual(left);
  });

  it('says of a manifest that its tool has locked it, where the lock file is read', () => {
    const skip = (...paths: string[]) =>
      planReading([], paths).skip.map(({ path }) => path);
    expect(skip('Podfile')).toEqual(['Podfile']);
    expect(planReading(['Podfile.lock'], ['Podfile']).skip).toEqual([]);
    expect(skip('a/Package.swift', 'Package.resolved')).toEqual([]);
  });

  it('does not miss a lock file that is there and was not given', () => {
    const { skip } = planReading(['package.json'], ['pnpm-lock.yaml']);
    expect(skip).toEqual([
      {
        path: 'package.json',
        reason: expect.stringMatching(/^pnpm-lock.yaml .* is not read/),
      },
    ]);
  });

  it('finds the lock file of a workspace in a folder above, not in one beside', () => {
    const workspace = ['yarn.lock', 'package.json', 'packages/a/package.json'];
    expect(planReading(workspace).skip).toEqual([]);
    expect(
      planReading(['web/yarn.lock', 'website/package.json']).skip.map(
        file => file.path,
      ),
    ).toEqual(['website/package.json']);
  });

  it('names files of tools that are not read, once for each project', () => {
    const skip = (paths: string[], others: string[] = []) =>
      planReading(paths, others).skip.map(
        ({ path, reason }) => `${path}: ${reason.split(',', 1)[0]}`,
      );
    expect(
      skip(
        ['web/package-lock.json', 'web/package.json'],
        [
          'web/bun.lock',
          'php/composer.lock',
          'php/composer.json',
          'php/lib/composer.json',
          'other/composer.json',
          'net/App.csproj',
          'README.md',
        ],
      ),
    ).toEqual([
      'web/bun.lock: a lock file of Bun',
      'php/composer.lock: a lock file of Composer',
      'other/composer.json: a manifest of Composer',
      'net/App.csproj: a manifest of NuGet',
    ]);
  });

  it('does not say that a lock file is missing that is not read', () => {
    const [first, ...more] = planReading(['a/package.json'], ['bun.lock']).skip;
    expect(first).toEqual({
      path: 'a/package.json',
      reason:
        'bun.lock pins its dependencies and is not read: they were not checked',
    });
    expect(more).toHaveLength(1);
  });

  it('knows which projects Gradle has locked', () => {
    const skip = (...paths: string[]) =>
      planReading(paths).skip.map(({ path }) => path);
    expect(skip('build.gradle.kts')).toEqual(['build.gradle.kts']);
    expect(skip('a/build.gradle', 'a/gradle.lockfile')).toEqual([]);
  });
});
