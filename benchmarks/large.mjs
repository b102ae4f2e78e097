import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './measure.mjs';
import { mib, say, table } from './report.mjs';

const COMPONENTS = Number(
  process.env.SAFETY_CURTAIN_BENCH_COMPONENTS ?? 300_000,
);
/** What a portal gives the process that reads uploads. */
const HEAP_MB = 3072;
const PROMISED_SECONDS = 60;
const PROMISED_MIB = 512;

/** A CycloneDX document of 100 MB and 300,000 components, read and written. */
export function measureLarge() {
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-large-'));
  try {
    const bom = join(folder, 'bom.json');
    writeFileSync(bom, JSON.stringify(documentOf(COMPONENTS)));
    const inventory = join(folder, 'inventory.json');
    writeFileSync(inventory, JSON.stringify(inventoryOf(COMPONENTS)));
    say();
    say(
      `A CycloneDX document of ${COMPONENTS.toLocaleString(
        'en-US',
      )} components (${Math.round(
        statSync(bom).size / 1e6,
      )} MB), each task in a process of its own; promised are ${PROMISED_SECONDS} s and ${PROMISED_MIB} MiB`,
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
      row('parse an inventory and write its document', 'write', inventory),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(what, task, file) {
  const script = fileURLToPath(new URL('large/one.mjs', import.meta.url));
  const heap = `--max-old-space-size=${HEAP_MB}`;
  let answer;
  try {
    answer = runProgram(process.execPath, [heap, script, task, file]);
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
  const { seconds, processor, peak } = JSON.parse(answer);
  const kept = seconds < PROMISED_SECONDS && peak < PROMISED_MIB * 2 ** 20;
  return {
    what,
    time: `${seconds.toFixed(1)} s`,
    processor: `${processor.toFixed(1)} s`,
    memory: mib(peak),
    kept: kept ? 'yes' : 'no',
  };
}

const purlOf = at => `pkg:npm/%40scope/package-${at}@1.${at % 100}.0`;

function documentOf(count) {
  const next = at => purlOf((at + 1) % count);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', name: 'a', 'bom-ref': 'root' },
    },
    components: Array.from({ length: count }, (_, at) => ({
      type: 'library',
      'bom-ref': purlOf(at),
      group: '@scope',
      name: `package-${at}`,
      version: `1.${at % 100}.0`,
      purl: purlOf(at),
      licenses: [{ license: { id: 'MIT' } }],
    })),
    dependencies: [
      { ref: 'root', dependsOn: [purlOf(0)] },
      ...Array.from({ length: count }, (_, at) => ({
        ref: purlOf(at),
        dependsOn: [next(at)],
      })),
    ],
  };
}

function inventoryOf(count) {
  const components = Array.from({ length: count }, (_, at) => ({
    purl: purlOf(at),
    name: `@scope/package-${at}`,
    version: `1.${at % 100}.0`,
    ecosystem: 'npm',
    packageName: `@scope/package-${at}`,
    direct: at === 0,
    scope: 'runtime',
    origin: 'registry',
    hashes: [],
    licenses: ['MIT'],
    dependsOn: [purlOf((at + 1) % count)],
  }));
  const manifest = { path: 'package-lock.json', format: 'npm-package-lock' };
  return {
    subject: { name: 'a' },
    manifests: [
      { ...manifest, components, rootDependsOn: [purlOf(0)], warnings: [] },
    ],
  };
}
