import { readYaml } from '@safety-curtain/input';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { version } from '../../package.json';

jest.setTimeout(60_000);

const examples = path.resolve(__dirname, '../../../../examples/ci');
const textOf = (name: string) =>
  fs.readFileSync(path.join(examples, name), 'utf8');

const files = fs
  .readdirSync(examples, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry =>
    path.relative(examples, path.join(entry.parentPath, entry.name)),
  );

describe('examples of pipelines', () => {
  it.each(files)('%s is of this version, and pins what it uses', name => {
    const text = textOf(name);
    for (const [, used] of text.matchAll(/safety-curtain@(\d[\d.]*)/g)) {
      expect(used).toBe(version);
    }
    for (const [, used] of text.matchAll(/uses: (\S+)/g)) {
      expect(used).toMatch(/^\.\/|@[\da-f]{40}$/);
    }
  });

  it.each(files.filter(name => name.endsWith('.yml')))('%s is YAML', name => {
    expect(readYaml(textOf(name)).length).toBeGreaterThan(0);
  });

  it('puts no input of a workflow into a script', () => {
    for (const name of files) {
      for (const [, script] of textOf(name).matchAll(/ run: (.*)/g)) {
        expect(script).not.toContain('${{');
      }
    }
  });
});

describe('the action of GitHub', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'action-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** Runs its script with a stand-in for `npx` that notes how it is called. */
  function run(env: Record<string, string>, code = 0) {
    const npx = path.join(folder, 'npx');
    const calls = path.join(folder, 'calls');
    fs.writeFileSync(
      npx,
      [
        '#!/usr/bin/env bash',
        `printf '%s|' "$@" >> '${calls}'; echo >> '${calls}'`,
        'if [ "$3" = comment ]; then exit 3; fi',
        'echo "## Report"',
        `exit ${code}`,
      ].join('\n'),
      { mode: 0o755 },
    );
    const { status } = spawnSync(
      'bash',
      [path.join(examples, 'github/check/check.sh')],
      {
        encoding: 'utf8',
        env: {
          PATH: `${folder}:${process.env.PATH}`,
          RUNNER_TEMP: folder,
          GITHUB_OUTPUT: path.join(folder, 'output'),
          GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
          GITHUB_SHA: 'abc',
          CHECK_PATH: 'a b',
          CHECK_VERSION: '1',
          CHECK_ADVISORIES: 'osv',
          CHECK_POLICY: '',
          CHECK_KEV: '',
          CHECK_PORTAL: '',
          CHECK_ENTITY: '',
          CHECK_COMMENT_TOKEN: '',
          ...env,
        },
      },
    );
    return {
      status,
      calls: fs.readFileSync(calls, 'utf8').trim().split('\n'),
      summary: fs.readFileSync(path.join(folder, 'summary'), 'utf8'),
    };
  }

  it('judges against the branch that is merged into, and ends with the code', () => {
    expect(
      run({ GITHUB_BASE_REF: 'main; rm x', CHECK_POLICY: 'gate.yaml' }, 2),
    ).toEqual({
      status: 2,
      calls: [
        '--yes|safety-curtain@1|check|a b|--format|markdown|--advisories|osv|--policy|gate.yaml|--base-ref|origin/main; rm x|',
      ],
      summary: '## Report\n',
    });
  });

  it('leaves it to the checkout which entity it is, where none is named', () => {
    const { calls } = run({
      CHECK_PORTAL: 'https://portal.example',
      CHECK_ENTITY: '',
    });
    expect(calls[0]).not.toContain('--entity');
  });

  it('has a portal judge, and comments; what cannot be said changes no verdict', () => {
    const { status, calls } = run({
      CHECK_PORTAL: 'https://portal.example',
      CHECK_ENTITY: 'component:default/shop',
      CHECK_COMMENT_TOKEN: 'secret',
      GITHUB_BASE_REF: 'main',
    });
    expect(status).toBe(0);
    expect(calls).toEqual([
      '--yes|safety-curtain@1|check|a b|--format|markdown|--url|https://portal.example|--revision|abc|--entity|component:default/shop|--base-ref|origin/main|',
      expect.stringMatching(
        /^--yes\|safety-curtain@1\|comment\|.*security-gate\.md\|--forge\|github\|--token-env\|CHECK_COMMENT_TOKEN\|$/,
      ),
    ]);
  });
});

describe('the hook of pre-commit', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hook-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function write(name: string, text: string, mode?: number): void {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode });
  }

  function git(at: string, ...args: string[]) {
    return spawnSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args],
      {
        cwd: path.join(folder, at),
        encoding: 'utf8',
        env: { ...process.env, PATH: `${folder}/bin:${process.env.PATH}` },
      },
    );
  }

  function commit(at: string) {
    git(at, 'add', '-A');
    const { status, stderr, stdout } = git(at, 'commit', '-m', 'Change');
    return { status, said: stdout + stderr };
  }

  /** What is fetched before, as old as this. */
  function know(at: string, days: number) {
    const time = new Date(Date.now() - days * 86_400_000).toISOString();
    const affected = [
      {
        package: { ecosystem: 'npm', name: 'bad' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
      },
    ];
    const record = {
      id: 'GHSA-1',
      modified: time,
      affected,
      database_specific: { severity: 'CRITICAL' },
    };
    write(
      `${at}/.security/advisories/npm.osv.ndjson`,
      `${JSON.stringify(record)}\n`,
    );
    const entry = {
      cveID: 'CVE-1999-0001',
      vendorProject: 'a',
      product: 'a',
      vulnerabilityName: 'a',
      dateAdded: '2026-01-01',
    };
    write(
      `${at}/.security/kev.json`,
      JSON.stringify({
        catalogVersion: '1',
        dateReleased: time,
        vulnerabilities: [entry],
      }),
    );
  }

  const lock = (name: string) =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { [name]: '*' } },
        [`node_modules/${name}`]: { version: '1.0.0', license: 'MIT' },
      },
    });

  it('lets pass what is known to be well from the first commit on, and nothing else', () => {
    const [{ repos }] = readYaml(textOf('pre-commit-config.yaml')) as [
      { repos: { hooks: { entry: string }[] }[] },
    ];
    const [{ entry }] = repos[0].hooks;
    const bin = path.resolve(__dirname, '../../bin/safety-curtain');
    write('bin/safety-curtain', `#!/bin/sh\nexec node '${bin}' "$@"\n`, 0o755);
    write('shop/.gitignore', '.security\n');
    write('shop/package-lock.json', lock('fine'));
    git('shop', 'init', '-q', '-b', 'main');
    // As pre-commit runs it: in the root of the work tree, by no shell.
    write('shop/.git/hooks/pre-commit', `#!/bin/sh\nexec ${entry}\n`, 0o755);

    expect(commit('shop')).toMatchObject({
      status: 1,
      said: expect.stringContaining('.security/advisories does not exist'),
    });
    know('shop', 6);
    const first = commit('shop');
    expect(first.said).toMatch(
      /^Passed\n.*compared with nothing, before the first commit\n/m,
    );
    expect(first.status).toBe(0);

    git('shop', 'checkout', '-qb', 'change');
    write('shop/package-lock.json', lock('bad'));
    const blocked = commit('shop');
    expect(blocked.said).toMatch(/^Blocked: 1 critical finding\n/m);
    expect(blocked.status).toBe(1);

    // In a linked work tree git names the repository to hooks.
    git('shop', 'worktree', 'add', '-q', '../tree', '-b', 'tree', 'main');
    know('tree', 1);
    write('tree/a.txt', 'a');
    expect(commit('tree')).toMatchObject({
      status: 0,
      said: expect.stringMatching(/^Passed\n/m),
    });
    know('tree', 8);
    write('tree/a.txt', 'b');
    const old = commit('tree');
    expect(old.said).toContain('Advisories, npm: are of');
    expect(old.status).toBe(1);
  });
});
