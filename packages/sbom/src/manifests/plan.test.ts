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
        ['web/bun.lockb', 'nix/flake.lock', 'other/build.sbt', 'README.md'],
      ),
    ).toEqual([
      'web/bun.lockb: a lock file of Bun',
      'nix/flake.lock: a lock file of Nix',
      'other/build.sbt: a manifest of sbt',
    ]);
  });

  it('does not say that a lock file is missing that is not read', () => {
    const [first, ...more] = planReading(
      ['a/package.json'],
      ['bun.lockb'],
    ).skip;
    expect(first).toEqual({
      path: 'a/package.json',
      reason:
        'bun.lockb pins its dependencies and is not read: they were not checked',
    });
    expect(more).toHaveLength(1);
  });

  it('does not speak of a lock file of Bun that a new one stands in for', () => {
    expect(planReading(['bun.lock'], ['bun.lockb']).skip).toEqual([]);
  });

  it('knows which projects Gradle has locked', () => {
    const skip = (...paths: string[]) =>
      planReading(paths).skip.map(({ path }) => path);
    expect(skip('build.gradle.kts')).toEqual(['build.gradle.kts']);
    expect(skip('a/build.gradle', 'a/gradle.lockfile')).toEqual([]);
  });
});

describe('a project of .NET', () => {
  it('is read where nothing says more exactly what it takes', () => {
    const paths = [
      'Directory.Packages.props',
      'a/A.csproj',
      'a/packages.lock.json',
      'a/obj/project.assets.json',
      'b/B.fsproj',
      'b/obj/project.assets.json',
      'c/C.vbproj',
      'c/deep/packages.lock.json',
      'c/packages.config',
      'd/D.csproj',
      'd/bin/Release/net8.0/D.deps.json',
      'd/tools/T.deps.json',
    ];
    const plan = planReading(paths);
    expect(plan.read.map(({ path }) => path)).toEqual([
      'a/packages.lock.json',
      'b/obj/project.assets.json',
      'c/C.vbproj',
      'c/deep/packages.lock.json',
      'c/packages.config',
      'd/D.csproj',
      'd/tools/T.deps.json',
    ]);
    // The others are read as neighbors, as a package.json is.
    expect(plan.skip).toEqual([
      {
        path: 'a/obj/project.assets.json',
        format: 'nuget-project-assets',
        reason: 'a/packages.lock.json describes the same',
      },
    ]);
  });
});

describe('a configuration of Deno', () => {
  it('is read where no lock file is beside it or above', () => {
    const plan = planReading([
      'a/deno.lock',
      'a/deno.json',
      'a/m/n/deno.jsonc',
      'ab/deno.json',
      'b/deno.json',
      'b/m/deno.lock',
    ]);
    expect(plan.read.map(({ path }) => path)).toEqual([
      'a/deno.lock',
      'ab/deno.json',
      'b/deno.json',
      'b/m/deno.lock',
    ]);
  });
});
