import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchTurns } from './measure.mjs';
import { ms, say, table } from './report.mjs';
import { backend, migrations } from './setup/backend.mjs';

const require = createRequire(import.meta.url);

/** Sources that are large in different ways. */
const cases = {
  'a Pipfile.lock of 200,000 entries': pipfileLock,
  '100,000 files, 1,000 of them lock files': manyFiles,
  'a package-lock.json of 90,000 packages': packageLock,
};

const silent = {
  info: () => undefined,
  debug: () => undefined,
  warn: (text, error) => say(`  ${text}: ${error?.message}`),
  error: (text, error) => say(`  ${text}: ${error?.stack}`),
};

/** So long a portal may answer nobody. */
const LONGEST_TURN_MS = 200;

/**
 * The longest time in which the backend's thread did nothing else while it
 * scanned a large source, with SQLite, which works on that thread.
 */
export async function measureEventLoop() {
  say();
  say('Longest turn of the event loop while a large source is scanned, SQLite');
  const rows = [];
  for (const [name, make] of Object.entries(cases)) {
    rows.push(await measureCase(name, make));
  }
  table(rows);
}

async function measureCase(name, make) {
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-turns-'));
  const knex = require('knex')({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'data.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const { createReplica, addTargets, catalogTarget } = backend();
  const source = join(folder, 'source');
  mkdirSync(source);
  make(source);
  let replica;
  try {
    await knex.raw('pragma foreign_keys = on');
    await knex.migrate.latest({ directory: migrations });
    await addTargets(
      knex,
      catalogTarget('large', {
        source: { type: 'file', target: source, exclude: [] },
      }),
    );
    replica = createReplica({
      knex,
      root: source,
      logger: silent,
      supplyChain: {
        scanning: {
          timeout: { minutes: 10 },
          limits: { files: 200_000, fileTimeout: { minutes: 5 } },
        },
      },
    });
    const first = await watched(replica, knex);
    await knex('targets').update({
      source_etag: null,
      next_scan_at: new Date(0),
    });
    const again = await watched(replica, knex);
    if (Math.max(first.longest, again.longest) > LONGEST_TURN_MS) {
      process.exitCode = 1;
      say(`  NOT KEPT: a turn of ${name} took over ${LONGEST_TURN_MS} ms`);
    }
    return {
      source: name,
      'first scan': ms(first.time),
      'longest turn': ms(first.longest),
      'read again': ms(again.time),
      'its longest turn': ms(again.longest),
      found: first.found,
    };
  } finally {
    await replica?.close();
    await knex.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One scan, and the longest turn meanwhile. */
async function watched(replica, knex) {
  const { claimTarget } = backend();
  const claimed = await claimTarget(knex, { leaseMs: 3_600_000, perHost: 1 });
  const { time, longest } = await watchTurns(() =>
    replica.runner.run(claimed, new AbortController().signal),
  );
  const scan = await knex('scans').where('id', claimed.scanId).first();
  if (scan.state !== 'succeeded') {
    throw new Error(`The scan ${scan.state}: ${scan.error}`);
  }
  return { time, longest, found: scan.component_count };
}

function pipfileLock(folder) {
  const entries = {};
  for (let i = 0; i < 200_000; i++) {
    entries[`package-${i}`] = { version: `==1.${i % 100}.0` };
  }
  writeFileSync(
    join(folder, 'Pipfile.lock'),
    JSON.stringify({
      _meta: {
        hash: { sha256: '0'.repeat(64) },
        'pipfile-spec': 6,
        requires: {},
        sources: [],
      },
      default: entries,
      develop: {},
    }),
  );
}

function manyFiles(folder) {
  for (let i = 0; i < 1000; i++) {
    const place = join(folder, `service-${i}`);
    mkdirSync(place);
    for (let n = 0; n < 99; n++) writeFileSync(join(place, `file-${n}.ts`), '');
    writeFileSync(
      join(place, 'package-lock.json'),
      JSON.stringify(lockOf(20, i)),
    );
  }
}

function packageLock(folder) {
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify(lockOf(90_000, 0)),
  );
}

function lockOf(count, start) {
  const packages = { '': { name: 'a', dependencies: {} } };
  for (let i = 0; i < count; i++) {
    const name = `package-${start + i}`;
    packages[''].dependencies[name] = '*';
    packages[`node_modules/${name}`] = {
      version: `1.${i % 100}.0`,
      dependencies: { [`package-${start + ((i + 1) % count)}`]: '*' },
    };
  }
  return { name: 'a', lockfileVersion: 3, packages };
}
