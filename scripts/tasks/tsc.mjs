import { runBin } from '../setup/process.mjs';

/** Checks all types; the declarations that a build bundles go to dist-types. */
export default async function tsc(args, env) {
  return runBin('typescript', 'tsc', args, { env });
}
