import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchProcesses, watchTurns } from './measure.mjs';
import { mib, ms, say, table } from './report.mjs';
import { backend, migrations } from './setup/backend.mjs';

const require = createRequire(import.meta.url);
const COMPONENTS = 300_000;

/** Sends a file and ends with an error where it is refused. */
const SENDER = `
  const [url, file] = process.argv.slice(1);
  const { statSync, createReadStream } = require('fs');
  const headers = {
    'content-type': 'application/vnd.cyclonedx+json',
    'content-length': statSync(file).size,
  };
  const request = require('http').request(url, { method: 'POST', headers });
  request.on('response', response => {
    response.pipe(process.stdout);
    response.on('end', () => process.exit(response.statusCode < 300 ? 0 : 1));
  });
  createReadStream(file).pipe(request);
`;

/** A large SBOM over HTTP, and the same bytes again, with SQLite. */
export async function measureUploads() {
  say();
  say(
    `Upload of a CycloneDX document with ${COMPONENTS.toLocaleString(
      'en-US',
    )} components, SQLite`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-uploads-'));
  const file = join(folder, 'bom.json');
  writeFileSync(file, JSON.stringify(documentOf(COMPONENTS)));
  const knex = require('knex')({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'data.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  let portal;
  try {
    await knex.raw('pragma foreign_keys = on');
    await knex.migrate.latest({ directory: migrations });
    portal = await receiver(knex);
    const rows = [];
    for (const upload of ['first', 'the same bytes again']) {
      rows.push(await measureUpload(upload, portal.url, file));
    }
    table(rows);
  } finally {
    await portal?.close();
    await knex.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureUpload(upload, url, file) {
  const watched = await watchProcesses(() => watchTurns(() => send(url, file)));
  const { result, before, own, child, together } = watched;
  return {
    upload,
    time: ms(result.time),
    'longest turn': ms(result.longest),
    receiver: `${mib(before)}, at its peak ${mib(own)}`,
    reader: mib(child),
    together: mib(together),
  };
}

async function send(url, file) {
  const child = spawn(process.execPath, ['-e', SENDER, url, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let answer = '';
  child.stdout.on('data', text => {
    answer += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The upload was refused: ${answer}`);
}

/** What takes uploads in a portal, without the rest of it. */
async function receiver(knex) {
  const { createUploadServer } = backend();
  return createUploadServer(knex);
}

function documentOf(count) {
  const purl = i => `pkg:npm/package-${i}@1.${i % 100}.0`;
  const components = [];
  const dependencies = [{ ref: 'root', dependsOn: [] }];
  for (let i = 0; i < count; i++) {
    components.push({
      type: 'library',
      'bom-ref': purl(i),
      name: `package-${i}`,
      version: `1.${i % 100}.0`,
      purl: purl(i),
      licenses: [{ license: { id: 'MIT' } }],
    });
    dependencies[0].dependsOn.push(purl(i));
    dependencies.push({ ref: purl(i), dependsOn: [purl((i + 1) % count)] });
  }
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { type: 'application', name: 'a', 'bom-ref': 'root' },
    },
    components,
    dependencies,
  };
}
