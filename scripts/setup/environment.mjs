import { delimiter, dirname, join } from 'node:path';
import { root } from './root.mjs';

/**
 * What `npm run`, `npm exec` and `yarn run` tell their child about themselves.
 * A package manager that is started below must not take it for its own
 * settings: `npm_config_package`, say, names the package of the outer `npm
 * exec`. Settings of the machine (registry, proxies, caches) stay.
 */
const LEFTOVERS =
  /^(npm_(package_|lifecycle_|command$|node_execpath$|execpath$|config_(yes|package|call|workspaces?|include_workspace_root|prefix|local_prefix|global_prefix|user_agent|npm_version|node_gyp|noproxy)$)|INIT_CWD$|BERRY_BIN_FOLDER$|YARN_(IGNORE_PATH|IGNORE_CWD|RC_FILENAME)$|PROJECT_CWD$)/i;

/**
 * The environment of everything that the commands start: this Node first on
 * PATH, then the project's own commands.
 */
export function environment() {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!LEFTOVERS.test(name)) env[name] = value;
  }
  const path = Object.keys(env).find(name => /^path$/i.test(name)) ?? 'PATH';
  env[path] = [
    dirname(process.execPath),
    join(root, 'node_modules', '.bin'),
    env[path],
  ]
    .filter(Boolean)
    .join(delimiter);
  return env;
}
