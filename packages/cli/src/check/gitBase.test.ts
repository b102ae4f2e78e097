import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gitBase } from './gitBase';

let folder: string;
let origin: string;

function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args],
    { cwd, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** A repository whose branch `change` left `main` two commits ago. */
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'base-'));
  origin = path.join(folder, 'origin');
  fs.mkdirSync(origin);
  git(origin, 'init', '-q', '-b', 'main');
  commit('First');
  git(origin, 'checkout', '-qb', 'change');
  commit('Second');
  commit('Third');
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function commit(message: string) {
  fs.writeFileSync(path.join(origin, 'go.mod'), `module ${message}\n`);
  git(origin, 'add', '-A');
  git(origin, 'commit', '-qm', message);
}

function cloned(...args: string[]): string {
  git(folder, 'clone', '-q', ...args, `file://${origin}`, 'clone');
  return path.join(folder, 'clone');
}

const inCi =
  'in CI with the whole history: fetch-depth: 0 of actions/checkout, GIT_DEPTH: 0 of GitLab';

describe('the base of a git reference', () => {
  it('that is not there is told with what git says and what to do', () => {
    expect(() => gitBase(origin, 'nope')).toThrow(
      `--base-ref: git knows no commit nope here (git says: Needed a single revision): fetch it with git fetch origin nope, ${inCi}`,
    );
    expect(() => gitBase(origin, 'origin/nope')).toThrow(
      'fetch it with git fetch origin nope, ',
    );
  });

  it('that is no commit is told', () => {
    const tree = git(origin, 'rev-parse', 'HEAD^{tree}');
    expect(() => gitBase(origin, tree)).toThrow(
      `--base-ref: git knows no commit ${tree} here (git says: ${tree}^{commit}: expected commit type, but the object dereferences to tree type)`,
    );
  });

  it('of a shallow clone needs more of the history', () => {
    const clone = cloned('--depth', '1', '--no-single-branch');
    expect(() => gitBase(clone, 'origin/main')).toThrow(
      `--base-ref: HEAD and origin/main have no common commit in this shallow clone: fetch more of the history with git fetch --unshallow, ${inCi}`,
    );
  });

  it('that has nothing to do with HEAD is told as that', () => {
    git(origin, 'checkout', '-q', '--orphan', 'other');
    commit('Other');
    expect(() => gitBase(origin, 'main')).toThrow(
      '--base-ref: HEAD and main have no common commit: choose a branch that HEAD left, or compare with a folder by --base',
    );
  });

  it('is nothing before the first commit, as a hook of git sees it', () => {
    git(origin, 'checkout', '-q', '--orphan', 'unborn');
    const { place, what, remove } = gitBase(origin, 'nope');
    expect(what).toBe('nothing, before the first commit');
    expect(fs.readdirSync(place)).toEqual([]);
    remove();
  });

  it('needs a work tree', () => {
    fs.rmSync(path.join(origin, '.git'), { recursive: true });
    expect(() => gitBase(origin, 'main')).toThrow(
      /^--base-ref: .* is in no work tree of git \(git says: not a git repository .*\)\. Without git, --base names a folder that was before$/,
    );
  });

  it('needs a reference, and no option', () => {
    expect(() => gitBase(origin, '--output=x')).toThrow(
      '--base-ref: --output=x is no revision',
    );
  });

  it('is not taken from a partial clone that has not its files', () => {
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const clone = cloned('--filter=blob:none', '-b', 'change');
    fs.renameSync(origin, path.join(folder, 'gone'));
    const { GIT_NO_LAZY_FETCH } = process.env;
    process.env.GIT_NO_LAZY_FETCH = '1';
    try {
      expect(() => gitBase(clone, 'origin/main')).toThrow(
        /^--base-ref: this clone is partial, and .* clone without --filter/,
      );
    } finally {
      if (GIT_NO_LAZY_FETCH === undefined) delete process.env.GIT_NO_LAZY_FETCH;
      else process.env.GIT_NO_LAZY_FETCH = GIT_NO_LAZY_FETCH;
    }
  });
});
