import NpmConfig from '@npmcli/config';
import {
  definitions,
  flatten,
  shorthands,
} from '@npmcli/config/lib/definitions';
import path from 'node:path';

/**
 * The registries that npm is configured with here, and npm's own: by `npm_config_…` of the
 * environment and the `.npmrc` files of the working directory, the user and the installation.
 */
export async function npmRegistries(): Promise<string[]> {
  const config = new NpmConfig({
    npmPath: path.join(
      path.dirname(process.execPath),
      '../lib/node_modules/npm',
    ),
    definitions,
    shorthands,
    flatten,
    argv: [],
    // npm writes to the environment what it has read.
    env: { ...process.env },
    cwd: process.cwd(),
    warn: false,
  });
  // A file of npm's that cannot be read is no reason to read no lock file.
  const options = await config.load().then(
    () => config.flat,
    () => ({}),
  );
  return [
    definitions.registry.default,
    ...Object.entries(options)
      .filter(([name]) => /^(?:@[^:]+:)?registry$/.test(name))
      .map(([, address]) => String(address)),
  ];
}
