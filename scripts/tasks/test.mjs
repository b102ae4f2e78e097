import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { backstageCli, run, runBin } from '../setup/process.mjs';
import { root } from '../setup/root.mjs';
import { duration, say } from '../setup/say.mjs';
import { findChromium } from '../testing/chromium.mjs';
import { ofCheck, ofJest, ofPlaywright } from '../testing/outcomes.mjs';
import { startPostgres } from '../testing/postgres.mjs';
import { apiReports } from './api.mjs';
import { eslint } from './lint.mjs';
import tsc, { wholeTsc } from './tsc.mjs';

const REPORTS = join(root, '.data', 'test');
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING';

/** In the order in which they run: what is quick to fail comes first. */
const SUITES = {
  types: { title: 'Types', run: checkTypes },
  lint: { title: 'Lint', run: checkLint },
  format: { title: 'Format', run: checkFormat },
  unused: { title: 'Nothing unused', run: checkUnused },
  api: { title: 'API reports in step', run: checkApi },
  openapi: { title: 'OpenAPI in step', run: checkOpenApi },
  unit: { title: 'Unit and database tests', run: runJest },
  browser: { title: 'Browser tests', run: runPlaywright },
};

/**
 * Runs every test, or only the suites that are named, and ends with one line
 * that counts them all. With CI set, a skipped test is a failure.
 */
export default async function test(args, env) {
  const unknown = args.filter(name => !Object.hasOwn(SUITES, name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No such suite: ${unknown.join(', ')}. There are: ${Object.keys(
        SUITES,
      ).join(', ')}\n`,
    );
    return 2;
  }
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  let interrupted = false;
  process.on('SIGINT', () => {
    interrupted = true;
  });

  const wanted = args.length > 0 ? args : Object.keys(SUITES);
  const results = [];
  const outcomes = {};
  for (const [name, suite] of Object.entries(SUITES)) {
    if (interrupted || !wanted.includes(name)) continue;
    say(`${suite.title} ...`);
    const started = Date.now();
    const outcome = await suite.run(env, { wanted, outcomes }).catch(error => ({
      ...ofCheck(1),
      note: error.message,
    }));
    const time = duration(Date.now() - started);
    outcomes[name] = outcome;
    results.push({ title: suite.title, time, ...outcome });
    say(`${suite.title}: ${counts(outcome)} in ${time}`);
  }
  return summarize(results, { strict: isCi(env), interrupted });
}

function summarize(results, { strict, interrupted }) {
  const total = { passed: 0, failed: 0, skipped: 0, excused: 0 };
  process.stdout.write('\n');
  for (const result of results) {
    for (const key of Object.keys(total)) total[key] += result[key];
    process.stdout.write(
      `${result.title.padEnd(26)}${counts(result)} (${result.time})${
        result.note ? `: ${result.note}` : ''
      }\n`,
    );
  }
  const unexcused = total.skipped - total.excused;
  if (strict && unexcused > 0) {
    process.stdout.write(`CI is set: ${unexcused} skipped count as failed\n`);
    total.failed += unexcused;
    total.skipped -= unexcused;
  }
  if (interrupted) process.stdout.write('Interrupted\n');
  process.stdout.write(`${counts(total)}\n`);
  return total.failed > 0 || interrupted || total.passed === 0 ? 1 : 0;
}

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${
    skipped > 0 ? `, ${skipped} skipped` : ''
  }`;
}

function isCi(env) {
  return Boolean(env.CI) && env.CI !== 'false' && env.CI !== '0';
}

/** As a whole where API reports are made of it afterwards. */
async function checkTypes(env, { wanted }) {
  return ofCheck(await (wanted.includes('api') ? wholeTsc(env) : tsc([], env)));
}

async function checkLint(env) {
  return ofCheck(await eslint([], env));
}

async function checkFormat(env) {
  return ofCheck(
    await runBin('prettier', 'prettier', ['--check', '.'], { env }),
  );
}

/** Files, exports and dependencies that nothing uses: `knip.jsonc` says of what. */
async function checkUnused(env) {
  const args = ['--no-progress', '--no-config-hints'];
  return ofCheck(await runBin('knip', 'knip', args, { env }));
}

async function checkApi(env, { outcomes }) {
  const typed = outcomes.types ? outcomes.types.failed : await wholeTsc(env);
  return ofCheck(typed || (await apiReports(['--ci'], env)));
}

async function checkOpenApi(env) {
  return ofCheck(
    await run(process.execPath, ['scripts/openapi.mjs', '--check'], { env }),
  );
}

/** All Jest tests of all packages, on SQLite and on a real PostgreSQL. */
async function runJest(env) {
  const report = join(REPORTS, 'jest.json');
  const server = env[POSTGRES]
    ? { connectionString: env[POSTGRES], stop: async () => {} }
    : await startPostgres();
  try {
    const code = await backstageCli(
      [
        'repo',
        'test',
        `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`,
        '--json',
        `--outputFile=${report}`,
      ],
      {
        env: {
          ...env,
          // Jest watches for changes where this is not set.
          CI: env.CI || '1',
          [POSTGRES]: server.connectionString,
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        },
      },
    );
    const corpora = resolve(
      env.SAFETY_CURTAIN_CORPORA ?? join(root, '..', 'shared', 'corpora'),
    );
    const outcome = ofJest(
      report,
      code,
      title => !existsSync(corpora) && /corpora/i.test(title),
    );
    if (outcome.onPostgres === 0 && outcome.failed === 0) {
      return { ...outcome, failed: 1, note: 'no test ran on PostgreSQL' };
    }
    return outcome;
  } finally {
    await server.stop();
  }
}

/** The portal in a real browser. */
async function runPlaywright(env) {
  const chromium = await findChromium(env);
  if (!chromium) {
    const how =
      'no Chromium found: `apt-get install chromium`, or `npx playwright ' +
      'install chromium`, or name one in CHROMIUM_PATH';
    process.stdout.write(`\n  BROWSER TESTS SKIPPED, ${how}\n\n`);
    return { passed: 0, failed: 0, skipped: 1, excused: 0, note: how };
  }
  const report = join(REPORTS, 'playwright.json');
  const code = await runBin(
    '@playwright/test',
    'playwright',
    ['test', '--reporter=list,json'],
    {
      env: {
        ...env,
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
    },
  );
  return ofPlaywright(report, code);
}
