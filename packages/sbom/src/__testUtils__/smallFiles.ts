import { NATIVE_FILES } from './nativeFiles';

/** A few lines of every format, by a path that names it: what damage begins with. */
export const SMALL_FILES: ReadonlyArray<[path: string, text: string]> = [
  [
    'package-lock.json',
    '{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"version":"1.0.0","license":["MIT"],"resolved":"git+ssh://git@h/a.git#abcdef0"}}}',
  ],
  [
    'package-lock.json',
    '{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","requires":{"b":"1"},"dependencies":{"b":{"version":"1.0.0"}}}}}',
  ],
  [
    'yarn.lock',
    '# yarn lockfile v1\n\n"a@^1", a@2:\n  version "1.0"\n  dependencies:\n    b "1"\nb@1:\n  version "1.0"\n',
  ],
  [
    'yarn.lock',
    '__metadata:\n  version: 8\n\n"a@npm:1":\n  version: 1\n  resolution: "a@npm:1"\n  dependencies:\n    b: "npm:1"\n  linkType: hard\n"b@npm:1":\n  version: 1\n  resolution: "b@npm:1"\n  linkType: hard\n',
  ],
  [
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a: {version: 1.0.0}\npackages:\n  a@1.0.0: {resolution: {}}\n",
  ],
  [
    'poetry.lock',
    '[[package]]\nname = "a"\nversion = "1"\n[package.dependencies]\nb = "*"\n[metadata]\nlock-version = "2.1"\ncontent-hash = "0"\n',
  ],
  [
    'Pipfile.lock',
    '{"_meta":{"pipfile-spec":6},"develop":{},"default":{"a":{"version":"==1","hashes":["sha256:00"]}}}',
  ],
  [
    'requirements.txt',
    'a==1 \\\n --hash=sha256:00 # c\n    # via b\n-r x.txt\n',
  ],
  [
    'pom.xml',
    '<project><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency></dependencies></project>',
  ],
  [
    'go.mod',
    'module m\ngo 1.22\nrequire (\n\ta.b/c v1.0.0 // indirect\n)\nreplace a.b/c => ../c\n',
  ],
  [
    'Cargo.lock',
    'version = 3\n[[package]]\nname = "a"\nversion = "1.0.0"\ndependencies = ["b 1"]\n[[package]]\nname = "b"\nversion = "1"\nsource = "git+https://h/b.git#abcdef0"\n',
  ],
  [
    'Gemfile.lock',
    'GEM\n  remote: r\n  specs:\n    a (1.0)\n      b (>= 1)\n    b (1.0)\n\nDEPENDENCIES\n  a\n',
  ],
  [
    'uv.lock',
    'version = 1\n[manifest]\n[[package]]\nname = "a"\nversion = "1"\nsource = { registry = "r" }\ndependencies = [{ name = "a", extra = ["x"] }]\n',
  ],
  [
    'pdm.lock',
    '[metadata]\nlock_version = "4.5.0"\n[[package]]\nname = "a"\nversion = "1"\ngroups = ["default"]\ndependencies = ["b>=1"]\n',
  ],
  [
    'pylock.toml',
    'lock-version = "1.0"\ncreated-by = "x"\n[[packages]]\nname = "a"\nversion = "1"\nmarker = "\'x\' in extras and (\'d\' in dependency_groups or os_name == \'nt\')"\nvcs = { type = "git", url = "https://h/a.git", commit-id = "abcdef0" }\n',
  ],
  [
    '.github/workflows/a.yml',
    'on: push\njobs:\n  a:\n    uses: a/b/.github/workflows/c.yml@v1 # v1.2\n    container: {image: "a:1"}\n    steps: [{uses: "d/e@v1.0.0"}]\n',
  ],
  ['action.yml', 'runs:\n  steps:\n    - &a {uses: a/b@v1}\n    - *a\n'],
  [
    'Dockerfile',
    'ARG A=b\nFROM ${A:-c}:1 AS d\nRUN <<E\nx\nE\nFROM d\nCOPY --from=e:2 a b\n',
  ],
  ['compose.yml', 'x: &x {image: "a:1"}\nservices:\n  a: {<<: *x}\n  b: *x\n'],
  [
    '.gitlab-ci.yml',
    'variables: {A: b}\na: {image: "$A:1", services: [{name: c}]}\n',
  ],
  [
    '.terraform.lock.hcl',
    '# c\nprovider "a.b/c/d" {\n  version = "1.0.0"\n  hashes = ["h1:x"]\n}\n',
  ],
  [
    'Chart.lock',
    'dependencies:\n- {name: a, version: 1.0.0, repository: "https://a.test"}\ndigest: sha256:0\n',
  ],
  ['Chart.yaml', 'name: a\ndependencies:\n- {name: b, version: 1.0.0}\n'],
  [
    '.pre-commit-config.yaml',
    'repos:\n- {repo: "https://a.test/b", rev: v1, hooks: [{id: c, additional_dependencies: ["d==1"]}]}\n',
  ],
  [
    'var/lib/dpkg/status',
    'Package: a\nStatus: install ok installed\nVersion: 1\nSource: b (2)\nDepends: c | d:any, e (>= 1)\n x\n\nPackage: c\nStatus: install ok installed\nVersion: 1\n',
  ],
  ['lib/apk/db/installed', 'P:a\nV:1-r0\no:b\nD:so:c=1 !d\np:so:c=1\n\n'],
  ['.nvmrc', 'v20.11.0\n'],
  ['global.json', '{"sdk":{"version":"8.0.1"},"msbuild-sdks":{"a":"1.0.0"}}'],
  ['rust-toolchain.toml', '[toolchain]\nchannel = "1.75.0"\n'],
  ...NATIVE_FILES.map(({ path, text }): [string, string] => [path, text]),
  ['gradle.lockfile', 'g:a:1=compileClasspath,testClasspath\nempty=\n'],
  [
    'packages.lock.json',
    '{"version":2,"dependencies":{"net8.0":{"A":{"type":"Direct","requested":"[1.0, )","resolved":"1.0","contentHash":"x","dependencies":{"B":"1"}},"B":{"type":"Transitive","resolved":"1"}},"net8.0/win":{"p":{"type":"Project","dependencies":{"A":"1"}}}}}',
  ],
  [
    'project.assets.json',
    '{"version":3,"targets":{"net8.0":{"A/1.0":{"type":"package","dependencies":{"B":"1"}},"B/1":{"type":"package"}}},"libraries":{"A/1.0":{"sha512":"x","type":"package"}},"projectFileDependencyGroups":{"net8.0":["A >= 1.0"]},"project":{"version":"1","frameworks":{"net8.0":{"dependencies":{"A":{"suppressParent":"All","include":"Build"}}}}}}',
  ],
  [
    'app.deps.json',
    '{"runtimeTarget":{"name":"t"},"targets":{"t":{"app/1":{"dependencies":{"A":"1"}},"A/1":{"runtime":{"a.dll":{}}}}},"libraries":{"app/1":{"type":"project"},"A/1":{"type":"package","sha512":"sha512-x"}}}',
  ],
  [
    'packages.config',
    '<packages><package id="A" version="1.0" developmentDependency="true"/></packages>',
  ],
  [
    'app.csproj',
    '<Project Sdk="x"><PropertyGroup><V Condition="\'$(V)\' == \'\'">1.0</V></PropertyGroup><Import Project="$(X)y.props"/><ItemGroup Condition="\'$(T)\' != \'a\'"><PackageReference Include="A;B" Version="$(V)"/></ItemGroup></Project>',
  ],
  [
    'Directory.Packages.props',
    '<Project><ItemGroup><PackageVersion Include="A" Version="[1.0]"/></ItemGroup></Project>',
  ],
  [
    'paket.lock',
    'NUGET\n  remote: r\n    A (1.0) - restriction: >= net45\n      B (>= 1)\n    B (1.1)\nGITHUB\n  remote: o/r\n    a b.fs (abcdef0)\nGROUP X\nGIT\n  remote: https://h/r.git\n     (abcdef0)\n',
  ],
  [
    'bun.lock',
    '{"lockfileVersion":1,"workspaces":{"":{"dependencies":{"a":"1"},},},"packages":{"a":["a@1.0.0","",{"dependencies":{"b":"1"}},"sha512-x"],"a/b":["b@github:o/r#abcdef0",{},"x"],},}',
  ],
  [
    'deno.lock',
    '{"version":"5","specifiers":{"npm:a@1":"1.0.0_b@1.0.0","jsr:@s/c@*":"1.0.0"},"jsr":{"@s/c@1.0.0":{"integrity":"x","dependencies":["npm:a@1"]}},"npm":{"a@1.0.0_b@1.0.0":{"integrity":"sha512-x","dependencies":["b","c@npm:b@1.0.0"]},"b@1.0.0":{}},"remote":{"https://deno.land/x/d@v1/mod.ts":"00","https://esm.sh/e@1.0.0":"00"},"workspace":{"dependencies":["jsr:@s/c@*"],"members":{"m":{"packageJson":{"dependencies":["npm:a@1"]}}}}}',
  ],
  [
    'deno.json',
    '{"imports":{"a":"npm:a@1.0.0","b":"jsr:@s/b@^1/x","c":"https://deno.land/std@0.1.0/"},}',
  ],
  [
    'pubspec.lock',
    'packages:\n  a:\n    dependency: "direct main"\n    description: {name: a, url: "https://pub.dev", sha256: "00"}\n    source: hosted\n    version: "1.0.0"\nsdks:\n  dart: any\n',
  ],
  [
    'mix.lock',
    '%{"a": {:hex, :a, "1.0.0", "00", [:mix], [{:b, "~> 1", [hex: :b, optional: true]}], "hexpm", "00"}, "b": {:git, "https://h/b.git", "abcdef0", []}}',
  ],
  [
    'rebar.lock',
    '{"1.2.0",[{<<"a">>,{pkg,<<"a">>,<<"1.0">>},0},{<<"b">>,{git,"https://h/b.git",{ref,"abcdef0"}},1}]}.\n[{pkg_hash,[{<<"a">>,<<"00">>}]}].\n',
  ],
  [
    'composer.lock',
    '{"content-hash":"0","packages":[{"name":"a/b","version":"v1","require":{"php":"*","c/d":"*"},"replace":{"e/f":"*"},"license":["MIT"],"source":{"type":"git","url":"https://h/a.git","reference":"abcdef0"},"dist":{"type":"zip","shasum":""}}],"packages-dev":[]}',
  ],
  [
    'npm-shrinkwrap.json',
    '{"lockfileVersion":2,"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"version":"1.0.0"}},"dependencies":{"a":{"version":"1.0.0"}}}',
  ],
  [
    'gradle/dependency-locks/runtimeClasspath.lockfile',
    '# This is a Gradle generated file for dependency locking.\ng:a:1.0\ng.h:b-c:2.0-rc1\n',
  ],
  [
    'conda-linux-64.lock',
    '# platform: linux-64\n@EXPLICIT\nhttps://conda.test/conda-forge/noarch/a-1.0-h_0.conda#0123456789abcdef0123456789abcdef\n# pip b @ https://files.test/b-2.0-py3-none-any.whl\n',
  ],
  ['.tool-versions', '# tools\nnodejs 20.1.0 18.0.0\ngolang 1.22.3 # go\n'],
  ['mise.toml', '[tools]\nnode = "22"\na = [{ version = "1.0" }, "2"]\n'],
  [
    '.config/dotnet-tools.json',
    '{"version":1,"isRoot":true,"tools":{"a":{"version":"1.0.0","commands":["a"]}}}',
  ],
];
