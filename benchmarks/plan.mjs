import { percentile, timed } from './measure.mjs';
import { ms, say, table } from './report.mjs';
import { engine } from './setup/folders.mjs';

const PACKAGES = 1500;
const RUNS = 200;
const NOW = new Date('2026-06-10T00:00:00Z');

/** The plan of a service of 1,500 packages, every fifth of them vulnerable. */
export async function measurePlans() {
  const { planUpgrades } = engine('packages/policy');
  const manifest = lockFile();
  const question = {
    manifests: [manifest],
    packages: knowledgeOf(manifest),
    seen: [{ ...lockFile(1), service: 'component:default/ahead' }],
  };
  say();
  say(`The plan of a service of ${PACKAGES} packages, ${RUNS} times`);
  const times = [];
  let plan;
  for (let i = 0; i < RUNS; i++) {
    const { result, time } = await timed(() => planUpgrades(question, NOW));
    plan = result;
    times.push(time);
  }
  const { findings, cleared } = plan.counts;
  say(
    `  ${findings} open findings, ${cleared} cleared by ${plan.changes.length} changes`,
  );
  table([
    {
      what: 'a plan',
      median: ms(percentile(times, 50)),
      p95: ms(percentile(times, 95)),
      'first run': ms(times[0]),
    },
  ]);
}

/** Packages that ask for the next ones; 60 of them are asked for by the project. */
function lockFile(newer = 0) {
  const versionOf = at => `1.${(at % 9) + newer * 20}.0`;
  const purlOf = at => `pkg:npm/package-${at}@${versionOf(at)}`;
  const components = Array.from({ length: PACKAGES }, (_, at) => ({
    purl: purlOf(at),
    name: `package-${at}`,
    version: versionOf(at),
    ecosystem: 'npm',
    packageName: `package-${at}`,
    direct: at < 60,
    scope: 'runtime',
    hashes: [],
    dependsOn: [at * 2 + 60, at * 2 + 61, at + 97]
      .filter(next => next < PACKAGES)
      .map(purlOf),
  }));
  return { path: 'package-lock.json', format: 'npm-package-lock', components };
}

/** One to eight vulnerabilities of every fifth package, fixed in different versions. */
function knowledgeOf({ components }) {
  const { AdvisoryIndex, readAdvisory } = engine('packages/advisories');
  const names = components
    .filter((_, at) => at % 5 === 0)
    .map(one => one.packageName);
  const records = names.flatMap((name, at) =>
    Array.from({ length: (at % 8) + 1 }, (_, i) =>
      readAdvisory({
        id: `TEST-${at}-${i}`,
        modified: '2026-01-01T00:00:00Z',
        affected: [
          {
            package: { ecosystem: 'npm', name },
            ranges: [
              {
                type: 'SEMVER',
                events: [{ introduced: '0' }, { fixed: `1.10.${i}` }],
              },
            ],
          },
        ],
      }),
    ),
  );
  const index = AdvisoryIndex.from(records);
  return names.map(name => {
    const known = index.recordsOf({ ecosystem: 'npm', name });
    return {
      ecosystem: 'npm',
      packageName: name,
      fixedVersions: known.flatMap(({ fixed }) => fixed),
      vulnerabilities: known.map(({ advisory, affected }, i) => ({
        id: advisory.id,
        urgent: i === 0,
        affects: version => affected.contains(version),
      })),
    };
  });
}
