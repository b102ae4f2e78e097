import { backstageCli, runBin } from '../setup/process.mjs';

const OUTSIDE_PACKAGES = [
  'scripts',
  'benchmarks',
  'e2e-tests',
  'playwright.config.ts',
];

/** ESLint over all packages and over what lies outside them. */
export async function eslint(args, env) {
  const strict = ['--max-warnings', '0', ...args];
  const packages = await backstageCli(['repo', 'lint', ...strict], { env });
  const rest = await runBin(
    'eslint',
    'eslint',
    ['--ext', '.js,.mjs,.ts', ...strict, ...OUTSIDE_PACKAGES],
    { env },
  );
  return packages || rest;
}

/** ESLint, then the format of all files; `--fix` mends what it can. */
export default async function lint(args, env) {
  const code = await eslint(args, env);
  const prettier = await runBin(
    'prettier',
    'prettier',
    [args.includes('--fix') ? '--write' : '--check', '.'],
    { env },
  );
  return code || prettier;
}
