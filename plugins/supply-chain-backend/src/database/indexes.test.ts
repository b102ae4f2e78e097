import type { Knex } from 'knex';
import { NO_POLICIES } from '../__testUtils__/triage';
import { databaseIds, createDatabase } from '../__testUtils__/databases';
import { listTargets } from '../views/targets/targetViews';
import { readFinding } from '../views/findings/findingDetail';
import { listFindings } from '../views/findings/listFindings';
import { readFindingTrend } from '../views/overview/findingTrend';
import { listComponents } from '../views/components/listComponents';
import { listUsages } from '../views/components/usages';
import { claimTarget } from '../records/scans/queue';
import { listScans } from '../views/scans/scanViews';
import { listHistory } from '../views/scorecards/history';
import { listServices } from '../views/scorecards/services';
import { readTrend } from '../views/scorecards/trend';
import { basics } from '../__testUtils__/results';

const SERVICES = 400;
const PACKAGES = 2000;
const LINKS = 20_000;

/** Rows by the thousand, written by the database itself. */
async function seed(knex: Knex) {
  await knex.raw(`
    insert into targets (entity_ref, kind, name, tags, entity_etag, source, created_at, next_scan_at)
    select 'component:default/s' || i, 'component', 's' || i, '[]', '1', '{"type":"file","target":"/s","exclude":[]}',
      now(), now() + i * interval '1 minute'
    from generate_series(1, ${SERVICES}) i;
    insert into target_owners select id, 'group:default/g' || id % 20 from targets;
    insert into packages (ecosystem, name)
    select 'npm', 'package-' || i from generate_series(1, ${PACKAGES}) i;
    insert into package_names select name, id from packages;
    insert into components (purl, package_id, name, version, created_at)
    select 'pkg:npm/' || name || '@1.0.0', id, name, '1.0.0', now() from packages;
    insert into target_manifests (target_id, path, format, graph, read_at)
    select id, 'package-lock.json', 'npm-package-lock', 'full', now() from targets;
    insert into target_components (manifest_id, component_id, target_id, relation, scope)
    select m.id, c.id, m.target_id, 0, 0
    from target_manifests m
    join components c on c.id % ${SERVICES} between m.id % 100 * 4 and m.id % 100 * 4 + 9;
    insert into vulnerabilities (key, severity) select 'CVE-' || i, i % 5 from generate_series(1, 500) i;
    insert into vulnerability_names select key, id from vulnerabilities;
    insert into advisories (id, source_id, vulnerability_id, modified_at, digest, document)
    select key, 'test', id, now(), '', '{}' from vulnerabilities;
    insert into component_matches (component_id, advisory_id)
    select c.id, f.key from components c join vulnerabilities f on f.id = c.id % 500 + 1;
    insert into findings (fingerprint, target_id, package_id, vulnerability_id, state, severity, score, epss,
      known_exploited, relation, scope, fixable, package_name, first_seen_at, last_seen_at)
    select link.target_id || ':' || c.id, link.target_id, c.package_id, c.id % 500 + 1, 'open', c.id % 5, -1, -1,
      false, 0, 0, false, c.name, now(), now()
    from target_components link join components c on c.id = link.component_id;
    insert into finding_events (finding_id, target_id, at, kind)
    select f.id, f.target_id, now() - (f.id + i * 7) % 400 * interval '1 day',
      case i when 1 then 'opened' else 'resolved' end
    from findings f, generate_series(1, 2) i;
    insert into scans (id, target_id, trigger, state, started_at)
    select t.id || '-' || i, t.id, 'schedule', 'succeeded', now() - i * interval '1 day'
    from targets t, generate_series(1, 50) i;
  `);
  await seedScorecards(knex);
  await knex.raw('analyze');
}

/** Each service on twenty scorecards of three checks, asked once a day. */
async function seedScorecards(knex: Knex) {
  const names = `(select 'other-' || i as scorecard from generate_series(1, 19) i union select 'basics') s`;
  await knex.raw(
    `insert into scorecard_results (scorecard, target_id, version, levels_held, level_since, answers, missing, campaigns, critical, scored_at)
     select s.scorecard, t.id, ?, t.id % 3, now(), 'ppp', '[]', '[]', false, now() from targets t, ${names}`,
    [basics.version],
  );
  const checks = basics.checks.map(({ check }) => check.id);
  await knex.raw(
    `insert into scorecard_result_checks (scorecard, target_id, check_id, position, answer, result, reason, evidence, to_change, since)
     select s.scorecard, t.id, c.id, c.position, substr('pppppppppf', t.id % 10 + 1, 1), 'p', '', '[]', 0, now()
     from targets t, ${names}, unnest(?::text[]) with ordinality as c(id, position)`,
    [checks],
  );
  await knex.raw(
    `insert into scorecard_periods (scorecard, target_id, check_id, value, since, until)
     select s.scorecard, t.id, c.id, 'p', now() - i * interval '1 day', now() - (i - 1) * interval '1 day'
     from targets t, ${names}, unnest(?::text[]) c(id), generate_series(1, 3) i`,
    [['', ...checks]],
  );
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}

/** What the database does for the statements of some work, flattened. */
async function plansOf(knex: Knex, work: () => Promise<unknown>) {
  const statements: { sql: string; bindings: unknown[] }[] = [];
  const note = (query: { sql: string; bindings: unknown[] }) =>
    statements.push(query);
  knex.on('query', note);
  await work();
  knex.off('query', note);
  const nodes: Plan[] = [];
  const flatten = (plan: Plan) => {
    nodes.push(plan);
    plan.Plans?.forEach(flatten);
  };
  const connection = await knex.client.acquireConnection();
  try {
    for (const { sql, bindings } of statements) {
      if (!/^select/.test(sql)) continue;
      const { rows } = await connection.query(
        `explain (format json) ${sql}`,
        bindings,
      );
      flatten(rows[0]['QUERY PLAN'][0].Plan);
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
  return nodes;
}

const scansWhole = (nodes: Plan[]) => [
  ...new Set(
    nodes
      .filter(node => node['Node Type'] === 'Seq Scan')
      .map(node => node['Relation Name']),
  ),
];

const postgres = databaseIds.filter(([id]) => id !== 'SQLITE_3');

if (postgres.length === 0) {
  // eslint-disable-next-line jest/no-disabled-tests
  describe.skip('indexes (no PostgreSQL given)', () => {
    it.todo('serve the lists');
  });
} else {
  describe.each(postgres)('indexes on %p', id => {
    let knex: Knex;
    beforeAll(async () => {
      knex = await createDatabase(id);
      await seed(knex);
    });

    it('are put to the test by enough rows', async () => {
      const [{ count }] = await knex('findings').count({ count: '*' });
      expect(Number(count)).toBeGreaterThan(LINKS / 2);
    });

    it.each<[string, (db: Knex) => Promise<unknown>]>([
      [
        'the findings of a service',
        db => {
          const filter = { entityRef: 'component:default/s7' };
          return listFindings(db, filter, filter);
        },
      ],
      [
        'where a package is used',
        db => listUsages(db, { package: ['package-77'] }, {}),
      ],
      [
        'where one version is used',
        db => listUsages(db, { purl: ['pkg:npm/package-77@1.0.0'] }, {}),
      ],
      [
        'names like one that is not used',
        db => listUsages(db, { package: ['package-7x'] }, {}),
      ],
      [
        'where a vulnerability is',
        db => listUsages(db, { advisory: ['CVE-77'] }, {}),
      ],
      [
        'the components of a service',
        db => {
          const filter = { entityRef: 'component:default/s7' };
          return listComponents(db, filter, filter);
        },
      ],
      [
        'the scans of a service',
        db => {
          const filter = { entityRef: 'component:default/s7' };
          return listScans(db, filter, filter);
        },
      ],
      [
        'the services that fail a check',
        db => {
          const query = { check: 'sbom-present', answer: ['fail' as const] };
          return listServices(db, basics, query, {}, new Date());
        },
      ],
      [
        'the history of a service',
        db => listHistory(db, basics, 'component:default/s7', {}, {}),
      ],
      [
        'the trend of a scorecard',
        db => readTrend(db, basics, {}, {}, new Date()),
      ],
      [
        'the next due service',
        db => claimTarget(db, { leaseMs: 1000, perHost: 4 }),
      ],
    ])('serve %s', async (_, work) => {
      const nodes = await plansOf(knex, () => work(knex));
      expect(nodes.length).toBeGreaterThan(0);
      const large = [
        'findings',
        'target_components',
        'scans',
        'component_matches',
        'scorecard_result_checks',
        'scorecard_periods',
      ];
      expect(scansWhole(nodes).filter(name => large.includes(name!))).toEqual(
        [],
      );
    });

    it('serve the first page of all open findings in order of risk', async () => {
      const nodes = await plansOf(knex, () =>
        listFindings(knex, { limit: 20 }, {}),
      );
      const indexes = nodes.map(node => node['Index Name']).filter(Boolean);
      expect(indexes).toContain('findings_risk_idx');
    });

    it('serve what was opened and resolved lately, by its time', async () => {
      const nodes = await plansOf(knex, () =>
        readFindingTrend(knex, { days: 7 }, {}, new Date()),
      );
      const indexes = nodes.map(node => node['Index Name']);
      expect(indexes).toContain('finding_events_time_idx');
      expect(scansWhole(nodes)).not.toContain('finding_events');
    });

    it('serve the history of a finding', async () => {
      const { id: finding } = (await knex('findings').first('id'))!;
      const nodes = await plansOf(knex, () =>
        readFinding(knex, String(finding), {}, NO_POLICIES),
      );
      expect(scansWhole(nodes)).not.toContain('finding_events');
    });

    it('serve the services by name', async () => {
      await knex.raw('analyze targets');
      const nodes = await plansOf(knex, () =>
        listTargets(knex, { limit: 10 }, {}, new Date()),
      );
      expect(nodes.map(node => node['Index Name'])).toContain(
        'targets_name_idx',
      );
    });
  });
}
