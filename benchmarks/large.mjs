import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDocument } from './large/documents.mjs';
import { runProgram } from './measure.mjs';
import { mib, say, table } from './report.mjs';
import { root } from './setup/folders.mjs';

const COMPONENTS = Number(
  process.env.SAFETY_CURTAIN_BENCH_COMPONENTS ?? 300_000,
);
/** How a portal starts the process that reads uploads: `plugins/supply-chain-backend/src/engines/Child.ts`. */
const HEAP = [
  '--max-old-space-size=3072',
  '--max-semi-space-size=8',
  '--heap-growing-percent=30',
];
const PROMISED_SECONDS = 60;
const PROMISED_MIB = 512;
/** Of other formats, what 100 MiB hold. */
const OTHERS = { 'SPDX 2.3 JSON': 0.87, 'CycloneDX XML': 0.65 };

/** Documents of 100 MB, the first with 300,000 components, read and written. */
export function measureLarge() {
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-large-'));
  try {
    const bom = join(folder, 'bom.json');
    const size = make(bom, 'CycloneDX JSON', COMPONENTS);
    say();
    say(
      `A CycloneDX document in JSON of ${size}, each task in a process of its own; promised are ${PROMISED_SECONDS} s and ${PROMISED_MIB} MiB`,
    );
    table([
      row('Node and nothing', 'nothing', bom),
      row('JSON.parse', 'parse', bom),
      row('read', 'read', bom),
      row(
        'read as an upload, with the documents of its snapshot',
        'upload',
        bom,
      ),
      row('its inventory as CycloneDX 1.7', 'cyclonedx', bom),
      row('its inventory as SPDX 2.3', 'spdx', bom),
      row('its inventory as SPDX 3.0', 'spdx3', bom),
      command('safety-curtain quality', 'quality', bom),
      command('safety-curtain sbom', 'sbom', bom, '--output', `${bom}.written`),
      ...Object.entries(OTHERS).flatMap(([format, share]) =>
        rowsOf(folder, format, Math.floor(COMPONENTS * share)),
      ),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(folder, format, count) {
  const file = join(folder, format);
  const size = make(file, format, count);
  return [
    row(`${format}, ${size}: read`, 'read', file),
    row(`${format}, ${size}: read as an upload`, 'upload', file),
  ];
}

function make(file, format, count) {
  writeDocument(file, format, count);
  const megabytes = Math.round(statSync(file).size / 1e6);
  return `${count.toLocaleString('en-US')} components (${megabytes} MB)`;
}

function row(what, task, file) {
  const script = fileURLToPath(new URL('large/one.mjs', import.meta.url));
  return measured(what, [...HEAP, script, task, file], answer =>
    JSON.parse(answer),
  );
}

/** The command as it is published, with the heap that Node gives it. */
function command(what, ...args) {
  const program = join(root, 'packages', 'cli', 'dist', 'index.mjs');
  const peakOf = fileURLToPath(new URL('large/peakOf.cjs', import.meta.url));
  return measured(what, ['--require', peakOf, program, ...args], answer =>
    JSON.parse(answer.trim().split('\n').at(-1)),
  );
}

function measured(what, args, answerOf) {
  let answer;
  try {
    answer = answerOf(runProgram(process.execPath, args));
  } catch (error) {
    const [, why] = /Error: (.*)/.exec(error.message) ?? [];
    return {
      what,
      time: '',
      processor: '',
      memory: '',
      kept: `no: ${why ?? 'it failed'}`,
    };
  }
  const { seconds, processor, peak } = answer;
  const kept = seconds < PROMISED_SECONDS && peak < PROMISED_MIB * 2 ** 20;
  return {
    what,
    time: `${seconds.toFixed(1)} s`,
    processor: `${processor.toFixed(1)} s`,
    memory: mib(peak),
    kept: kept ? 'yes' : 'no',
  };
}
