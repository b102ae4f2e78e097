import { createRequire } from 'node:module';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startPostgres } from '../scripts/testing/postgres.mjs';
import { timed, watchMemory, watchTurns } from './measure.mjs';
import { mib, ms, say, table } from './report.mjs';
import { backend, migrations } from './setup/backend.mjs';

const require = createRequire(import.meta.url);

/** As many as npm, PyPI, Maven, Go, crates.io and RubyGems have together. */
const RECORDS = Number(process.env.SAFETY_CURTAIN_BENCH_RECORDS ?? 257_000);
/** Of these, about packages that services use. */
const USED = 2_000;
/** What is no malicious package: every so many records. */
const EVERY = 6;

const usedName = i => `used-${i}`;

const sqlite = filename =>
  require('knex')({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });

const postgres = connection =>
  require('knex')({ client: 'pg', connection, pool: { min: 0, max: 4 } });

/** The first read of all records that OSV has of the default ecosystems. */
export async function measureAdvisories() {
  say();
  say(
    `The first read of ${RECORDS.toLocaleString(
      'en-US',
    )} advisories, mostly of malicious packages`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-advisories-'));
  const dump = join(folder, 'all.zip');
  const server = await startPostgres();
  try {
    await writeDump(dump);
    const rows = [await measurePlain(dump)];
    const databases = [
      ['SQLite', () => sqlite(join(folder, 'data.sqlite'))],
      ['PostgreSQL', () => postgres(server.connectionString)],
    ];
    for (const [name, open] of databases) {
      rows.push(await measureRead(name, open(), dump));
    }
    table(rows);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Unzipped and parsed, and nothing else. */
async function measurePlain(dump) {
  const { readRecordFile } = backend();
  const { time } = await timed(async () => {
    for await (const record of readRecordFile(dump)) {
      if (typeof record !== 'object') throw new Error(String(record));
    }
  });
  return rowOf('unzipped and parsed, nothing else', { time });
}

async function measureRead(name, knex, dump) {
  const { readRecordFile, storeRecords, noTelemetry } = backend();
  try {
    await knex.migrate.latest({ directory: migrations });
    await addUsed(knex);
    const locks = [];
    const context = {
      knex,
      logger: console,
      telemetry: noTelemetry,
      onFindings: () => {},
      onStored: ({ lockedMs }) => locks.push(lockedMs),
    };
    const signal = new AbortController().signal;
    const { result, before, peak } = await watchMemory(() =>
      watchTurns(() =>
        storeRecords(context, 'osv', readRecordFile(dump), signal),
      ),
    );
    const { count } = await knex('advisories').count({ count: '*' }).first();
    if (Number(count) !== RECORDS) throw new Error(`${count} were stored`);
    const { matches } = await knex('component_matches')
      .count({ matches: '*' })
      .first();
    return {
      ...rowOf(name, result),
      'longest lock': ms(Math.max(...locks)),
      'longest turn': ms(result.longest),
      memory: `${mib(before)} to ${mib(peak)}`,
      matches: String(matches),
    };
  } finally {
    await knex.destroy();
  }
}

function rowOf(what, { time }) {
  return {
    what,
    time: ms(time),
    'a second': Math.round((RECORDS / time) * 1000).toLocaleString('en-US'),
    'longest lock': '',
    'longest turn': '',
    memory: '',
    matches: '',
  };
}

/** Package versions that services use: records about them are matched. */
async function addUsed(knex) {
  const now = new Date();
  for (let from = 0; from < USED; from += 200) {
    const numbers = Array.from({ length: 200 }, (_, i) => from + i);
    const packages = await knex('packages')
      .insert(
        numbers.map(i => ({
          ecosystem: 'npm',
          name: usedName(i),
          lookup_name: usedName(i),
        })),
      )
      .returning(['id', 'name']);
    await knex('components').insert(
      packages.map(({ id, name }) => ({
        purl: `pkg:npm/${name}@1.2.0`,
        package_id: id,
        name,
        version: '1.2.0',
        created_at: now,
      })),
    );
  }
}

async function writeDump(file) {
  const { ZipFile } = backend();
  const zip = new ZipFile();
  const output = createWriteStream(file);
  zip.outputStream.pipe(output);
  for (let i = 0; i < RECORDS; i++) {
    const record = i % EVERY === 0 ? vulnerability(i) : malicious(i);
    // Compressed one after another: all at once takes more memory than there is.
    zip.addReadStreamLazy(`${record.id}.json`, done =>
      done(null, Readable.from([Buffer.from(JSON.stringify(record))])),
    );
  }
  zip.end();
  await once(output, 'close');
}

const time = i => new Date(Date.UTC(2024, 0, 1) + i * 60_000).toISOString();

/** As the records of malicious packages are: two versions of one package. */
function malicious(i) {
  return {
    schema_version: '1.7.4',
    id: `MAL-2025-${i}`,
    modified: time(i),
    published: time(i),
    summary: `Malicious code in package-${i} (npm)`,
    details:
      'The package holds code that runs when it is installed and sends what it finds to an address that has nothing to do with what the package is for. '.repeat(
        2,
      ),
    affected: [
      {
        package: { ecosystem: i % 3 ? 'npm' : 'PyPI', name: `package-${i}` },
        versions: ['1.0.0', `1.0.${i % 50}`],
        database_specific: {
          cwes: [{ cweId: 'CWE-506', name: 'Embedded Malicious Code' }],
        },
      },
    ],
    credits: [{ name: 'A scanner', type: 'FINDER' }],
    database_specific: {
      'malicious-packages-origins': [
        {
          id: String(i),
          import_time: time(i),
          sha256: i.toString(16).padStart(64, '0'),
          source: 'scanner',
          versions: ['1.0.0'],
        },
      ],
    },
  };
}

/** As reviewed records are: a CVE, several packages and ranges, a long text. */
function vulnerability(i) {
  const number = i / EVERY;
  const isUsed = number < USED;
  return {
    schema_version: '1.7.4',
    id: `GHSA-${i.toString(36).padStart(4, '0')}-aaaa-bbbb`,
    modified: time(i),
    published: time(i),
    aliases: [`CVE-2024-${100_000 + i}`],
    summary: `Something is wrong in package-${i}`,
    details: 'What is wrong, and what it takes to use it. '.repeat(40),
    severity: [
      {
        type: 'CVSS_V3',
        score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
      },
    ],
    affected: Array.from({ length: 1 + (number % 3) }, (_, part) => ({
      package: {
        ecosystem: 'npm',
        name: isUsed && part === 0 ? usedName(number) : `package-${i}-${part}`,
      },
      ranges: [
        {
          type: 'SEMVER',
          events: [{ introduced: '1.0.0' }, { fixed: `1.${number % 20}.3` }],
        },
      ],
    })),
    references: [
      { type: 'WEB', url: `https://example.test/${i}` },
      { type: 'PACKAGE', url: `https://example.test/package-${i}` },
    ],
    database_specific: { severity: 'CRITICAL', cwe_ids: ['CWE-79'] },
  };
}
