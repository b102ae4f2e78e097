import { spawnSync } from 'node:child_process';
import { BadInputError } from '../errors';

const MAX_BYTES = 512 * 1024 * 1024;
/** What a partial clone lacks, and could not be fetched. */
const PARTIAL = /promisor remote/;

/** Git that failed: why, and what may help. */
export class GitError extends BadInputError {
  /** @param said - what git says itself; empty for nothing */
  constructor(message: string, readonly said: string) {
    super(message);
  }
}

/** Runs git somewhere and gives what it prints; throws `GitError` with its reason. */
export type Git = (args: string[], input?: string) => Buffer;

/** Git in a folder. */
export function gitIn(folder: string): Git {
  return (args, input) => {
    const { status, signal, stdout, stderr, error } = spawnSync(
      'git',
      ['-C', folder, ...args],
      { input, maxBuffer: MAX_BYTES, env: environment() },
    );
    if (error) throw notRun(args[0], error);
    if (status === 0) return stdout;
    const said = saidBy(stderr.toString());
    const ended = signal
      ? `it was ended by ${signal}`
      : `it ended with ${status}`;
    throw failed(args[0], folder, {
      said: said.reason ?? said.first ?? '',
      reason:
        said.reason ??
        `${ended}${said.first ? `: ${said.first}` : ' and said nothing'}`,
    });
  };
}

/**
 * In English, and of the folder: a hook of git in a linked work tree names the
 * repository, and git takes any folder for its top then.
 */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, ...others } = process.env;
  const isNamed = GIT_DIR !== undefined && others.GIT_WORK_TREE !== undefined;
  return { ...others, ...(isNamed && { GIT_DIR }), LC_ALL: 'C' };
}

function notRun(command: string, error: NodeJS.ErrnoException): GitError {
  const { code, message } = error;
  if (code === 'ENOENT') {
    return new GitError('git is not installed, or not in PATH', message);
  }
  if (code === 'ENOBUFS') {
    const reason = `it gave more than ${MAX_BYTES} bytes`;
    return new GitError(`git ${command}: ${reason}`, reason);
  }
  return new GitError(`git could not be run: ${message}`, message);
}

/** Warnings and hints may stand before the reason. */
function saidBy(text: string): { reason?: string; first?: string } {
  const lines = text.split('\n').filter(line => line.trim());
  const reasons = lines.filter(each => /^(?:fatal|error): /.test(each));
  const line = reasons.find(each => PARTIAL.test(each)) ?? reasons[0];
  return { reason: line?.replace(/^\w+: /, '').trim(), first: lines[0] };
}

function failed(
  command: string,
  folder: string,
  { said, reason }: { said: string; reason: string },
): GitError {
  if (/^not a git repository|must be run in a work tree/.test(said)) {
    return new GitError(
      `${folder} is in no work tree of git (git says: ${said})`,
      said,
    );
  }
  if (PARTIAL.test(said)) {
    return new GitError(
      `this clone is partial, and what it lacks could not be fetched (git says: ${said}): clone without --filter, or git fetch --refetch --no-filter`,
      said,
    );
  }
  if (said.startsWith('detected dubious ownership')) {
    return new GitError(
      `git does not trust this checkout, since it belongs to another user (git says: ${said}): git config --global --add safe.directory with the checkout's path has it do so`,
      said,
    );
  }
  return new GitError(`git ${command}: ${reason}`, said);
}
