import os from 'node:os';
import path from 'node:path';

/** Where advisories are kept where no folder is named: in the cache of the user. */
export function advisoryFolder(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(cache, 'safety-curtain', 'advisories');
}
