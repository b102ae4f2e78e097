import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = dirname(
  dirname(dirname(fileURLToPath(import.meta.url))),
).replace(/[\\/]$/, '');

/** The parsed package.json of a folder that is named relative to the root. */
export function packageJson(folder = '.') {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}
