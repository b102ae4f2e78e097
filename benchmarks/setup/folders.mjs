import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where peers and what they need are kept between runs. */
export const store = join(root, '.data', 'bench');

/** The corpora of advisories, where they are at hand. */
export const corpora = resolve(
  process.env.SAFETY_CURTAIN_CORPORA ?? join(root, '..', 'shared', 'corpora'),
);

/** One of our own packages, as it is published. */
export function engine(folder) {
  return createRequire(import.meta.url)(
    join(root, folder, 'dist', 'index.cjs.js'),
  );
}
