import {
  componentLines,
  componentNamed,
  edgeLines,
  readWith,
} from '../__testUtils__/summary';

describe('Cargo.lock', () => {
  const registry = 'registry+https://github.com/rust-lang/crates.io-index';
  const text = `
version = 3
[[package]]
name = "app"
version = "0.1.0"
dependencies = ["core", "rand 0.8.5", "cc"]
[[package]]
name = "core"
version = "0.1.0"
dependencies = ["rand 0.7.3", "criterion"]
[[package]]
name = "rand"
version = "0.7.3"
source = "${registry}"
[[package]]
name = "rand"
version = "0.8.5"
source = "${registry}"
checksum = "${'0a'.repeat(32)}"
dependencies = ["libc"]
[[package]]
name = "libc"
version = "0.2.0"
source = "${registry}"
[[package]]
name = "cc"
version = "1.0.0"
source = "${registry}"
[[package]]
name = "criterion"
version = "0.5.0"
source = "git+https://git.test/o/criterion?branch=main#${'b'.repeat(40)}"
`;

  it('tells runtime from build and development by the Cargo.toml of each member', () => {
    const manifest = readWith('Cargo.lock', text, {
      'Cargo.toml': `
[workspace]
members = ["crates/*"]
[package]
name = "app"
version = "0.1.0"
[dependencies]
core = { path = "crates/core" }
rand = "0.8"
[build-dependencies]
cc = "1"
`,
      'crates/core/Cargo.toml': `
[package]
name = "core"
[target.'cfg(unix)'.dependencies]
rand = "0.7"
[dev-dependencies]
criterion = "0.5"
`,
    });
    expect(manifest.root).toEqual({ name: 'app', version: '0.1.0' });
    expect(componentLines(manifest)).toEqual([
      'cc@1.0.0 development direct',
      'criterion@0.5.0 development direct',
      'libc@0.2.0 runtime',
      'rand@0.7.3 runtime direct',
      'rand@0.8.5 runtime direct',
    ]);
    expect(edgeLines(manifest)).toEqual(['rand@0.8.5 -> libc@0.2.0']);
    expect(componentNamed(manifest, 'criterion').vcsUrl).toBe(
      `git+https://git.test/o/criterion@${'b'.repeat(40)}`,
    );
  });
});

describe('Gemfile.lock', () => {
  const text = `GIT
  remote: https://git.test/o/forked.git
  revision: ${'c'.repeat(40)}
  specs:
    forked (0.1.0)
      rack

GEM
  remote: https://gems.test/
  specs:
    nokogiri (1.16.0-arm64-darwin)
      racc (~> 1.4)
    nokogiri (1.16.0-x86_64-linux)
      racc (~> 1.4)
    racc (1.7.3)
    rack (3.0.0)
    rspec (3.12.0)

PLATFORMS
  ruby

DEPENDENCIES
  forked!
  nokogiri (~> 1.16)
  rspec

CHECKSUMS
  rack (3.0.0) sha256=${'0b'.repeat(32)}
`;

  it('merges platforms, and takes groups from the Gemfile without running it', () => {
    const manifest = readWith('Gemfile.lock', text, {
      Gemfile: `source "https://gems.test"
gem "nokogiri"
if ENV["X"]
  gem "forked", git: "https://git.test/o/forked.git"
end
group :development, :test do
  gem "rspec"
end
`,
    });
    expect(componentLines(manifest)).toEqual([
      'forked@0.1.0 runtime direct',
      'nokogiri@1.16.0 runtime direct',
      'racc@1.7.3 runtime',
      'rack@3.0.0 runtime',
      'rspec@3.12.0 development direct',
    ]);
    expect(edgeLines(manifest)).toEqual([
      'forked@0.1.0 -> rack@3.0.0',
      'nokogiri@1.16.0 -> racc@1.7.3',
    ]);
    expect(componentNamed(manifest, 'rack').hashes).toHaveLength(1);
    expect(componentNamed(manifest, 'forked').ecosystem).toBeUndefined();
  });
});

describe('go.mod', () => {
  it('applies replacements and takes checksums from go.sum', () => {
    const manifest = readWith(
      'go.mod',
      `module example.test/app

go 1.22
toolchain go1.22.5

require (
	github.com/BurntSushi/toml v1.0.0
	golang.org/x/net v0.1.0 // indirect
	example.test/lib v1.0.0
)

replace golang.org/x/net v0.1.0 => golang.org/x/net v0.2.0
replace example.test/lib => ../lib
`,
      {
        'go.sum': `github.com/BurntSushi/toml v1.0.0 h1:abc=\ngithub.com/BurntSushi/toml v1.0.0/go.mod h1:def=\n`,
      },
    );
    expect(componentLines(manifest)).toEqual([
      'example.test/lib@ runtime direct',
      'github.com/BurntSushi/toml@1.0.0 runtime direct',
      'golang.org/x/net@0.2.0 runtime',
      'stdlib@1.22.5 runtime direct',
    ]);
    expect(
      componentNamed(manifest, 'github.com/BurntSushi/toml'),
    ).toMatchObject({
      purl: 'pkg:golang/github.com/BurntSushi/toml@v1.0.0',
      integrity: 'h1:abc=',
      hashes: [],
    });
    expect(componentNamed(manifest, 'example.test/lib').origin).toBe('file');
  });
});

describe('pom.xml', () => {
  const parent = `<project>
  <groupId>org.test</groupId><artifactId>parent</artifactId><version>7</version>
  <properties><slf4j>2.0.0</slf4j><loop>\${loop}</loop></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId><version>\${slf4j}</version></dependency>
    <dependency><groupId>org.junit</groupId><artifactId>junit</artifactId><version>5</version><scope>test</scope></dependency>
  </dependencies></dependencyManagement>
</project>`;
  const child = `<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><groupId>org.test</groupId><artifactId>parent</artifactId><version>7</version></parent>
  <artifactId>child</artifactId>
  <properties><slf4j>2.0.9</slf4j></properties>
  <dependencies>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId></dependency>
    <dependency><groupId>org.junit</groupId><artifactId>junit</artifactId></dependency>
    <dependency><groupId>\${project.groupId}</groupId><artifactId>sister</artifactId><version>\${project.version}</version><classifier>tests</classifier></dependency>
    <dependency><groupId>a</groupId><artifactId>range</artifactId><version>[1.2,2)</version><optional>true</optional></dependency>
    <dependency><groupId>a</groupId><artifactId>looping</artifactId><version>\${loop}</version></dependency>
    <dependency><groupId>a</groupId><artifactId>unknown</artifactId></dependency>
  </dependencies>
</project>`;

  it('inherits from the parent in the source; the nearest property wins', () => {
    const manifest = readWith('app/pom.xml', child, { '../pom.xml': parent });
    expect(manifest.root).toEqual({ name: 'org.test:child', version: '7' });
    expect(componentLines(manifest)).toEqual([
      'a:range@1.2 optional direct',
      'org.junit:junit@5 development direct',
      'org.slf4j:slf4j-api@2.0.9 runtime direct',
      'org.test:sister@7 runtime direct',
    ]);
    expect(componentNamed(manifest, 'org.test:sister').purl).toBe(
      'pkg:maven/org.test/sister@7?classifier=tests',
    );
    expect(manifest.warnings).toEqual([
      expect.stringContaining("range '[1.2,2)', counted as '1.2'"),
      expect.stringContaining("'${loop}' of 'a:looping'"),
      expect.stringContaining("'a:unknown' has no version"),
    ]);
  });

  it('names the parent that is not in the source', () => {
    const { warnings } = readWith('app/pom.xml', child);
    expect(warnings).toContain(
      "the parent 'org.test:parent:7' is not in the source: versions that it manages are unknown",
    );
  });

  it('refuses a document type', () => {
    const text = `<!DOCTYPE x [<!ENTITY a "b">]>${child}`;
    expect(() => readWith('pom.xml', text)).toThrow(
      'pom.xml: XML with a document type is not accepted',
    );
  });
});

describe('gradle.lockfile', () => {
  const text = `# generated
org.slf4j:slf4j-api:2.0.9=compileClasspath,testCompileClasspath
org.junit:junit:5.0=testCompileClasspath,testRuntimeClasspath
empty=annotationProcessor
`;

  it('takes what only tests use as development, and direct from the build file', () => {
    const manifest = readWith('gradle.lockfile', text, {
      'build.gradle.kts':
        'dependencies { implementation("org.slf4j:slf4j-api:2.+") }',
    });
    expect(manifest.graph).toBe('flat');
    expect(componentLines(manifest)).toEqual([
      'org.junit:junit@5.0 development',
      'org.slf4j:slf4j-api@2.0.9 runtime direct',
    ]);
  });

  it('says when it cannot know what is direct', () => {
    expect(readWith('gradle.lockfile', text).warnings).toEqual([
      expect.stringContaining('no build.gradle'),
    ]);
  });
});
