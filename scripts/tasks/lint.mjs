import { backstageCli, runBin } from '../setup/process.mjs';

/** ESLint over all packages, then the format of all files. */
export default async function lint(args, env) {
  const eslint = await backstageCli(
    ['repo', 'lint', '--max-warnings', '0', ...args],
    { env },
  );
  const prettier = await runBin(
    'prettier',
    'prettier',
    [args.includes('--fix') ? '--write' : '--check', '.'],
    { env },
  );
  return eslint || prettier;
}
