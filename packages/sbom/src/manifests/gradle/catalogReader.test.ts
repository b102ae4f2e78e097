import {
  componentLines,
  componentNamed,
  readWith,
} from '../../__testUtils__/summary';

describe('a version catalog', () => {
  it.each([
    ['"1.0"', '1.0'],
    ['{ strictly = "1.0" }', '1.0'],
    ['"1.7!!"', '1.7'],
    ['"[1.7, 1.8[!!1.7.25"', '1.7.25'],
    ['{ strictly = "[1.7, 1.8[", prefer = "1.7.25" }', '1.7.25'],
    ['{ require = "1.0", prefer = "1.5" }', '1.0'],
    ['{ ref = "rich" }', '3.9'],
    ['"1.+"', undefined],
    ['"[1.0,2.0)"', undefined],
    ['"latest.release"', undefined],
    ['{ strictly = "[1,2]" }', undefined],
    ['{ ref = "missing" }', undefined],
    ['{ ref = "constructor" }', undefined],
  ])('with version %s gives %s', (version, expected) => {
    const manifest = readWith(
      'gradle/libs.versions.toml',
      `[versions]
rich = { strictly = "[3.8, 4.0[", prefer = "3.9" }
[libraries]
a = { module = "g:a", version = ${version} }
`,
    );
    expect(manifest.components.map(c => c.version)).toEqual(
      expected === undefined ? [] : [expected],
    );
    expect(manifest.unresolved?.count).toBe(
      expected === undefined ? 1 : undefined,
    );
  });

  it('names libraries that are none, and plugins', () => {
    const { warnings, components } = readWith(
      'gradle/extra.versions.toml',
      `[libraries]
a = "g:a"
b = "nothing"
[plugins]
p = { id = "p", version = "1" }
`,
    );
    expect(components).toEqual([]);
    expect(warnings).toEqual([
      "'g:a' has no exact version",
      "the library 'b' names no module",
      'the packages of 1 plugins of the build are not in the file',
    ]);
  });

  it.each([
    ['[metadata]\nformat.version = "2.0"\n', /is '2\.0', and 1 can be read/],
    ['[other]\n', /'libraries' is missing/],
  ])('%j is refused', (text, reason) => {
    expect(() => readWith('gradle/libs.versions.toml', text)).toThrow(reason);
  });
});

describe('verification metadata', () => {
  it('takes hashes of what is code, and all that are trusted', () => {
    const [sha, other] = ['5e'.repeat(32), '6f'.repeat(32)];
    const manifest = readWith(
      'gradle/verification-metadata.xml',
      `<verification-metadata xmlns="https://schema.gradle.org/dependency-verification">
  <components>
    <component group="g" name="a" version="1">
      <artifact name="a-1.jar"><sha256 value="${sha}"><also-trust value="${other}"/></sha256></artifact>
      <artifact name="a-1.pom"><sha256 value="${'7a'.repeat(32)}"/></artifact>
    </component>
    <component group="g" name="b" version="1">
      <artifact name="b-1.aar"><pgp value="${'AB'.repeat(20)}"/></artifact>
    </component>
    <component group="g" name="c"><artifact name="c.jar"/></component>
  </components>
</verification-metadata>`,
    );
    expect(componentLines(manifest)).toEqual([
      'g:a@1 unknown perhaps direct',
      'g:b@1 unknown perhaps direct',
    ]);
    expect(componentNamed(manifest, 'g:a').hashes.map(h => h.value)).toEqual([
      sha,
      other,
    ]);
    expect(manifest.lock?.hashes).toMatchObject({ able: 2, without: 0 });
    expect(manifest.warnings[0]).toContain("'g:c:' lacks one of");
  });

  it('is refused with another root', () => {
    expect(() =>
      readWith('gradle/verification-metadata.xml', '<project/>'),
    ).toThrow(/has no element/);
  });
});

describe('build.sbt.lock', () => {
  it('has scopes by configurations, and is direct what build.sbt names', () => {
    const lock = JSON.stringify({
      lockVersion: 1,
      dependencies: [
        ['o', 'cats-core_2.13', ['compile', 'test']],
        ['o', 'lib_sjs1_3', ['runtime']],
        ['o', 'plain', ['optional', 'test']],
        ['o', 'spec_2.13', ['integration-test']],
        ['o', 'other', ['Custom']],
      ].map(([org, name, configurations]) => ({
        org,
        name,
        version: '1',
        configurations,
        artifacts: [],
      })),
    });
    const manifest = readWith('build.sbt.lock', lock, {
      'build.sbt': `libraryDependencies ++= Seq(
  "o" %% "cats-core" % "1",
  "o" %%% "lib" % "1",
  "o" % "plain" % "1")
// "o" % "other" % "1"`,
    });
    expect(componentLines(manifest)).toEqual([
      'o:cats-core_2.13@1 runtime direct',
      'o:lib_sjs1_3@1 runtime direct',
      'o:other@1 unknown perhaps direct',
      'o:plain@1 optional direct',
      'o:spec_2.13@1 development perhaps direct',
    ]);
  });

  it.each([
    ['{"lockVersion":2,"dependencies":[]}', /'lockVersion' is '2'/],
    ['{"lockVersion":1}', /'dependencies' is missing/],
  ])('%s is refused', (text, reason) => {
    expect(() => readWith('build.sbt.lock', text)).toThrow(reason);
  });
});
