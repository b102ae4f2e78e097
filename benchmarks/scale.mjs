import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import { startPostgres } from '../scripts/testing/postgres.mjs';
import { repeated, timed, watchMemory } from './measure.mjs';
import { mib, ms, say, table } from './report.mjs';
import { backend, migrations } from './setup/backend.mjs';
import { engine } from './setup/folders.mjs';
import { seed } from './scale/seed.mjs';
import { measureSteadyState } from './scale/steadyState.mjs';
import { measureTelling } from './scale/telling.mjs';
import { measureTriage } from './scale/triage.mjs';
import { seedScorecards } from './scale/seedScorecards.mjs';

const require = createRequire(import.meta.url);
/** The size to design for; less with `SAFETY_CURTAIN_BENCH_SERVICES`. */
const SERVICES = Number(process.env.SAFETY_CURTAIN_BENCH_SERVICES ?? 10_000);
const RUNS = 3;
/** Services that are asked one after another. */
const MANY = 300;

/** Lists, searches and changes on PostgreSQL with an organization in it. */
export async function measureScale() {
  say();
  say(
    `${SERVICES.toLocaleString(
      'en-US',
    )} services on PostgreSQL 17, settings as shipped`,
  );
  const server = await startPostgres();
  const knex = require('knex')({
    client: 'pg',
    connection: server.connectionString,
    pool: { min: 0, max: 8 },
  });
  try {
    await knex.migrate.latest({ directory: migrations });
    const filling = await timed(() => fill(server.connectionString));
    await saySizes(knex, filling.time);
    await measureQuestions(knex);
    await measureTriage(knex);
    await measureTelling(knex);
    await measureSteadyState(knex);
    await measureChanges(knex);
    await measureScoring(knex);
    await measureExport(knex);
  } finally {
    await knex.destroy();
    await server.stop();
  }
}

/** On one connection, which its settings are for. */
async function fill(connection) {
  const knex = require('knex')({
    client: 'pg',
    connection,
    pool: { min: 1, max: 1 },
  });
  try {
    const { refreshTargetCounts } = backend();
    await seed(knex, SERVICES, refreshTargetCounts);
    await seedScorecards(knex, scorecard());
  } finally {
    await knex.destroy();
  }
}

async function saySizes(knex, time) {
  const sizes = [];
  for (const name of [
    'target_components',
    'findings',
    'components',
    'component_matches',
    'target_licenses',
    'license_issues',
    'scorecard_result_checks',
    'scorecard_periods',
  ]) {
    const { rows } = await knex.raw(
      'select reltuples::bigint as rows from pg_class where relname = ?',
      [name],
    );
    sizes.push(`${name} ${Number(rows[0].rows).toLocaleString('en-US')}`);
  }
  const { rows } = await knex.raw(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
  );
  say(`  ${sizes.join(', ')}; ${rows[0].size}; filled in ${ms(time)}`);
}

/** The scorecards that ship. */
function scorecards() {
  const { createScorecardSet, readScorecardOptions } = backend();
  return createScorecardSet(readScorecardOptions(), []);
}

/** The largest of them. */
function scorecard() {
  return scorecards().find('supply-chain');
}

async function measureQuestions(knex) {
  const {
    listFindings,
    readOverview,
    listVulnerabilities,
    listTargets,
    listUsages,
    listPresence,
    listComponents,
    listSnapshots,
  } = backend();
  const stale = new Date(0);
  const team = { access: { owners: ['group:default/team-7'] } };
  const one = { entityRef: 'component:default/service-7' };
  const questions = [
    ['findings, worst first', () => listFindings(knex, {}, {})],
    [
      'findings, oldest first',
      () => listFindings(knex, { orderBy: 'firstSeen', order: 'asc' }, {}),
    ],
    ['findings of one team', () => listFindings(knex, {}, team)],
    ['findings of one service', () => listFindings(knex, {}, one)],
    [
      'findings by free text',
      () => listFindings(knex, { q: 'package-33' }, {}),
    ],
    ['findings by advisory', () => listVulnerabilities(knex, {}, {})],
    [
      'services, worst first',
      () => listTargets(knex, { orderBy: 'severity' }, {}, stale),
    ],
    ['overview', () => readOverview(knex, {}, stale)],
    ['overview of one team', () => readOverview(knex, team, stale)],
    [
      'where a popular package is used',
      () => listUsages(knex, { package: ['package-6'] }, {}),
    ],
    [
      'where a version range is used',
      () =>
        listUsages(knex, { package: ['package-6'], versions: '<1.1.0' }, {}),
    ],
    [
      'where an advisory hits',
      () => listUsages(knex, { advisory: ['CVE-2020-10008'] }, {}),
    ],
    [
      'where a package was',
      () =>
        listPresence(knex, { package: 'package-6', from: '2026-01-01' }, {}),
    ],
    ['packages of one service', () => listComponents(knex, one, one)],
    ['the archive, newest first', () => listSnapshots(knex, {}, {})],
    ...licenseQuestions(knex),
    ...scorecardQuestions(knex),
  ];
  const rows = [];
  for (const [question, ask] of questions) {
    const { first, median } = await repeated(ask, RUNS);
    rows.push({ question, first: ms(first), 'then, median': ms(median) });
  }
  table(rows);
}

function licenseQuestions(knex) {
  const {
    readLicenseOverview,
    listLicenses,
    listLicensedComponents,
    listLicenseIssues,
  } = backend();
  return [
    ['licenses: overview', () => readLicenseOverview(knex, {}, new Date())],
    ['licenses in use', () => listLicenses(knex, {}, {})],
    ['packages with their license', () => listLicensedComponents(knex, {}, {})],
    [
      'packages to curate',
      () =>
        listLicensedComponents(
          knex,
          { state: ['unknown'], orderBy: 'services' },
          {},
        ),
    ],
    ['license issues', () => listLicenseIssues(knex, {}, {})],
  ];
}

/** What the organization's page of scorecards asks, and a team's card. */
function scorecardQuestions(knex) {
  const { readRollUp, listServices, readTrend, readMovers } = backend();
  const asked = scorecard();
  const failing = { check: 'sbom-present', answer: ['fail'] };
  const below = { node: 'group:default/department-3' };
  const now = new Date();
  return [
    ['scorecard by team', () => readRollUp(knex, asked, 'owner', {}, now)],
    ['scorecard by group', () => readRollUp(knex, asked, 'group', {}, now)],
    [
      'scorecard of one department',
      () => readRollUp(knex, asked, 'group', below, now),
    ],
    [
      'services that fail a check',
      () => listServices(knex, asked, failing, {}, now),
    ],
    [
      'trend of levels, a year',
      () => readTrend(knex, asked, { days: 365 }, {}, now),
    ],
    [
      'trend of a check, a year',
      () =>
        readTrend(knex, asked, { days: 365, check: failing.check }, {}, now),
    ],
    ['movers of 30 days', () => readMovers(knex, asked, 30, {}, now)],
  ];
}

/** A new record that hits a popular package. */
async function measureChanges(knex) {
  const { bringFindingsInStep, storeAdvisories } = backend();
  const { readAdvisory } = engine('packages/advisories');
  const record = readAdvisory({
    id: 'GHSA-new1-new1-new1',
    modified: new Date().toISOString(),
    affected: [
      {
        package: { ecosystem: 'npm', name: 'package-5' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
      },
    ],
  });
  const opened = () =>
    knex('findings').where('state', 'open').count({ count: '*' }).first();
  const before = await opened();
  const { time } = await timed(async () => {
    await storeAdvisories(knex, 'osv', [record], new Date());
    await bringFindingsInStep(knex);
  });
  const after = await opened();
  say(
    `  a new advisory about a popular package: ${ms(time)}, ${
      after.count - before.count
    } findings opened`,
  );
}

/** One service is asked again, of all of them, as one of its findings is gone. */
async function measureScoring(knex) {
  const { AlertLevels, Archive, CheckPool, queueScoring, Scorer } = backend();
  const { defaultAlertThresholds } = engine('packages/policy');
  const set = scorecards();
  const pool = new CheckPool({ timeoutMs: 5000 });
  const scorer = new Scorer({
    knex,
    archive: new Archive({ knex, stores: [], writeTo: 'database' }),
    set,
    pool,
    added: [],
    inStep: [new AlertLevels({ knex, thresholds: defaultAlertThresholds })],
    checkTimeoutMs: 5000,
    refreshMs: 3_600_000,
    everyHours: 6,
    logger: { warn: (_, error) => say(`  ${error?.stack}`) },
  });
  const signal = new AbortController().signal;
  const [id] = await knex('targets').where('name', 'service-7').pluck('id');
  await knex('scorecard_queue').delete();
  await knex.raw(
    `insert into scorecard_queue (target_id, due_at, version)
     select id, now() + interval '1 hour', ? from targets`,
    [set.version],
  );
  const change = async () => {
    const [finding] = await knex('findings')
      .where({ target_id: id, state: 'open' })
      .limit(1)
      .pluck('id');
    await knex('findings')
      .where('id', finding)
      .update({ state: 'resolved', resolved_at: new Date() });
    await queueScoring(knex, [id], new Date());
  };
  // The first time starts the thread, and writes every answer.
  await change();
  await scorer.scoreDue(signal);
  await change();
  const since = new Date();
  const { result: asked, time } = await timed(() => scorer.scoreDue(signal));
  const written = await knex('scorecard_results')
    .where('scored_at', '>=', since)
    .distinct('target_id');
  const many = await knex('targets').orderBy('id').limit(MANY).pluck('id');
  await queueScoring(knex, many, new Date());
  const all = await timed(() => scorer.scoreDue(signal));
  await pool.close();
  say(
    `  a changed service asked again: ${ms(
      time,
    )}; services asked: ${asked}, services whose results were written: ${
      written.length
    }`,
  );
  say(
    `  ${all.result} services asked for the first time: ${(
      (1000 * all.result) /
      all.time
    ).toFixed(1)} a second, on one connection and one thread`,
  );
}

/** The whole archive as one zip; nobody keeps what is sent. */
async function measureExport(knex) {
  const { Archive, Exports, readExport } = backend();
  const exports = new Exports({
    knex,
    archive: new Archive({ knex, stores: [], writeTo: 'database' }),
    logger: { error: (_, error) => say(`  ${error?.stack}`) },
    toolVersion: '0',
    concurrency: 1,
    pace: { leastBytesPerSecond: 1024, windowMs: 20_000 },
    extractVex: async () => undefined,
    publisher: { name: 'Measured', namespace: 'https://publisher.invalid' },
  });
  await knex('license_policies').delete();
  const { id } = await exports.create(
    { scope: { kind: 'organization' } },
    'user:default/bench',
    {},
  );
  const row = await readExport(knex, id, undefined);
  await exports.start(row);
  const output = new PassThrough();
  output.resume();
  const { result, before, peak } = await watchMemory(() =>
    timed(() => exports.write(row, {}, output, new AbortController().signal)),
  );
  const { services_done: services, bytes } = await readExport(
    knex,
    id,
    undefined,
  );
  say(
    `  export of ${services} services: ${ms(result.time)}, ${mib(
      bytes,
    )} sent, memory ${mib(before)} before and ${mib(peak)} at its peak`,
  );
}
