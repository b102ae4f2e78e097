import { runBin } from '../setup/process.mjs';
import { workspaces } from '../setup/install.mjs';
import { packageJson } from '../setup/root.mjs';
import { wholeTsc } from './tsc.mjs';

/**
 * Writes the API reports of all published packages (`report.api.md`,
 * `cli-report.md`): `api`. They say what a change does to those who use a
 * package, so they are reviewed with it.
 */
export default async function api(args, env) {
  return (await wholeTsc(env)) || apiReports(args, env);
}

/**
 * The reports of what was type-checked last, as a whole. With `--ci` nothing is written; a
 * report that is behind, or an export without a release tag, is an error.
 */
export function apiReports(args, env) {
  const published = workspaces().filter(path => !packageJson(path).private);
  return runBin(
    '@backstage/repo-tools',
    'backstage-repo-tools',
    [
      'api-reports',
      // Entry points are sources here, and what has a release tag is documented where it says more than its name.
      ...['-o', 'ae-wrong-input-file-type,ae-undocumented'],
      '--validate-release-tags',
      // Its client is derived by helper types, which are nobody's to use.
      ...['--allow-warnings', 'plugins/supply-chain-common'],
      ...args,
      ...published,
    ],
    { env },
  );
}
