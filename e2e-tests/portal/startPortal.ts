import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPages } from './buildPages';
import { startPackageIndex } from './packageIndex';

const ROOT = path.resolve(__dirname, '../..');
const LOG = path.join(ROOT, '.data', 'test', 'portal.log');
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 15_000;

export interface Portal {
  url: string;
  backendUrl: string;
  /** A file: the public half of the key that signs exports. */
  publicKeyFile: string;
  /** What a build may upload SBOMs with, and do nothing else. */
  uploadToken: string;
  /** What somebody else than the guest triages with. */
  reviewerToken: string;
  stop(): Promise<void>;
}

/**
 * Starts the portal with the very command that `npm start` is, on a free port
 * and with a new database.
 *
 * Its pages are a production build, which the backend serves: the development
 * server sends 55 MB of script with each page, which a browser without a cache,
 * as each test has one, compiles for five seconds before it shows anything.
 */
export async function startPortal(): Promise<Portal> {
  // Into their `dist`: there the backend looks for the first, and tests for
  // the second. A page follows the address that it is at only where portal and
  // backend share one.
  await buildPages('app');
  await buildPages('app-legacy', {
    APP_CONFIG_app_baseUrl: 'http://localhost:7007',
    APP_CONFIG_backend_baseUrl: 'http://localhost:7007',
  });
  await mkdir(path.dirname(LOG), { recursive: true });
  const log = createWriteStream(LOG);

  const data = await mkdtemp(path.join(tmpdir(), 'safety-curtain-portal-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const publicKeyFile = path.join(data, 'archive.pub');
  const key = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await writeFile(publicKeyFile, key.publicKey);
  const uploadToken = randomBytes(24).toString('base64url');
  const reviewerToken = randomBytes(24).toString('base64url');

  const index = await startPackageIndex();

  const child = spawn(
    process.execPath,
    [path.join('scripts', 'run.mjs'), 'start', 'backend'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: 'development',
        APP_CONFIG_app_baseUrl: url,
        APP_CONFIG_backend_baseUrl: url,
        APP_CONFIG_backend_listen_port: `${port}`,
        APP_CONFIG_backend_database_connection_directory: data,
        APP_CONFIG_backend_auth_externalAccess: JSON.stringify([
          ...uploadsWith(uploadToken),
          ...reviewsWith(reviewerToken),
        ]),
        APP_CONFIG_supplyChain_triage_approval: JSON.stringify({
          states: ['false_positive'],
          secondPerson: true,
        }),
        APP_CONFIG_supplyChain_archive_signing_key: key.privateKey,
        // npm would be asked at its registry.
        APP_CONFIG_supplyChain_provenance: JSON.stringify({
          enabled: true,
          npm: { enabled: false },
          pypi: { url: index.url },
        }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that all of it can be ended.
      detached: true,
    },
  );
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });

  const stop = async () => {
    await end(child);
    await index.close();
    log.end();
    await rm(data, { recursive: true, force: true });
  };
  try {
    await untilReady(child, [`${url}/.backstage/health/v1/readiness`, url]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    backendUrl: url,
    publicKeyFile,
    uploadToken,
    reviewerToken,
    stop,
  };
}

/** A static token of Backstage's external access, restricted as docs/archive.md advises. */
function uploadsWith(token: string) {
  return [
    {
      type: 'static',
      options: { token, subject: 'build' },
      accessRestrictions: [
        { plugin: 'supply-chain', permission: 'supplyChain.sbom.upload' },
      ],
    },
  ];
}

/** The guest is the only user that the portal signs in: who reviews is another principal. */
function reviewsWith(token: string) {
  return [
    {
      type: 'static',
      options: { token, subject: 'reviewer' },
      accessRestrictions: [
        {
          plugin: 'supply-chain',
          permission: [
            'supplyChain.finding.read',
            'supplyChain.triage.decide',
            'supplyChain.triage.approve',
            'supplyChain.triage.import',
          ],
        },
      ],
    },
  ];
}

async function untilReady(child: ChildProcess, addresses: string[]) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (const address of addresses) {
    for (;;) {
      const answer = await fetch(address).catch(() => undefined);
      if (answer?.ok) break;
      if (child.exitCode !== null) {
        throw new Error(`The portal ended with ${child.exitCode}: see ${LOG}`);
      }
      if (Date.now() > deadline) {
        throw new Error(`${address} does not answer: see ${LOG}`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 200);
      });
    }
  }
}

/** Asks it to end, as Ctrl-C would; what does not obey in time is killed. */
async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>(resolve => {
    child.once('close', () => resolve());
  });
  const group = -child.pid;
  process.kill(group, 'SIGINT');
  const timer = setTimeout(
    () => process.kill(group, 'SIGKILL'),
    STOP_TIMEOUT_MS,
  );
  await gone;
  clearTimeout(timer);
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}
