import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runBin } from '../setup/process.mjs';
import { root } from '../setup/root.mjs';

/** Checks all types; the declarations that a build bundles go to dist-types. */
export default async function tsc(args, env) {
  return runBin('typescript', 'tsc', args, { env });
}

/**
 * Checks all types from nothing. What is checked in another order, as after a
 * change, has the members of types in another order, and API reports with it.
 */
export async function wholeTsc(env) {
  rmSync(join(root, 'dist-types'), { recursive: true, force: true });
  return tsc([], env);
}
