import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../setup/folders.mjs';

const START_TIMEOUT_MS = 180_000;

/** What uploads are sent with. */
export const UPLOAD_TOKEN = 'a-token-for-this-benchmark-alone';

/**
 * Starts replicas of the example portal's backend on one PostgreSQL, each a
 * process of its own on a free port.
 */
export async function startReplicas(count, { database, organization, logs }) {
  const replicas = [];
  try {
    for (let i = 0; i < count; i++) {
      replicas.push(await startReplica(i, { database, organization, logs }));
    }
  } catch (error) {
    await Promise.all(replicas.map(replica => replica.stop()));
    throw error;
  }
  return replicas;
}

async function startReplica(number, { database, organization, logs }) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const log = createWriteStream(join(logs, `replica-${number}.log`));
  const child = spawn(process.execPath, [commandLine(), 'package', 'start'], {
    cwd: join(root, 'packages', 'backend'),
    env: {
      ...process.env,
      ...configuration(url, port, database, organization),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const gone = new Promise(resolve => {
    child.on('close', resolve);
  });
  const stop = async () => {
    try {
      // The command line tool and the backend that it started.
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
    await gone;
    log.end();
  };
  await untilReady(url, child).catch(async error => {
    await stop();
    throw error;
  });
  return { url, stop };
}

function commandLine() {
  return join(
    root,
    'node_modules',
    '@backstage',
    'cli',
    'bin',
    'backstage-cli',
  );
}

function configuration(url, port, database, organization) {
  const json = value => JSON.stringify(value);
  return {
    NODE_ENV: 'development',
    APP_CONFIG_backend_baseUrl: url,
    APP_CONFIG_backend_listen_port: `${port}`,
    APP_CONFIG_backend_database: json({ client: 'pg', connection: database }),
    APP_CONFIG_backend_auth_externalAccess: json([
      {
        type: 'static',
        options: { token: UPLOAD_TOKEN, subject: 'build' },
        accessRestrictions: [
          { plugin: 'supply-chain', permission: 'supplyChain.sbom.upload' },
        ],
      },
    ]),
    APP_CONFIG_catalog_locations: json([
      { type: 'file', target: organization.catalogFile },
    ]),
    // As text: an object would be added to the one of the example portal.
    APP_CONFIG_supplyChain_schedule_frequency: '15s',
    APP_CONFIG_supplyChain_sources_local_paths: json([
      organization.servicesFolder,
    ]),
    APP_CONFIG_supplyChain_advisories_refresh: '10s',
    APP_CONFIG_supplyChain_advisories_osv: json([
      { id: 'load', title: 'Load', path: organization.advisoriesFile },
    ]),
    APP_CONFIG_supplyChain_advisories_epss_path: organization.scoresFile,
  };
}

async function untilReady(url, child) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(`${url}/.backstage/health/v1/readiness`).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    if (child.exitCode !== null) {
      throw new Error(`A replica ended with ${child.exitCode}`);
    }
    if (Date.now() > deadline) throw new Error(`${url} does not answer`);
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });
  }
}

async function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
