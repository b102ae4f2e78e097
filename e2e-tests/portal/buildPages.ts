import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/**
 * Builds an app for production, into its `dist`.
 *
 * @param app - a folder of `packages`
 */
export async function buildPages(
  app: string,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const folder = path.join(ROOT, 'packages', app);
  const file = path.join(ROOT, '.data', 'test', `build-${app}.log`);
  await mkdir(path.dirname(file), { recursive: true });
  const log = createWriteStream(file);
  const child = spawn(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'build',
    ],
    {
      cwd: folder,
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  log.end();
  if (code !== 0) throw new Error(`${app} could not be built: see ${file}`);
}
