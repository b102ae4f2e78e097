import { InputError, readLocatedYaml } from '@safety-curtain/input';
import fc from 'fast-check';
import { endsWell } from '@safety-curtain/testing';
import { binaryKind } from './binaryKind';
import { isDockerfile, readDockerfile } from './dockerfile';
import { fuzzersIn, isFuzzingCandidate } from './fuzzers';
import { downloadsOf, readShell } from '@safety-curtain/input';
import { readUpdateTool } from './updateTools';
import { isWantedSource } from './wantedFiles';
import { isLicenseFile } from './wellKnownFiles';
import { isWorkflow, readWorkflow } from './workflow';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Milliseconds that reading a text of half a mebibyte may take on a busy machine. */
const PATIENCE = 4000;

function timed(run: () => unknown): number {
  const start = performance.now();
  expect(endsWell(run, InputError)).toBe(true);
  return performance.now() - start;
}

describe('readShell', () => {
  const words = (script: string) =>
    readShell(script).map(command => command.words);

  it.each<[string, string[][]]>([
    ['a b; c && d || e & f', [['a', 'b'], ['c'], ['d'], ['e'], ['f']]],
    ['a \'b c\' "d e" f\\ g', [['a', 'b c', 'd e', 'f g']]],
    ['a \\\n b # c\n# d\ne', [['a', 'b'], ['e']]],
    ['sudo if true; then X=1 a; fi', [['true'], ['a'], ['fi']]],
    ['a $B ${C} "$D" e', [['a', 'e']]],
    ['cat <<EOF > x\nrm -rf\nEOF\nb', [['cat'], ['b']]],
    ['a 2>&1 > b', [['a']]],
    ['echo ${{ github.ref }} b', [['echo', 'b']]],
  ])('%j', (script, expected) => {
    expect(words(script)).toEqual(expected);
  });

  it('finds commands within others, and what a pipe feeds', () => {
    const commands = readShell('a | b "$(c `d e`)" <(f)');
    expect(commands.map(each => each.words)).toEqual([
      ['a'],
      ['d', 'e'],
      ['c'],
      ['f'],
      ['b'],
    ]);
    expect(commands[0].pipedTo?.words).toEqual(['b']);
  });

  it('counts lines from the first', () => {
    const script = 'a\n\nb \\\n  c\n"d\ne"\nf';
    expect(readShell(script, 10).map(({ line }) => line)).toEqual([
      10, 12, 14, 16,
    ]);
  });

  it('ends for any text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ...['a', ' ', '\n', '"', "'", '`', '$(', ')', '${', '}', '|'],
            ...['&', ';', '<<', '<(', '>', '#', '\\', 'curl'],
          ),
          { maxLength: 60 },
        ),
        marks => {
          const script = marks.join('');
          const last = script.split('\n').length;
          let lines: number[] = [];
          const read = () => {
            lines = readShell(script).map(({ line }) => line);
          };
          expect(endsWell(read, InputError)).toBe(true);
          expect(lines.filter(line => line > last)).toEqual([]);
        },
      ),
    );
  });
});

describe('downloadsOf', () => {
  it.each([
    ['npm install', 'npm', false],
    ['npm ci', 'npm', true],
    ['npm i github:a/b#0123456789abcdef0123456789abcdef01234567', 'npm', true],
    ['pip install left==1.0', 'pip', false],
    ['python3 -m pip install --require-hashes -r r.txt', 'pip', true],
    ['pip install dist/left.whl', 'pip', true],
    ['pip install --no-deps -e .', 'pip', true],
    ['pip install -e .', 'pip', false],
    ['go install example.org/a@v1.2.3', 'go', true],
    ['go install example.org/a@latest', 'go', false],
    ['go get ./...', 'go', true],
    ['choco install left', 'choco', false],
    ['choco install left --requirechecksum', 'choco', true],
    ['nuget restore -LockedMode', 'nuget', true],
    ['dotnet add package Left', 'nuget', false],
    ['dotnet add package Left --version 1.0.0', 'nuget', true],
    ['curl https://example.org/a | sudo bash', 'download then run', false],
    ['bash <(curl -s https://example.org/a)', 'download then run', false],
    ['sh -c "$(curl -fsSL https://example.org/a)"', 'download then run', false],
    ['sh -c "curl https://example.org/a | sh"', 'download then run', false],
    ['curl -o a https://example.org/a; ./a', 'download then run', false],
    [
      'wget https://example.org/a.py && python3 a.py',
      'download then run',
      false,
    ],
  ])('%s', (script, tool, pinned) => {
    expect(downloadsOf(script, 1)).toMatchObject([{ tool, pinned }]);
  });

  it.each([
    'npm run build',
    'pip --version',
    'go build ./...',
    'curl https://example.org/a | jq .',
    'curl -o a https://example.org/a; cat a',
    'curl https://raw.githubusercontent.com/a/b/0123456789abcdef0123456789abcdef01234567/c.sh | bash',
    'echo "npm install"',
  ])('finds nothing in: %s', script => {
    expect(downloadsOf(script, 1)).toEqual([]);
  });
});

describe('readDockerfile', () => {
  it('knows stages, arguments, continued lines and here-documents', () => {
    const { images, scripts } = readDockerfile(
      'Dockerfile',
      [
        '# syntax=docker/dockerfile:1',
        'ARG BASE=node:24',
        'FROM --platform=linux/amd64 $BASE AS build',
        'RUN --mount=type=cache,target=/x a \\',
        '  # why',
        '  b',
        'RUN <<EOF',
        'c',
        'EOF',
        'from scratch',
        'RUN ["d", "e f"]',
      ].join('\n'),
    );
    expect(images).toEqual([{ line: 3, text: 'node:24' }]);
    expect(
      scripts.map(({ line, text }) =>
        readShell(text, line).map(each => [each.line, ...each.words]),
      ),
    ).toEqual([[[4, 'a', 'b']], [[8, 'c']], [[11, 'd', 'e f']]]);
  });

  it('counts a stage again that begins with what is not pinned', () => {
    const digest = `@sha256:${'0'.repeat(64)}`;
    const { images } = readDockerfile(
      'Dockerfile',
      `FROM a${digest} AS x\nFROM x\nFROM b AS y\nFROM y`,
    );
    expect(images.map(({ text }) => text)).toEqual([`a${digest}`, 'b', 'y']);
  });
});

describe('readWorkflow', () => {
  it('reads triggers of every shape, anchors, and lines', () => {
    const { triggers, jobs } = readWorkflow(
      'w.yml',
      'on:\n  push:\n  pull_request:\n    branches: [main]\njobs:\n  a:\n    steps: &steps\n      - uses: b/c@v1\n  d:\n    steps: *steps\n  e:\n    uses: f/g/h.yml@v1\n',
    );
    expect([...triggers]).toEqual(['push', 'pull_request']);
    expect(jobs.map(({ id, line }) => [id, line])).toEqual([
      ['a', 6],
      ['d', 9],
      ['e', 11],
    ]);
    expect(jobs[1].steps).toMatchObject([
      { uses: { text: 'b/c@v1', line: 8 } },
    ]);
    expect(jobs[2].uses).toEqual({ text: 'f/g/h.yml@v1', line: 12 });
  });

  it.each([
    ['no jobs', 'on: push', /has no jobs/],
    ['no YAML', 'jobs:\n  a: [', /not valid YAML, at line 2/],
    ['nothing', '', /not a workflow|empty/],
  ])('refuses %s', (_when, text, message) => {
    expect(() => readWorkflow('w.yml', text)).toThrow(message);
  });

  it('reads any text or says what is wrong with it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ...['jobs:', 'on:', ' ', '\n', '- ', 'a: ', '[', ']', '{', '}'],
            ...[
              '&a ',
              '*a ',
              '|',
              '"',
              "'",
              '? ',
              '!!x ',
              '<<: *a',
              '__proto__: 1',
            ],
          ),
          { maxLength: 40 },
        ),
        marks => {
          const read = () => readWorkflow('w.yml', marks.join(''));
          expect(endsWell(read, InputError)).toBe(true);
        },
      ),
    );
  });
});

describe('hostile texts', () => {
  const bomb = [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from(
      { length: 9 },
      (_, at) =>
        `a${at + 1}: &a${at + 1} [${new Array(10).fill(`*a${at}`).join(', ')}]`,
    ),
  ].join('\n');

  it('refuses aliases that stand for a huge tree, and trees that are too deep', () => {
    expect(() => readLocatedYaml(bomb)).toThrow(/more than/);
    expect(() => readLocatedYaml('['.repeat(1e5))).toThrow(/too deep/);
    expect(() => readLocatedYaml('- '.repeat(1e5))).toThrow(/too deep/);
    expect(() => readLocatedYaml('a: &a [*a]')).toThrow(InputError);
    expect(() => readLocatedYaml('x'.repeat(1e6))).toThrow(/longer than/);
    expect(() => readUpdateTool('renovate.json', '['.repeat(1e5))).toThrow(
      /too deep/,
    );
  });

  const long = (part: string) => part.repeat(Math.floor(500_000 / part.length));

  it.each([
    ['a', long('a')],
    ['$(', long('$(')],
    ['quotes', long('"\'')],
    ['backticks', long('`a ')],
    ['here-documents', long('a <<b\n')],
    ['pipes', long('curl a|')],
    ['fetches', long('wget http://a/b\n./b\n')],
    ['expressions', long('${{')],
    ['assignments', long('A=')],
  ])('reads a long script of %s in time', (_name, text) => {
    expect(timed(() => downloadsOf(text, 1))).toBeLessThan(PATIENCE);
  });

  it.each([
    ['continued lines', `RUN ${long('a \\\n')}`],
    ['arguments', `ARG A=${'$A'.repeat(1000)}\nFROM ${long('$A')}`],
    ['words', `RUN ${long('<<a ')}`],
    ['braces', `FROM ${long('${')}`],
  ])('reads a long Dockerfile of %s in time', (_name, text) => {
    expect(timed(() => readDockerfile('Dockerfile', text))).toBeLessThan(
      PATIENCE,
    );
  });

  it('looks for fuzzers in long lines and many in time', () => {
    for (const text of [long('import '), long('func Fuzz\n'), long('from  ')]) {
      for (const path of ['a_test.go', 'a.hs', 'a.ts']) {
        expect(timed(() => fuzzersIn(path, text))).toBeLessThan(PATIENCE);
      }
    }
  });

  it('decides by long names in time', () => {
    for (const path of [long('license-'), long('a/'), long('.')]) {
      expect(timed(() => isLicenseFile(path))).toBeLessThan(PATIENCE);
      expect(timed(() => isWantedSource(path))).toBeLessThan(PATIENCE);
    }
  });
});

describe('names', () => {
  it.each([
    '.github/workflows/ci.yml',
    'Dockerfile',
    'docker/app.dockerfile',
    'Containerfile',
    'scripts/install.sh',
    'renovate.json',
    'SECURITY.md',
    'LICENSE',
    '.gitlab/CODEOWNERS',
  ])('asks for %s', path => expect(isWantedSource(path)).toBe(true));

  it.each([
    'src/index.ts',
    '.github/workflows/deep/ci.yml',
    'vendor/x/Dockerfile',
    'dockerfile.go',
    'packages/a/package.json',
  ])('does not ask for %s', path => expect(isWantedSource(path)).toBe(false));

  it('tells workflows and Dockerfiles', () => {
    expect(isWorkflow('.github/workflows/a.yaml')).toBe(true);
    expect(isDockerfile('build/Dockerfile.dev')).toBe(true);
  });
});

describe('binaryKind', () => {
  it.each([
    ['a/tool', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2]), 'elf'],
    ['x.class', new Uint8Array([0xca, 0xfe, 0xba, 0xbe]), 'class'],
    ['x.jar', new Uint8Array([0x50, 0x4b, 3, 4]), 'jar'],
    ['x.zip', new Uint8Array([0x50, 0x4b, 3, 4]), undefined],
    ['x.lib', bytes('a text'), undefined],
    ['x.exe', new Uint8Array(0), undefined],
    ['notes', bytes('MZ is a text'), undefined],
  ])('%s', (path, first, kind) => expect(binaryKind(path, first)).toBe(kind));
});

describe('fuzzersIn', () => {
  it.each([
    ['a.test.ts', "x\nimport fc from 'fast-check';", 'fast-check', 2],
    ['a_test.go', 'func FuzzX(f *testing.F) {', 'Go fuzzing', 1],
    ['fuzz.py', 'import atheris', 'Atheris', 1],
    ['fuzz.rs', '\n\nuse libfuzzer_sys::x;', 'cargo-fuzz', 3],
  ])('%s', (path, text, tool, line) => {
    expect(isFuzzingCandidate(path)).toBe(true);
    expect(fuzzersIn(path, text)).toEqual({ path, tool, line });
  });

  it('finds none in other files', () => {
    expect(fuzzersIn('a.md', "from 'fast-check'")).toBeUndefined();
    expect(fuzzersIn('a.go', 'func FuzzX(f *testing.F) {')).toBeUndefined();
  });
});
