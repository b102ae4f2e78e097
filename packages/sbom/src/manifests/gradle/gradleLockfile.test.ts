import { componentLines, readWith } from '../../__testUtils__/summary';
import { scopeOfConfiguration } from './configurations';

const lock = (...lines: string[]) => [...lines, 'empty=', ''].join('\n');

describe('configurations', () => {
  it.each([
    ['runtimeClasspath', 'runtime'],
    ['latestRuntimeClasspath', 'runtime'],
    ['contestRuntimeClasspath', 'runtime'],
    ['testRuntimeClasspath', 'development'],
    ['debugUnitTestRuntimeClasspath', 'development'],
    ['latestDepTestCompileClasspath', 'development'],
    ['checkstyle', 'development'],
    ['annotationProcessor', 'development'],
    ['testAnnotationProcessor', 'development'],
    ['kotlinCompilerPluginClasspathMain', 'development'],
    ['kotlinRuntime', 'runtime'],
  ])('%s is %s', (name, scope) => {
    expect(scopeOfConfiguration(name)).toBe(scope);
  });
});

describe('gradle.lockfile', () => {
  it('finds what the build file names, in every notation', () => {
    const manifest = readWith(
      'gradle.lockfile',
      lock(
        'a:string:1=runtimeClasspath',
        'a:variable:1=runtimeClasspath',
        'a:map:1=runtimeClasspath',
        'a:named:1=runtimeClasspath',
        'a:alias:1=runtimeClasspath',
        'a:bundled:1=testRuntimeClasspath',
        'a:commented:1=runtimeClasspath',
        'a:twice:1=runtimeClasspath',
        'a:twice:2=testRuntimeClasspath',
      ),
      {
        'build.gradle': `
// implementation 'a:commented:1'
/* implementation 'a:commented:1' */
sourceSets { main { java { exclude '**/*.txt' } } }
dependencies {
  implementation 'a:string:1'
  runtimeOnly "a:variable:$v"
  implementation group: 'a', name: 'map', version: '1'
  implementation(group = "a",
    name = "named")
  implementation libs.my.alias
  testImplementation(libs.bundles.the.tools)
  implementation 'a:twice:1'
  implementation project(':other')
}`,
        '../gradle/libs.versions.toml': `
[versions]
one = "1"
[libraries]
my-alias = { module = "a:alias", version.ref = "one" }
bundled = "a:bundled:1"
[bundles]
the_tools = ["bundled"]
`,
      },
    );
    expect(componentLines(manifest)).toEqual([
      'a:alias@1 runtime direct',
      'a:bundled@1 development direct',
      'a:commented@1 runtime',
      'a:map@1 runtime direct',
      'a:named@1 runtime direct',
      'a:string@1 runtime direct',
      'a:twice@1 runtime direct',
      'a:twice@2 development',
      'a:variable@1 runtime direct',
    ]);
    expect(manifest.warnings).toEqual([]);
  });

  it('names what it cannot know to be direct', () => {
    const manifest = readWith('gradle.lockfile', lock('a:b:1=x'), {
      'build.gradle.kts':
        'dependencies { implementation(libs.unknown)\n api(Deps.kotlin.stdlib) }',
    });
    expect(manifest.warnings).toEqual([
      expect.stringContaining("'libs.unknown', which is not known"),
      expect.stringContaining("'Deps.kotlin.stdlib', which is not known"),
    ]);
  });

  it.each(['', '\n\n', '# This is a Gradle generated file\na:b:1=x\n'])(
    'refuses a file without its end: %j',
    text => {
      expect(() => readWith('gradle.lockfile', text)).toThrow(
        /not whole|is empty/,
      );
    },
  );

  it('takes the plugins of the build as development', () => {
    for (const name of ['buildscript', 'settings']) {
      const path = `${name}-gradle.lockfile`;
      expect(componentLines(readWith(path, lock('a:b:1=classpath')))).toEqual([
        'a:b@1 development perhaps direct',
      ]);
    }
  });
});

describe('the folder of lock files that Gradle wrote before 7', () => {
  const header = '# This is a Gradle generated file for dependency locking.\n';
  const path = (name: string) => `app/gradle/dependency-locks/${name}.lockfile`;

  it('holds one file for each configuration', () => {
    const text = `${header}a:b:1\n`;
    const beside = { '../../build.gradle': "implementation 'a:b:1'" };
    for (const [name, scope] of [
      ['runtimeClasspath', 'runtime'],
      ['testRuntimeClasspath', 'development'],
    ]) {
      expect(componentLines(readWith(path(name), text, beside))).toEqual([
        `a:b@1 ${scope} direct`,
      ]);
    }
  });

  it('refuses a file without its beginning', () => {
    expect(() => readWith(path('runtimeClasspath'), 'a:b:1\n')).toThrow(
      /is missing/,
    );
  });
});
