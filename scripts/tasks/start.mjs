import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { backstageCli } from '../setup/process.mjs';
import { root } from '../setup/root.mjs';
import { PlainError } from '../setup/PlainError.mjs';
import { duration, say } from '../setup/say.mjs';

/**
 * Starts the portal: the front end's development server and the backend.
 * Arguments go to `backstage-cli repo start`, `--config` among them.
 */
export default async function start(args, env) {
  const { portal, backend } = await addresses(env);
  for (const url of [portal, backend]) await requireFreePort(url);
  mkdirSync(join(root, '.data'), { recursive: true });

  say(`Starting the portal on ${portal}, its backend on ${backend}`);
  say('Its database stays in .data/; delete that folder to begin anew');
  const done = new AbortController();
  announce({ portal, backend, signal: done.signal });
  const code = await backstageCli(['repo', 'start', ...args], {
    env: { NODE_ENV: 'development', ...env },
  });
  done.abort();
  return code;
}

/** The two addresses, as the configuration files and APP_CONFIG_* have them. */
async function addresses(env) {
  const { load } = await import('js-yaml');
  const found = {
    app: 'http://localhost:3000',
    backend: 'http://localhost:7007',
  };
  for (const file of ['app-config.yaml', 'app-config.local.yaml']) {
    const path = join(root, file);
    if (!existsSync(path)) continue;
    const config = load(readFileSync(path, 'utf8'));
    for (const part of Object.keys(found)) {
      found[part] = config?.[part]?.baseUrl ?? found[part];
    }
  }
  return {
    portal: env.APP_CONFIG_app_baseUrl ?? found.app,
    backend: env.APP_CONFIG_backend_baseUrl ?? found.backend,
  };
}

/** Throws a plain sentence where something else listens at an address. */
async function requireFreePort(url) {
  const { port } = new URL(url);
  await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', error => {
      reject(
        error.code === 'EADDRINUSE'
          ? new PlainError(
              `Port ${port} is taken: is the portal running already? ` +
                'Stop it, or give other addresses in app-config.local.yaml.',
            )
          : error,
      );
    });
    probe.listen(Number(port), () => probe.close(resolve));
  });
}

/** Says so as soon as both parts answer. */
async function announce({ portal, backend, signal }) {
  const started = Date.now();
  const waiting = new Set([
    portal,
    `${backend}/.backstage/health/v1/readiness`,
  ]);
  while (waiting.size > 0 && !signal.aborted) {
    for (const url of waiting) {
      const answer = await fetch(url, { signal }).catch(() => undefined);
      if (answer?.ok) waiting.delete(url);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 500);
    });
  }
  if (signal.aborted) return;
  say(`Ready after ${duration(Date.now() - started)}: ${portal}`);
  say(
    'Enter as guest, open a component of the catalog and its Security tab; ' +
      'the first scans begin by themselves. Ctrl-C ends it all.',
  );
}
