import { join } from 'node:path';
import { backstageCli, run } from './process.mjs';
import { packageJson, root } from './root.mjs';

/**
 * Builds a package into its `dist` by its own script, and answers the exit
 * code: most are built by backstage-cli, one by a script of Node.
 *
 * @param {string} path - of the package, from the root
 */
export function buildPackage(path, env) {
  const cwd = join(root, path);
  const [command, ...args] = packageJson(path).scripts.build.split(' ');
  return command === 'node'
    ? run(process.execPath, args, { env, cwd })
    : backstageCli(args, { env, cwd });
}
