import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../setup/say.mjs';

const PORT = 17_307;
const URL_OF_PORTAL = `http://localhost:${PORT}`;
const ANSWER_TIMEOUT_MS = 180_000;

const SCORECARD = 'supply-chain';
const SHIPPED_SCORECARDS = 3;
const RETRIEVER = `supply-chain-scorecard-${SCORECARD}`;

/**
 * What is asked of the portal about its own component, and what of an answer
 * is worth telling; undefined: not yet.
 */
const questions = [
  {
    what: 'scanned',
    path: '/api/supply-chain/targets',
    tell: ({ items }) => {
      const own = items.find(it => it.entityRef === 'component:default/portal');
      return own?.lastScan?.finishedAt && own.componentCount > 0
        ? `${own.health}, ${own.componentCount} components`
        : undefined;
    },
  },
  {
    what: 'on scorecards',
    path: '/api/supply-chain/targets/component/default/portal/scorecards',
    tell: ({ scorecards, pending }) =>
      pending || scorecards.length === 0 ? undefined : tellAnswers(scorecards),
  },
  {
    what: 'among the services of a scorecard',
    path: `/api/supply-chain/scorecards/${SCORECARD}/services`,
    tell: ({ items }) =>
      items.length > 0 ? `${items.length} services` : undefined,
  },
  {
    what: 'found by search',
    path: '/api/search/query?term=portal&types%5B0%5D=supply-chain-scorecard',
    tell: ({ results }) => {
      const own = results.filter(it => it.document.title.startsWith('portal:'));
      return own.length >= SHIPPED_SCORECARDS
        ? `${own.length} documents`
        : undefined;
    },
  },
  {
    what: 'known to Tech Insights',
    path: `/api/tech-insights/facts/latest?entity=component:default/portal&ids=${RETRIEVER}`,
    tell: ({ [RETRIEVER]: latest }) =>
      latest
        ? `SBOM present: ${latest.facts[`${SCORECARD}.sbom-present`]}`
        : undefined,
  },
];

/** A check that breaks is unknown, which an engine that was not packed whole would make of all. */
function tellAnswers(scorecards) {
  const checks = scorecards.flatMap(scorecard => scorecard.checks);
  const broken = checks.find(({ reason }) => /^The check broke/.test(reason));
  if (broken) throw new Error(`${broken.check}: ${broken.reason}`);
  return `${checks.length} answers on ${scorecards.length} scorecards`;
}

/**
 * Starts the backend, which serves the built app too, and asks what it makes
 * of the portal's own component.
 */
export async function askBackend(portal, env) {
  say('Starting its backend');
  const child = startBackend(portal, env);
  const deadline = Date.now() + ANSWER_TIMEOUT_MS;
  try {
    for (const { what, path, tell } of questions) {
      say(`  The portal is ${what}: ${await untilTold(path, tell)}`);
    }
    const page = await (await fetch(URL_OF_PORTAL)).text();
    if (!page.includes('<div id="root">')) {
      throw new Error('The backend does not serve the app');
    }
  } finally {
    child.kill('SIGTERM');
  }

  async function untilTold(path, tell) {
    for (;;) {
      const answer = await ask(path);
      const told = answer?.ok ? tell(await answer.json()) : undefined;
      if (told !== undefined) return told;
      if (child.exitCode !== null) throw new Error('The backend ended');
      if (Date.now() > deadline) {
        throw new Error(
          `Nothing in time at ${path}, last ${answer?.status ?? 'no answer'}`,
        );
      }
      await wait(1000);
    }
  }
}

function startBackend(portal, env) {
  return spawn(
    process.execPath,
    [
      join(portal, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'package',
      'start',
    ],
    {
      cwd: join(portal, 'packages/backend'),
      env: {
        ...env,
        NODE_ENV: 'development',
        APP_CONFIG_app_baseUrl: URL_OF_PORTAL,
        APP_CONFIG_backend_baseUrl: URL_OF_PORTAL,
        APP_CONFIG_backend_listen_port: `${PORT}`,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
}

/** As a guest; undefined where the backend is not up. */
async function ask(path) {
  const session = await fetch(`${URL_OF_PORTAL}/api/auth/guest/refresh`, {
    method: 'POST',
  }).catch(() => undefined);
  if (!session?.ok) return undefined;
  const { backstageIdentity } = await session.json();
  return fetch(`${URL_OF_PORTAL}${path}`, {
    headers: { authorization: `Bearer ${backstageIdentity.token}` },
  });
}
