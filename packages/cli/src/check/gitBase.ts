import { inspectionsOf, MAX_INSPECTED_BYTES } from '@safety-curtain/inspect';
import { isUnread, isWanted } from '@safety-curtain/sbom';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BadInputError } from '../errors';
import { MAX_DIGESTED_BYTES } from '../input/regularFile';
import { type Git, GitError, gitIn } from '../git/git';

const MAX_FILES = 5000;
/** Of texts to be inspected, all together. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** Files of a revision in a temporary folder, to be removed afterwards. */
export interface GitBase {
  /** What is looked at, there: the folder, or the file in it. */
  place: string;
  /** For people: `merge base 1a2b3c4 with main`. */
  what: string;
  remove(): void;
}

/**
 * Writes the files that say something of packages or are inspected, in a folder
 * or beside a file, as they were where its branch left another, into a temporary folder.
 * Throws `BadInputError`.
 *
 * @param ref - a branch, tag or commit
 */
export function gitBase(place: string, ref: string): GitBase {
  try {
    return baseIn(place, ref);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw refused(
      `${error.message}. Without git, --base names a folder that was before`,
    );
  }
}

function baseIn(place: string, ref: string): GitBase {
  const isFile = fs.statSync(place, { throwIfNoEntry: false })?.isFile();
  const git = gitIn(isFile ? path.dirname(place) : place);
  if (ref.startsWith('-')) throw refused(`${ref} is no revision`);
  const prefix = git(['rev-parse', '--show-prefix'])
    .toString()
    .replace(/\n$/, '');
  const commit = mergeBase(git, ref);
  const files = commit === undefined ? [] : listFiles(git, commit, prefix);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'safety-curtain-'));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  try {
    writeFiles(git, folder, files);
  } catch (error) {
    remove();
    throw error;
  }
  const what =
    commit === undefined
      ? 'nothing, before the first commit'
      : `merge base ${commit.slice(0, 7)} with ${ref}`;
  const file = path.join(folder, isFile ? path.basename(place) : '');
  // A file that was not there yet had no packages: nor has the folder without it.
  return { place: fs.existsSync(file) ? file : emptied(folder), what, remove };
}

function emptied(folder: string): string {
  fs.rmSync(folder, { recursive: true });
  fs.mkdirSync(folder);
  return folder;
}

const IN_CI =
  'in CI with the whole history: fetch-depth: 0 of actions/checkout, GIT_DEPTH: 0 of GitLab';

/** Undefined before the first commit. */
function mergeBase(git: Git, ref: string): string | undefined {
  const here = headOf(git);
  if (here === undefined) return undefined;
  const there = commitOf(git, ref, said =>
    refused(
      `git knows no commit ${ref} here (git says: ${said}): fetch it with git fetch origin ${ref.replace(
        /^origin\//,
        '',
      )}, ${IN_CI}`,
    ),
  );
  try {
    return git(['merge-base', here, there]).toString().trim();
  } catch (error) {
    // It says nothing where there is none.
    if (!(error instanceof GitError) || error.said !== '') throw error;
    throw refused(
      isShallow(git)
        ? `HEAD and ${ref} have no common commit in this shallow clone: fetch more of the history with git fetch --unshallow, ${IN_CI}`
        : `HEAD and ${ref} have no common commit: choose a branch that HEAD left, or compare with a folder by --base`,
    );
  }
}

function refused(message: string): BadInputError {
  return new BadInputError(`--base-ref: ${message}`);
}

function commitOf(
  git: Git,
  ref: string,
  refusal: (said: string) => BadInputError,
): string {
  try {
    return git(['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`])
      .toString()
      .trim();
  } catch (error) {
    throw error instanceof GitError ? refusal(error.said) : error;
  }
}

/** Undefined where a branch has no commit yet. */
function headOf(git: Git): string | undefined {
  try {
    return commitOf(git, 'HEAD', refused);
  } catch (error) {
    if (error instanceof BadInputError) return undefined;
    throw error;
  }
}

function isShallow(git: Git): boolean {
  const told = git(['rev-parse', '--is-shallow-repository']).toString();
  return told.trim() === 'true';
}

interface BaseFile {
  /** Below the folder that is looked at. */
  path: string;
  object: string;
}

/** Regular files; links and submodules are not followed. */
function listFiles(git: Git, commit: string, prefix: string): BaseFile[] {
  const args = ['ls-tree', '-r', '-l', '-z', '--full-tree', commit];
  const listing = git(prefix ? [...args, '--', prefix] : args).toString();
  const files: BaseFile[] = [];
  const texts: BaseFile[] = [];
  const bytes = { inspected: 0, large: 0 };
  for (const line of listing.split('\0')) {
    const [, mode, object, size, name] =
      /^(\d+) blob ([\da-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
    if (mode !== '100644' && mode !== '100755') continue;
    const file = name.slice(prefix.length);
    // Git refuses such names; a repository that was made by hand may have them.
    if (file.split('/').includes('..')) continue;
    if (isWanted(file) || isUnread(file)) files.push({ path: file, object });
    else if (
      // What is too large to be inspected is compared, and takes no room from what is.
      Number(size) <= MAX_DIGESTED_BYTES &&
      inspectionsOf(file).length > 0
    ) {
      const kind = Number(size) > MAX_INSPECTED_BYTES ? 'large' : 'inspected';
      if (bytes[kind] + Number(size) > MAX_TEXT_BYTES) continue;
      bytes[kind] += Number(size);
      texts.push({ path: file, object });
    }
    if (files.length > MAX_FILES) {
      throw new BadInputError(`${commit} has more than ${MAX_FILES} manifests`);
    }
  }
  return [...files, ...texts];
}

/** `git cat-file --batch` answers with a line of `<object> blob <size>`, the bytes and a line end. */
function writeFiles(git: Git, folder: string, files: readonly BaseFile[]) {
  if (files.length === 0) return;
  const asked = files.map(({ object }) => `${object}\n`).join('');
  const bytes = git(['cat-file', '--batch'], asked);
  let at = 0;
  for (const { path: name } of files) {
    const end = bytes.indexOf('\n', at);
    const [, kind, size] = bytes.subarray(at, end).toString().split(' ');
    if (kind !== 'blob') {
      throw refused(
        `this clone is partial and has not ${name}: clone without --filter, or git fetch --refetch --no-filter`,
      );
    }
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const after = end + 1 + Number(size);
    fs.writeFileSync(file, bytes.subarray(end + 1, after));
    at = after + 1;
  }
}
