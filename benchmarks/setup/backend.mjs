import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './folders.mjs';

const folder = join(root, 'plugins', 'supply-chain-backend');

/** What makes the backend's tables. */
export const migrations = join(folder, 'migrations');

/**
 * What is measured of the backend. It is no engine that is built for itself: it is read from its
 * sources, as the portal does in development.
 */
export function backend() {
  const require = createRequire(import.meta.url);
  require('@backstage/cli/config/nodeTransform.cjs');
  const measured = require(join(folder, 'src', '__testUtils__', 'benchmarks'));
  return new Proxy(measured, {
    get(all, name) {
      if (name in all) return all[name];
      throw new Error(`The backend shows no ${String(name)} to benchmarks`);
    },
  });
}
