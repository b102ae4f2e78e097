import { spawnSync } from 'node:child_process';
import { BadInputError } from '../errors';

const MAX_BYTES = 512 * 1024 * 1024;

/** Runs git somewhere and gives what it prints; throws `BadInputError` with its reason. */
export type Git = (args: string[], input?: string) => Buffer;

/** Git in a folder. */
export function gitIn(folder: string): Git {
  return (args, input) => {
    const { status, stdout, stderr, error } = spawnSync(
      'git',
      ['-C', folder, ...args],
      { input, maxBuffer: MAX_BYTES },
    );
    if (error) {
      throw new BadInputError(`git could not be run: ${error.message}`);
    }
    if (status !== 0) {
      const [reason] = stderr.toString().trim().split('\n');
      throw new BadInputError(`git ${args[0]}: ${reason}`);
    }
    return stdout;
  };
}
