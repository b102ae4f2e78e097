import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BadInputError } from '../errors';
import { gitIn } from './git';

let root: string;
const before = { ...process.env };
const git = (...args: string[]) => {
  const { status, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'git-'));
});
afterEach(() => {
  process.env = { ...before };
  fs.rmSync(root, { recursive: true });
});

/** A stand-in for git that says this and ends so. */
function gitThat(...script: string[]) {
  const file = path.join(root, 'bin/git');
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, ['#!/bin/sh', ...script].join('\n'), { mode: 0o755 });
  process.env.PATH = `${path.dirname(file)}:${before.PATH}`;
}

describe('git', () => {
  it('says what to do where it is not installed', () => {
    process.env.PATH = root;
    expect(() => gitIn(root)(['status'])).toThrow(
      new BadInputError('git is not installed, or not in PATH'),
    );
  });

  it('says what to do outside of a work tree', () => {
    process.env.GIT_CEILING_DIRECTORIES = path.dirname(root);
    expect(() => gitIn(root)(['rev-parse', '--show-prefix'])).toThrow(
      `${root} is in no work tree of git (git says: not a git repository`,
    );
  });

  it('says whom a checkout has to belong to', () => {
    gitThat(
      'echo "fatal: detected dubious ownership in repository at \'/src\'" >&2',
      'echo "To add an exception for this directory, call:" >&2',
      'exit 128',
    );
    expect(() => gitIn(root)(['status'])).toThrow(
      "git does not trust this checkout, since it belongs to another user (git says: detected dubious ownership in repository at '/src'): git config --global --add safe.directory with the checkout's path has it do so",
    );
  });

  it.each([
    [
      ['echo "warning: slow" >&2', 'echo "fatal: no" >&2', 'exit 128'],
      'git status: no',
    ],
    [['exit 3'], 'git status: it ended with 3 and said nothing'],
    [
      ['echo "hint: try" >&2', 'exit 1'],
      'git status: it ended with 1: hint: try',
    ],
    [['kill -9 $$'], 'git status: it was ended by SIGKILL and said nothing'],
  ])('never fails without a reason: %j', (script, message) => {
    gitThat(...script);
    expect(() => gitIn(root)(['status'])).toThrow(new BadInputError(message));
  });

  it('is told in English, whatever the language is', () => {
    gitThat('echo "fatal: $LC_ALL" >&2', 'exit 1');
    process.env.LC_ALL = 'de_DE.UTF-8';
    expect(() => gitIn(root)(['status'])).toThrow('git status: C');
  });

  it('is of the folder that is named, though a hook of git is about a work tree', () => {
    git('init', '-q', '-b', 'main');
    git('commit', '-q', '--allow-empty', '-m', 'First');
    git('worktree', 'add', '-q', 'other', '-b', 'other');
    const sub = path.join(root, 'other/sub');
    fs.mkdirSync(sub);
    // As git sets it for hooks in a linked work tree.
    process.env.GIT_DIR = path.join(root, '.git/worktrees/other');
    expect(gitIn(sub)(['rev-parse', '--show-prefix']).toString()).toBe(
      'sub/\n',
    );
  });
});
