import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { repeated } from './measure.mjs';
import { ms, say, table } from './report.mjs';
import { corpora, engine, root } from './setup/folders.mjs';

const LOCK = 'yarn.lock';

/**
 * Alarms about the names of what this project installs, which all are what they should be, and what
 * is found of the names in records of malicious packages: those of the corpora, and of the folder that
 * `SAFETY_CURTAIN_BENCH_MALICIOUS` names.
 */
export async function measureRisks() {
  const { RiskJudge } = engine('packages/risk');
  const { readManifest } = engine('packages/sbom');
  const text = readFileSync(join(root, LOCK), 'utf8');
  const installed = readManifest(LOCK, text).components.flatMap(
    ({ ecosystem, packageName: name, version }) =>
      ecosystem ? [{ ecosystem, name, version }] : [],
  );
  say();
  say(`Risks of names of the ${installed.length} components of ${LOCK}`);
  const now = new Date();
  const judges = ['high', 'medium', 'low'].map(least => [
    least,
    new RiskJudge({ now, leastConfidence: least }),
  ]);
  table(judges.map(([least, judge]) => alarms(judge, installed, least)));
  const [, judge] = judges[1];
  const { median } = await repeated(
    () => installed.forEach(pkg => judge.judge(pkg)),
    9,
  );
  say(`  All of them: ${ms(median)}`);

  const malicious = [...maliciousNames()];
  say(`Names of ${malicious.length} packages in records of malicious ones`);
  if (malicious.length === 0) return;
  table(judges.map(([least, each]) => alarms(each, malicious, least)));
}

function alarms(judge, packages, least) {
  const found = packages.filter(pkg => judge.judge(pkg).length > 0);
  return {
    'sure at least': least,
    alarms: found.length,
    share: `${((100 * found.length) / packages.length).toFixed(2)} %`,
    first: found
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', '),
  };
}

function* maliciousNames() {
  const seen = new Set();
  const folders = [
    join(corpora, 'osv'),
    process.env.SAFETY_CURTAIN_BENCH_MALICIOUS,
  ];
  for (const folder of folders) {
    if (!folder || !existsSync(folder)) continue;
    for (const { id, affected = [] } of records(folder)) {
      if (!id?.startsWith('MAL-')) continue;
      for (const { package: pkg } of affected) {
        const key = `${pkg.ecosystem} ${pkg.name}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield { ecosystem: pkg.ecosystem, name: pkg.name, version: '1.0.0' };
      }
    }
  }
}

/** OSV records in files of one, or of one a line. */
function* records(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(?:nd)?json(?:\.gz)?$/.test(name)) continue;
    const bytes = readFileSync(join(folder, name));
    const text = `${name.endsWith('.gz') ? gunzipSync(bytes) : bytes}`;
    const lines = /\.ndjson/.test(name) ? text.split('\n') : [text];
    for (const line of lines) if (line.trim()) yield JSON.parse(line);
  }
}
