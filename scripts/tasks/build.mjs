import { buildPackage } from '../setup/buildPackage.mjs';
import { backstageCli } from '../setup/process.mjs';
import tsc from './tsc.mjs';

/** Builds all packages, app and backend included, each into its `dist`. */
export default async function build(args, env) {
  const typed = await tsc([], env);
  if (typed !== 0) return typed;
  return (
    (await backstageCli(['repo', 'build', '--all', ...args], { env })) ||
    // It is built by a script of its own, which backstage-cli leaves out.
    buildPackage('packages/cli', env)
  );
}
