import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where peers and what they need are kept between runs. */
export const store = join(root, '.data', 'bench');

/** The corpora of advisories, where they are at hand. */
export const corpora = resolve(
  process.env.SAFETY_CURTAIN_CORPORA ?? join(root, '..', 'shared', 'corpora'),
);

/** Our own packages are required by each other as they are published, too. */
registerHooks({
  resolve(specifier, context, next) {
    const [, name] = /^@safety-curtain\/([\w-]+)$/.exec(specifier) ?? [];
    const built = name && join(root, 'packages', name, 'dist', 'index.cjs.js');
    return built && existsSync(built)
      ? {
          url: pathToFileURL(built).href,
          format: 'commonjs',
          shortCircuit: true,
        }
      : next(specifier, context);
  },
});

const require = createRequire(import.meta.url);

/** One of our own packages, as it is published. */
export function engine(folder) {
  return require(join(root, folder, 'dist', 'index.cjs.js'));
}

/** A module of an engine's tests, which is not published, by its path in `packages`. */
export function ofTests(path) {
  require('@backstage/cli/config/nodeTransform.cjs');
  return require(join(root, 'packages', path));
}
