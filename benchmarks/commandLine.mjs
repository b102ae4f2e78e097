import {
  mkdirSync,
  openSync,
  closeSync,
  writeSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { repeated, runProgram } from './measure.mjs';
import { ms, say, table } from './report.mjs';
import { root, store } from './setup/folders.mjs';

const RECORDS = 250_000;
/** Packages of the lock file, each with records. */
const PACKAGES = 1_000;
const RUNS = 9;
/** What a user is promised, in milliseconds. */
const MOST = { start: 300, scan: 1_000 };

const row = (what, { median }) => ({
  [`median of ${RUNS}`]: what,
  time: ms(median),
});

/**
 * The command as it is published, as a process: its start, and a scan against as many
 * records as all of OSV has, by the index beside them. Throws where either takes too long.
 */
export async function measureCommandLine() {
  const folder = join(store, 'command-line');
  const advisories = join(folder, 'advisories');
  const project = join(folder, 'project');
  mkdirSync(advisories, { recursive: true });
  mkdirSync(project, { recursive: true });
  writeRecords(join(advisories, 'npm.osv.ndjson'));
  writeFileSync(join(project, 'package-lock.json'), lockFile());
  const run = (...args) =>
    runProgram(process.execPath, [
      join(root, 'packages', 'cli', 'dist', 'index.mjs'),
      ...args,
    ]);
  const scan = () =>
    run('scan', '--offline', project, '--advisories', advisories);
  // Makes the index.
  scan();

  say();
  say(
    `The command line as it is published; ${RECORDS} records, a lock file of ${PACKAGES} packages`,
  );
  const start = await repeated(() => run('--version'), RUNS);
  const scanned = await repeated(scan, RUNS);
  table([
    row('start (--version), below 300 ms', start),
    row('scan, below 1,000 ms', scanned),
  ]);
  say(`  ${scanned.result.trim().split('\n').length - 1} findings`);
  if (start.median >= MOST.start || scanned.median >= MOST.scan) {
    throw new Error('It took longer than is promised');
  }
}

/** Most packages have one record, some two, as in the field. */
const nameOf = i => `package-${i % 200_000}`;

function writeRecords(file) {
  const opened = openSync(file, 'w');
  try {
    for (let from = 0; from < RECORDS; from += 1_000) {
      const lines = Array.from({ length: 1_000 }, (_, i) => recordOf(from + i));
      writeSync(opened, lines.join(''));
    }
  } finally {
    closeSync(opened);
  }
}

function recordOf(i) {
  const record = {
    id: `GHSA-${i}`,
    modified: '2026-11-01T00:00:00Z',
    published: '2026-01-01T00:00:00Z',
    aliases: [`CVE-2026-${10_000 + i}`],
    summary: `Something is wrong in ${nameOf(i)}`,
    details: 'What is wrong, and what it takes to use it. '.repeat(14),
    affected: [
      {
        package: { ecosystem: 'npm', name: nameOf(i) },
        ranges: [
          {
            type: 'SEMVER',
            events: [{ introduced: '0' }, { fixed: '2.0.0' }],
          },
        ],
      },
    ],
    database_specific: { severity: 'HIGH' },
  };
  return `${JSON.stringify(record)}\n`;
}

function lockFile() {
  const names = Array.from({ length: PACKAGES }, (_, i) => nameOf(i * 7));
  return JSON.stringify({
    name: 'project',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': {
        name: 'project',
        version: '1.0.0',
        dependencies: Object.fromEntries(names.map(name => [name, '1.0.0'])),
      },
      ...Object.fromEntries(
        names.map(name => [`node_modules/${name}`, { version: '1.0.0' }]),
      ),
    },
  });
}
