import { nativeDifferences } from './nativeDifferences';
import type { KnownDifference } from './knownDifference';

const LEAVES_OUT_DEVELOPMENT =
  'The tool leaves out development dependencies; here they are components with their scope.';
const LISTS_PROJECT = 'The tool lists the project itself as a package.';
const LISTS_MEMBERS =
  'The tool lists workspace members; here they are the project, and what they ask for is direct.';
const LISTS_UNPINNED =
  'The tool lists requirements that pin no version; here each is named in a warning instead.';
const EMPTY =
  'The tool answers an empty list for a file of no bytes, which would pass for a project without dependencies.';
const EMPTY_FILE = [
  'refused: the file is empty, which no tool that writes it leaves behind',
];
const NO_MODULE =
  'Without the module directive, without which the go command stops: what is missing is not known.';
const LEAVES_OUT_STDLIB =
  'The tool leaves out the Go standard library, which has advisories of its own.';

const NO_COMMIT =
  'The tool takes the checksum of the content of a package of Hex for a commit.';

const NO_USE =
  'The tool does not tell what packages are used for, which the file does.';

const ENDS_EARLY =
  'Some entries of a longer file: no different from a file that was cut short, which must not pass for the whole.';

/** By `format/fixture`. */
export const knownDifferences: ReadonlyMap<string, KnownDifference> = new Map<
  string,
  KnownDifference
>([
  [
    'npm-package-lock/syft-pkg-lock__nested-package-lock-1.json',
    {
      reason: LEAVES_OUT_DEVELOPMENT,
      lines: ['+ dev-nested 1.0.0', '+ dev-parent 1.0.0'],
    },
  ],
  [
    'npm-package-lock/syft-pkg-lock__package-lock-2.json',
    {
      reason:
        'The tool lists the project itself as a package and leaves out development dependencies.',
      lines: ['+ async 3.2.4', '- npm 6.14.6'],
    },
  ],
  [
    'npm-package-lock/syft-pkg-lock__package-lock-3.json',
    {
      reason:
        'The tool lists the project itself as a package and leaves out development dependencies.',
      lines: ['+ async 3.2.4', '- lock-v3-fixture 1.0.0'],
    },
  ],
  [
    'npm-package-lock/syft-pkg-lock__package-lock.json',
    { reason: LEAVES_OUT_DEVELOPMENT, lines: ['+ async 3.2.4'] },
  ],
  [
    'npm-package-lock/trivy-package-lock_v3_without_root_deps_field.json',
    {
      reason: LISTS_MEMBERS,
      lines: ['! debug 2.6.9 is direct', '- func1 1.0.0'],
    },
  ],
  [
    'yarn-lock/scalibr-exclude-root.v2.lock',
    { reason: LISTS_MEMBERS, lines: ['- @ws/ansi-regex 0.0.0-use.local'] },
  ],
  [
    'yarn-lock/scalibr-multiple-versions.v1.lock',
    {
      reason: ENDS_EARLY,
      lines: [
        "refused: the file ends before the entry of 'is-descriptor', which others depend on",
      ],
    },
  ],
  [
    'yarn-lock/scalibr-multiple-versions.v2.lock',
    {
      reason: ENDS_EARLY,
      lines: [
        "refused: the file ends before the entry of 'ms', which others depend on",
      ],
    },
  ],
  [
    'pnpm-lock/osvdet-pnpm__invalid-package-path.yaml',
    {
      reason:
        'A key that is no package path: the tool answers an empty list, which would pass for a project without dependencies. Here it costs that entry.',
      lines: [
        '+ @babel/helper-string-parser 7.19.4',
        '+ @babel/helper-validator-identifier 7.19.1',
        '+ @babel/parser 7.20.7',
        '+ @types/jsdom 20.0.1',
        '+ http-proxy-agent 5.0.0',
        '+ pinia 2.0.28',
        '+ stream 0.0.2',
        '+ typescript 4.7.4',
      ],
    },
  ],
  [
    'gradle-lockfile/osvdet-gradle__only-comments',
    {
      reason:
        "Comments and nothing else: Gradle ends the file with 'empty=', and one that was emptied must not pass for one without dependencies.",
      lines: [
        "refused: the file is not whole: the line 'empty=' at its end is missing",
      ],
    },
  ],
  [
    'pnpm-lock/scalibr-empty.yaml',
    {
      reason:
        'A comment and nothing else: a lock file that was emptied must not pass for one without packages.',
      lines: ['refused: the file is empty'],
    },
  ],
  [
    'pnpm-lock/scalibr-invalid-path.yaml',
    {
      reason:
        'The tool refuses the file for one key; here that costs the entry and a warning, and the rest is read.',
      lines: ['accepted'],
    },
  ],
  [
    'pnpm-lock/scalibr-mixed-groups.v9.yaml',
    {
      reason:
        'The tool states no groups for version 9; the file lists the package under devDependencies.',
      lines: ['! is-number 7.0.0 is development'],
    },
  ],
  [
    'pnpm-lock/syft-pnpm__pnpm-lock.yaml',
    {
      reason: ENDS_EARLY,
      lines: [
        "refused: the file ends before the entry of '/@logux/eslint-config/47.2.0_7hz3xvmviof7onfgk6hpedqcom', which others depend on",
      ],
    },
  ],
  [
    'pnpm-lock/trivy-pnpm-lock_v9_same-vers-diff-peers.yaml',
    {
      reason:
        'The tool lists the package once for each set of peers; here the two are one component, and runtime wins.',
      lines: ['! jest-pnp-resolver 1.2.3 is runtime'],
    },
  ],
  [
    'pnpm-lock/trivy-pnpm-lock_with_dev.yaml',
    {
      reason: LEAVES_OUT_DEVELOPMENT,
      lines: [
        '+ @ungap/promise-all-settled 1.1.2',
        '+ ansi-colors 4.1.1',
        '+ ansi-regex 5.0.1',
        '+ ansi-styles 4.3.0',
        '+ anymatch 3.1.2',
        '+ argparse 2.0.1',
        '+ balanced-match 1.0.2',
        '+ binary-extensions 2.2.0',
        '+ brace-expansion 1.1.11',
        '+ brace-expansion 2.0.1',
        '+ braces 3.0.2',
        '+ browser-stdout 1.3.1',
        '+ camelcase 6.3.0',
        '+ chalk 4.1.2',
        '+ chokidar 3.5.3',
        '+ cliui 7.0.4',
        '+ color-convert 2.0.1',
        '+ color-name 1.1.4',
        '+ concat-map 0.0.1',
        '+ debug 4.3.4',
        '+ decamelize 4.0.0',
        '+ diff 5.0.0',
        '+ emoji-regex 8.0.0',
        '+ escalade 3.1.1',
        '+ escape-string-regexp 4.0.0',
        '+ fill-range 7.0.1',
        '+ find-up 5.0.0',
        '+ flat 5.0.2',
        '+ fs.realpath 1.0.0',
        '+ fsevents 2.3.2',
        '+ get-caller-file 2.0.5',
        '+ glob 7.2.0',
        '+ glob-parent 5.1.2',
        '+ has-flag 4.0.0',
        '+ he 1.2.0',
        '+ inflight 1.0.6',
        '+ inherits 2.0.4',
        '+ is-binary-path 2.1.0',
        '+ is-extglob 2.1.1',
        '+ is-fullwidth-code-point 3.0.0',
        '+ is-glob 4.0.3',
        '+ is-number 7.0.0',
        '+ is-plain-obj 2.1.0',
        '+ is-unicode-supported 0.1.0',
        '+ js-yaml 4.1.0',
        '+ locate-path 6.0.0',
        '+ log-symbols 4.1.0',
        '+ minimatch 3.1.2',
        '+ minimatch 5.0.1',
        '+ mocha 10.0.0',
        '+ ms 2.1.2',
        '+ ms 2.1.3',
        '+ nanoid 3.3.3',
        '+ normalize-path 3.0.0',
        '+ once 1.4.0',
        '+ p-limit 3.1.0',
        '+ p-locate 5.0.0',
        '+ path-exists 4.0.0',
        '+ path-is-absolute 1.0.1',
        '+ picomatch 2.3.1',
        '+ randombytes 2.1.0',
        '+ readdirp 3.6.0',
        '+ require-directory 2.1.1',
        '+ safe-buffer 5.2.1',
        '+ serialize-javascript 6.0.0',
        '+ string-width 4.2.3',
        '+ strip-ansi 6.0.1',
        '+ strip-json-comments 3.1.1',
        '+ supports-color 7.2.0',
        '+ supports-color 8.1.1',
        '+ to-regex-range 5.0.1',
        '+ workerpool 6.2.1',
        '+ wrap-ansi 7.0.0',
        '+ wrappy 1.0.2',
        '+ y18n 5.0.8',
        '+ yargs 16.2.0',
        '+ yargs-parser 20.2.4',
        '+ yargs-unparser 2.0.0',
        '+ yocto-queue 0.1.0',
      ],
    },
  ],
  [
    'requirements-txt/osvdet-pip__line-continuation.txt',
    {
      reason:
        'The tool keeps two literal backslashes in a version; that is no version.',
      lines: ['- bar 4.5\\\\'],
    },
  ],
  [
    'requirements-txt/osvdet-pip__one-package-unconstrained.txt',
    {
      reason: 'The tool makes up version 0.0.0 for a requirement without one.',
      lines: ['- flask 0.0.0'],
    },
  ],
  [
    'requirements-txt/osvdet-pip__with-bad-r-option.txt',
    {
      reason:
        'The tool gives up when an included file is missing; here the rest is read and the file is named in a warning.',
      lines: ['+ requests 1.2.3'],
    },
  ],
  [
    'requirements-txt/scalibr-example.txt',
    {
      reason:
        'The tool lists requirements that pin no version, and leaves out wheels, whose names have one.',
      lines: [
        '+ numpy 1.9.2',
        '+ wxpython-phoenix 3.0.3.dev1820+49a8884',
        '- beautifulsoup4',
        '- coverage',
        '- keyring 4.1.1',
        '- mopidy-dirble 1.1',
        '- pytest',
        '- pytest-cov',
        '- requests',
      ],
    },
  ],
  [
    'requirements-txt/scalibr-no_version.txt',
    { reason: LISTS_UNPINNED, lines: ['- gmpy2', '- pycrypto', '- sympy'] },
  ],
  [
    'requirements-txt/scalibr-per_req_options.txt',
    {
      reason:
        'The tool takes free text after the version as part of it; pip refuses the line.',
      lines: ['- foo7 1.0 unexpected_text_before_options_stays_around'],
    },
  ],
  [
    'pipfile-lock/syft-pipfile-lock__Pipfile.lock',
    {
      reason: LEAVES_OUT_DEVELOPMENT,
      lines: ['+ astroid 2.5.2', '+ autopep8 1.5.6'],
    },
  ],
  [
    'maven-pom/osvdet-maven__interpolation.xml',
    {
      reason:
        'The tool lists what is only managed and not depended on, and makes up version 0 for an unknown property.',
      lines: [
        '- org.mine.too:my.other-package 0',
        '- org.mine:ranged-package 9.4.35.v20201120',
      ],
    },
  ],
  [
    'maven-pom/scalibr-with-parent.xml',
    {
      reason:
        'The tool lists a dependency without a version; here it is named in a warning.',
      lines: ['- org.frank:frank'],
    },
  ],
  [
    'go-mod/syft-go-mod-fixtures__one-package__go.mod',
    { reason: LEAVES_OUT_STDLIB, lines: ['+ stdlib 1.14'] },
  ],
  [
    'go-mod/syft-go-mod-fixtures__relative-replace__go.mod',
    { reason: LEAVES_OUT_STDLIB, lines: ['+ stdlib 1.22'] },
  ],
  [
    'go-mod/trivy-go116__go.mod',
    {
      reason:
        'The tool lists the project itself as a package, and leaves out the standard library and, before Go 1.17, indirect modules and what only go.sum has.',
      lines: [
        '+ github.com/davecgh/go-spew 1.1.1',
        '+ github.com/pmezard/go-difflib 1.0.0',
        '+ github.com/stretchr/testify 1.7.0',
        '+ golang.org/x/xerrors 0.0.0-20200804184101-5ec99f83aff1',
        '+ gopkg.in/yaml.v3 3.0.0-20210107192922-496545a6307b',
        '+ stdlib 1.16',
        '- github.com/org/repo',
      ],
    },
  ],
  [
    'go-mod/trivy-no-go-version__gomod',
    { reason: LISTS_PROJECT, lines: ['- github.com/org/repo'] },
  ],
  [
    'go-mod/trivy-replaced-with-local-path-and-version-mismatch__go.mod',
    {
      reason:
        'The tool lists the project itself as a package, and leaves out the standard library.',
      lines: ['+ stdlib 1.17', '- github.com/org/repo'],
    },
  ],
  [
    'go-mod/trivy-replaced-with-local-path__go.mod',
    {
      reason:
        'The tool lists the project itself as a package, and leaves out the standard library and modules replaced by a folder, which here have the origin "file".',
      lines: [
        '+ golang.org/x/xerrors',
        '+ stdlib 1.17',
        '- github.com/org/repo',
      ],
    },
  ],
  [
    'go-mod/trivy-replaced-with-version-mismatch__go.mod',
    {
      reason:
        'The tool lists the project itself as a package, and leaves out the standard library.',
      lines: ['+ stdlib 1.17', '- github.com/org/repo'],
    },
  ],
  [
    'cargo-lock/trivy-cargo_mixed.lock',
    { reason: LISTS_PROJECT, lines: ['- normal 0.1.0'] },
  ],
  [
    'cargo-lock/trivy-cargo_normal.lock',
    { reason: LISTS_PROJECT, lines: ['- normal 0.1.0'] },
  ],
  [
    'uv-lock/trivy-uv_multiple_roots.lock',
    {
      reason:
        'The tool refuses a lock file with several projects; a workspace has them, and they are read.',
      lines: ['accepted'],
    },
  ],
  [
    'uv-lock/trivy-uv_normal.lock',
    { reason: LISTS_PROJECT, lines: ['- normal 0.1.0'] },
  ],
  ['poetry-lock/scalibr-empty-file.lock', { reason: EMPTY, lines: EMPTY_FILE }],
  ['pipfile-lock/scalibr-empty-file', { reason: EMPTY, lines: EMPTY_FILE }],
  ['uv-lock/scalibr-empty.lock', { reason: EMPTY, lines: EMPTY_FILE }],
  ['pylock-toml/scalibr-empty.toml', { reason: EMPTY, lines: EMPTY_FILE }],
  ['pdm-lock/scalibr-empty-file.toml', { reason: EMPTY, lines: EMPTY_FILE }],
  [
    'go-mod/scalibr-replace-different.mod',
    {
      reason: NO_MODULE,
      lines: [
        "refused: 'module' is missing: the file is cut off, or in another format",
      ],
    },
  ],
  [
    'go-mod/scalibr-replace-mixed.mod',
    {
      reason: NO_MODULE,
      lines: [
        "refused: 'module' is missing: the file is cut off, or in another format",
      ],
    },
  ],
  [
    'go-mod/scalibr-replace-not-required.mod',
    {
      reason: NO_MODULE,
      lines: [
        "refused: 'module' is missing: the file is cut off, or in another format",
      ],
    },
  ],
  [
    'cargo-lock/scalibr-one-package.lock',
    {
      reason:
        'One package was cut out of a lock file, without what it depends on.',
      lines: [
        "refused: 'addr2line' depends on 'gimli', which the file does not have: it is cut off, or was merged wrongly",
      ],
    },
  ],
  [
    'composer-lock/scalibr-duplicate-packages.json',
    {
      reason:
        'The entries have a reference and no address: the commit of which repository is not known.',
      lines: [
        '! sentry/sdk 2.0.4 is not at commit 4c115873c86ad5bd0ac6d962db70ca53bf8fb874',
        '! sentry/sdk 2.0.5 is not at commit 4c115873c86ad5bd0ac6d962db70ca53bf8fb874',
        '! sentry/sdk 3.0.0-dev is not at commit 4c115873c86ad5bd0ac6d962db70ca53bf8fb874',
      ],
    },
  ],
  [
    'dotnet-deps-json/scalibr-nopackagename',
    { reason: LISTS_PROJECT, lines: ['- TestLibrary 1.0.0'] },
  ],
  [
    'dotnet-deps-json/scalibr-valid',
    { reason: LISTS_PROJECT, lines: ['- TestLibrary 1.0.0'] },
  ],
  [
    'dotnet-deps-json/trivy-ambiguous-root.deps.json',
    { reason: LISTS_PROJECT, lines: ['- Web 1.0.0', '- Worker 1.0.0'] },
  ],
  [
    'dotnet-deps-json/trivy-missing-target.deps.json',
    { reason: LISTS_PROJECT, lines: ['- ExampleApp1 1.0.0'] },
  ],
  [
    'dotnet-deps-json/trivy-without-runtime.deps.json',
    { reason: LISTS_PROJECT, lines: ['- hello2 1.0.0'] },
  ],
  [
    'nuget-packages-config/scalibr-valid',
    {
      reason: NO_USE,
      lines: ['! Microsoft.Net.Compilers 1.0.0 is development'],
    },
  ],
  [
    'nuget-packages-config/trivy-dev_dependency.config',
    {
      reason: LEAVES_OUT_DEVELOPMENT,
      lines: ['+ Microsoft.Net.Compilers 1.0.0'],
    },
  ],
  [
    'paket-lock/scalibr-empty-lock-dir__paket.lock',
    { reason: EMPTY, lines: EMPTY_FILE },
  ],
  [
    'paket-lock/scalibr-invalid-lock__paket.lock',
    {
      reason:
        'A text that is no lock file: the tool answers an empty list, which would pass for a project without dependencies.',
      lines: [
        "refused: 'This is not a valid paket.lock file' is no section of a lock file",
      ],
    },
  ],
  [
    'bun-lock/scalibr-bad-tuple.json5',
    {
      reason:
        'The tool reports an error for entries that are no packages beside the one that it finds; here each costs a warning.',
      lines: ['accepted'],
    },
  ],
  [
    'bun-lock/scalibr-files.json5',
    { reason: NO_USE, lines: ['! etag is development'] },
  ],
  [
    'bun-lock/scalibr-nested-dependencies-dup.json5',
    {
      reason: NO_USE,
      lines: [
        '! ansi-styles 4.3.0 is development',
        '! chalk 4.1.2 is development',
        '! color-convert 2.0.1 is development',
        '! color-name 1.1.4 is development',
      ],
    },
  ],
  [
    'bun-lock/scalibr-nested-dependencies.json5',
    {
      reason: NO_USE,
      lines: [
        '! ansi-styles 4.3.0 is development',
        '! chalk 4.1.2 is development',
        '! color-convert 2.0.1 is development',
        '! color-name 1.1.4 is development',
        '! has-flag 4.0.0 is development',
        '! supports-color 7.2.0 is development',
      ],
    },
  ],
  [
    'bun-lock/scalibr-scoped-packages-mixed.json5',
    { reason: NO_USE, lines: ['! wrappy 1.0.2 is development'] },
  ],
  [
    'deno-json/scalibr-deno.json',
    {
      reason:
        'The tool takes ranges for versions, and leaves out the sign of the scope; here what pins no version is named in a warning.',
      lines: ['- chalk 1.0.0', '- std1/path1 ^1'],
    },
  ],
  [
    'pubspec-lock/syft-invalid-sdk__pubspec.lock',
    {
      reason:
        'The tool leaves out packages of an SDK where it cannot tell the version of that.',
      lines: ['+ flutter 0.0.0'],
    },
  ],
  [
    'pubspec-lock/syft-pubspec_locks__pubspec.lock',
    {
      reason:
        'The tool gives packages of an SDK the lowest version of it that the project allows; here they have the one that the file states.',
      lines: ['+ flutter 0.0.0', '- flutter 3.24.5'],
    },
  ],
  [
    'mix-lock/scalibr-invalid',
    {
      reason: NO_COMMIT,
      lines: [
        '! bunt 1.0.0 is not at commit 081c2c665f086849e6d57900292b3a161727ab40431219529f13c4ddcf3e7a44',
      ],
    },
  ],
  [
    'mix-lock/scalibr-one-package.lock',
    {
      reason: NO_COMMIT,
      lines: [
        '! plug 1.11.1 is not at commit f2992bac66fdae679453c9e86134a4201f6f43a687d8ff1cd1b2862d53c80259',
      ],
    },
  ],
  [
    'mix-lock/scalibr-two-packages.lock',
    {
      reason: NO_COMMIT,
      lines: [
        '! plug 1.11.1 is not at commit f2992bac66fdae679453c9e86134a4201f6f43a687d8ff1cd1b2862d53c80259',
        '! plug_crypto 1.2.2 is not at commit 05654514ac717ff3a1843204b424477d9e60c143406aa94daf2274fdd280794d',
      ],
    },
  ],
  [
    'mix-lock/trivy-happy.mix.lock',
    {
      reason:
        'The tool leaves out packages out of repositories, which here have the origin "git".',
      lines: ['+ esaml'],
    },
  ],
  ...nativeDifferences,
]);
