import NpmConfig from '@npmcli/config';
import {
  definitions,
  flatten,
  shorthands,
} from '@npmcli/config/lib/definitions';
import path from 'node:path';

/**
 * npm's options, flattened as its modules take them; they hold credentials.
 *
 * @public
 */
export type NpmOptions = Readonly<Record<string, unknown>>;

/**
 * npm's own configuration, as npm would read it here: `npm_config_…` of the
 * environment, and the `.npmrc` files of the working directory, of the user
 * and of the installation. It holds credentials and is not to be shown.
 *
 * @public
 */
export async function readNpmConfiguration(
  env: NodeJS.ProcessEnv = process.env,
  cwd: string = process.cwd(),
): Promise<NpmOptions> {
  const config = new NpmConfig({
    npmPath: npmFolder(),
    definitions,
    shorthands,
    flatten,
    // A portal's own arguments are none of npm's.
    argv: [],
    // npm writes to the environment what it has read.
    env: { ...env },
    cwd,
    warn: false,
  });
  await config.load();
  return config.flat;
}

/**
 * The registries that npm is configured with, and npm's own; the latter alone where the
 * configuration cannot be read.
 *
 * @public
 */
export async function npmRegistries(
  configure: () => Promise<NpmOptions> = readNpmConfiguration,
): Promise<string[]> {
  const options = await configure().catch((): NpmOptions => ({}));
  return [
    definitions.registry.default,
    ...Object.entries(options)
      .filter(([name]) => /^(?:@[^:]+:)?registry$/.test(name))
      .map(([, address]) => String(address)),
  ];
}

/**
 * {@link npmRegistries}, read again after a while only: every lock file asks for them.
 *
 * @param keepMs - how long an answer is kept, in milliseconds
 *
 * @public
 */
export function rememberedNpmRegistries(
  read: () => Promise<string[]> = npmRegistries,
  keepMs = 60_000,
  now: () => number = () => performance.now(),
): () => Promise<string[]> {
  let kept: { registries: Promise<string[]>; until: number } | undefined;
  return () => {
    const time = now();
    if (!kept || kept.until <= time) {
      kept = { registries: read(), until: time + keepMs };
    }
    return kept.registries;
  };
}

/** Where npm lies beside Node, with what its packagers have configured. */
function npmFolder(): string {
  const folder = path.dirname(process.execPath);
  return process.platform === 'win32'
    ? path.join(folder, 'node_modules', 'npm')
    : path.join(folder, '..', 'lib', 'node_modules', 'npm');
}
