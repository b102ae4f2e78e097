import type {
  DecisionQuery,
  FindingQuery,
  LicenseIssueQuery,
  TargetQuery,
  VulnerabilityQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../__testUtils__/databases';
import { listExports } from '../flows/export/exportStore';
import { listAlertLevels } from '../views/targets/alerts';
import { listTargets } from '../views/targets/targetViews';
import { listFindings } from '../views/findings/listFindings';
import { listSnapshots } from '../views/snapshots/snapshotViews';
import { listLicensedComponents } from '../views/licenses/listLicensedComponents';
import { listVulnerabilities } from '../views/vulnerabilities/vulnerabilityViews';
import { listLicenseIssues } from '../views/licenses/licenseIssues';
import { listChanges } from '../views/changes/listChanges';
import { listPulls } from '../views/pulls/listPulls';
import { listDecisions } from '../views/decisions/decisionViews';
import { listReleases } from '../views/releases/listReleases';
import { listScans } from '../views/scans/scanViews';
import { listTickets } from '../views/tickets/ticketViews';
import { isPostgres } from './dialect';

jest.setTimeout(120_000);

const SERVICES = 200;
const EACH = 100;

/** Rows by the thousand, written by the database itself. */
async function seed(knex: Knex) {
  const now = isPostgres(knex) ? `timestamptz '2026-01-01'` : '1767225600000';
  const numbers = (name: string, count: number) =>
    `${name}(i) as (select 1 union all select i + 1 from ${name} where i < ${count})`;
  const hash = (length: number) => `substr('${'0'.repeat(64)}', 1, ${length})`;
  const statements = [
    `insert into targets (entity_ref, kind, name, tags, entity_etag, created_at, open_critical, open_high)
     select 'component:default/s' || i, 'component', 's' || i, '[]', '1', ${now}, i % 7, i % 5 from s`,
    `insert into packages (ecosystem, name, lookup_name)
     select 'npm', 'package-' || i, 'package-' || i from e`,
    `insert into components (purl, package_id, name, version, created_at)
     select 'pkg:npm/package-' || id || '@1.0.0', id, name, '1.0.0', ${now} from packages`,
    `insert into vulnerabilities (key, severity, score)
     select 'CVE-' || t.id || '-' || i, i % 5, i % 10 from targets t join e on true`,
    `insert into findings (fingerprint, target_id, package_id, vulnerability_id, state, severity, score, epss,
       known_exploited, relation, scope, fixable, package_name, first_seen_at, last_seen_at)
     select t.id || ':' || p.id, t.id, p.id, f.id, 'open', f.severity, f.score, (t.id % 100) / 100.0,
       false, 0, 0, false, p.name, ${now}, ${now}
     from targets t join packages p on true join vulnerabilities f on f.id = (t.id - 1) * ${EACH} + p.id`,
    `insert into scans (id, target_id, trigger, state, started_at)
     select t.id || '-' || i, t.id, 'schedule', 'succeeded', ${now} from targets t join e on true`,
    `insert into documents (sha256, media_type, gzip, size, created_at)
     values (${hash(64)}, 'application/json', '', 0, ${now})`,
    `insert into snapshots (target_id, scan_id, digest, created_at, last_observed_at, component_count,
       direct_count, partial, inventory_sha256, cyclonedx_sha256, spdx_sha256)
     select target_id, id, '', ${now}, ${now}, 0, 0, false, ${hash(64)}, ${hash(
      64,
    )}, ${hash(64)} from scans`,
    `insert into licenses (key, state, expression, candidates, category)
     values ('k', 'known', 'GPL-3.0-only', '[]', 'copyleft')`,
    `insert into license_issues (target_id, component_id, license_id, policy, verdict, relation, scope,
       package_name, first_seen_at)
     select t.id, c.id, l.id, 'hosted-service', 1 + c.id % 2, 0, 0, c.name, ${now}
     from targets t join components c on true join licenses l on true`,
    `insert into components (purl, package_id, name, version, license_id, created_at)
     select c.purl || '-' || i, c.package_id, c.name, '1.0.0-' || i, l.id, ${now}
     from components c join s on true join licenses l on true`,
    `insert into target_manifests (target_id, path, format, graph, read_at, series)
     values (1, 'package-lock.json', 'npm', '', ${now}, '')`,
    `insert into target_components (manifest_id, component_id, target_id, scope, relation)
     select m.id, c.id, m.target_id, 0, 0 from components c join target_manifests m on true`,
    `insert into releases (target_id, series, name, made_by, snapshot_id, released_at)
     select target_id, '', scan_id, 'upload', id, ${now} from snapshots`,
    `insert into service_changes (target_id, at, kind, subject, first_use)
     select t.id, ${now}, 'dependency-added', 'package-' || i, i % 9 = 0 from targets t join e on true`,
    `insert into pull_requests (forge, repository, number, title, url, state, head_revision, head_branch,
       head_repository, base_branch, heard_at)
     select 'github', 'acme/' || t.id, i, 'Change', '', 'open', '1', 'change', 'acme', 'main', ${now}
     from targets t join e on true`,
    `insert into pull_request_services (pull_request_id, target_id, notes)
     select p.id, t.id, '{}' from pull_requests p join targets t on p.repository = 'acme/' || t.id`,
    `insert into decisions (subject, state, scope_kind, scope_ref, verdict, reason, author, created_at, ends_at)
     select 'package-approval', 'rejected', 'organization', '', 'approve', '', 'a', ${now}, ${now} from e join targets t on true`,
    `insert into alert_levels (target_id, level, since, until)
     select 1, 1, ${now}, ${now} from targets t join e on true`,
    `insert into exports (id, scope, formats, state, requested_by, created_at, services)
     select t.id || '-' || i, '{}', '[]', 'finished', 'user:default/a', ${now}, 1 from targets t join e on true`,
    `insert into tickets (key, rule, tracker, project, group_kind, group_name, title, state, changes, created_at)
     select t.id || '-' || i, 'all', 'jira', 'SEC', 'service', '{}', 'Upgrade', 'open', 0, ${now}
     from targets t join e on true`,
    `insert into ticket_targets (ticket_id, target_id, digest)
     select k.id, t.id, '' from tickets k join targets t on k.key like t.id || '-%'`,
  ];
  for (const statement of statements) {
    const [into, ...rest] = statement.split(/\b(?=select|values)/);
    await knex.raw(
      isPostgres(knex)
        ? `with recursive ${numbers('s', SERVICES)}, ${numbers(
            'e',
            EACH,
          )} ${statement}`
        : `${into} with recursive ${numbers('s', SERVICES)}, ${numbers(
            'e',
            EACH,
          )} ${rest.join('')}`,
    );
  }
  await knex.raw('analyze');
}

/** How the database says that it goes to the place of a cursor in an index. */
async function seeksOf(knex: Knex, work: () => Promise<unknown>) {
  const statements: { sql: string; bindings: unknown[] }[] = [];
  const note = (query: { sql: string; bindings: unknown[] }) =>
    statements.push(query);
  knex.on('query', note);
  await work();
  knex.off('query', note);
  const paged = statements.filter(({ sql }) => / limit /.test(sql));
  const plans: string[] = [];
  for (const { sql, bindings } of paged) {
    if (!/\) [<>] \(/.test(sql)) continue;
    plans.push(await planOf(knex, sql, bindings));
  }
  return plans.join('\n');
}

async function planOf(knex: Knex, sql: string, bindings: unknown[]) {
  const connection = await knex.client.acquireConnection();
  try {
    if (!isPostgres(knex)) {
      const rows = connection
        .prepare(`explain query plan ${sql}`)
        .all(...knex.client._formatBindings(bindings));
      return rows.map((row: { detail: string }) => row.detail).join('\n');
    }
    const { rows } = await connection.query(
      `explain (costs off) ${sql}`,
      bindings,
    );
    return rows.map((row: object) => Object.values(row)[0]).join('\n');
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

type Lister = (
  knex: Knex,
  page: { cursor?: string; limit: number },
) => Promise<{ nextCursor?: string }>;

/** Each order that a list is asked for; one that is forgotten is no valid program. */
const findings: Record<Order<FindingQuery>, Lister> = eachOrder(
  ['risk', 'due', 'score', 'epss', 'firstSeen', 'package'],
  orderBy => (knex, page) => listFindings(knex, { ...page, orderBy }, {}),
);
const issues: Record<Order<LicenseIssueQuery>, Lister> = eachOrder(
  ['verdict', 'package', 'firstSeen'],
  orderBy => (knex, page) => listLicenseIssues(knex, { ...page, orderBy }, {}),
);
const services: Record<Order<TargetQuery>, Lister> = eachOrder(
  ['name', 'severity', 'alertLevel', 'lastScan'],
  orderBy => (knex, page) =>
    listTargets(knex, { ...page, orderBy }, {}, new Date()),
);
const advisories: Record<Order<VulnerabilityQuery>, Lister> = eachOrder(
  ['risk', 'epss', 'published'],
  orderBy => (knex, page) =>
    listVulnerabilities(knex, { ...page, orderBy }, {}),
);
const decisions: Record<Order<DecisionQuery>, Lister> = eachOrder(
  ['newest', 'end'],
  orderBy => (knex, page) =>
    listDecisions(
      knex,
      { ...page, orderBy },
      [{ subjects: ['package-approval'], targets: {} }],
      () => [],
    ),
);

/**
 * What is not here is bounded by something else and is sorted: see *Lists* in
 * docs/architecture.md.
 */
const lists: [string, Lister][] = [
  ...named('findings', findings),
  ...named('license issues', issues),
  ...named('services', services),
  ...named('advisories', advisories),
  ...named('decisions', decisions),
  ['scans', (knex, page) => listScans(knex, page, {})],
  ['snapshots', (knex, page) => listSnapshots(knex, page, {})],
  ['releases', (knex, page) => listReleases(knex, page, {})],
  ['changes', (knex, page) => listChanges(knex, page, {})],
  ['pull requests', (knex, page) => listPulls(knex, page, {})],
  ['tickets', (knex, page) => listTickets(knex, page, {})],
  [
    'alert levels',
    (knex, page) => listAlertLevels(knex, 'component:default/s1', page, {}),
  ],
  [
    'package versions by name',
    (knex, page) => listLicensedComponents(knex, page, {}),
  ],
  ['exports', (knex, page) => listExports(knex, page, undefined)],
];

type Order<Query extends { orderBy?: string }> = NonNullable<Query['orderBy']>;

function eachOrder<T extends string>(
  orders: T[],
  lister: (order: T) => Lister,
): Record<T, Lister> {
  return Object.fromEntries(
    orders.map(order => [order, lister(order)]),
  ) as Record<T, Lister>;
}

function named(list: string, orders: Record<string, Lister>) {
  return Object.entries(orders).map(([order, lister]): [string, Lister] => [
    `${list} by ${order}`,
    lister,
  ]);
}

describe.each(databaseIds)('a page far down on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await createDatabase(id);
    await seed(knex);
  });

  it.each(lists)('of %s is found by index', async (_, list) => {
    const { nextCursor: cursor } = await list(knex, { limit: SERVICES / 2 });
    expect(cursor).toBeDefined();
    const plan = await seeksOf(knex, () => list(knex, { limit: 20, cursor }));
    expect(plan).toMatch(
      isPostgres(knex)
        ? /Index Cond: .*ROW\(|Index Cond: \(id [<>]/
        : /USING (COVERING )?(INDEX|INTEGER PRIMARY KEY).*[<>]/,
    );
  });
});
