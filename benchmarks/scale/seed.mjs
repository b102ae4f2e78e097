import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { engine } from '../setup/folders.mjs';

/** Packages of the organization, three versions of each. */
const PACKAGES = 100_000;
const VERSIONS = 3;
const COMPONENTS = PACKAGES * VERSIONS;
const LINKS = 1500;
const VULNERABILITIES = 150_000;
const TEAMS = 300;
const SYSTEMS = 200;
/** Inventories that the services' snapshots share: documents are content. */
const INVENTORIES = 20;

/** As many license expressions, very unevenly used, as about 2,500 real packages have. */
const LICENSES = 40;

/** Indexes that are made again after the rows are there: the quicker order. */
async function withoutIndexes(knex, table, fill) {
  const indexes = await knex('pg_indexes')
    .where({ tablename: table })
    .whereNotIn(
      'indexname',
      knex('pg_constraint').whereNotNull('conname').select('conname'),
    )
    .select('indexname', 'indexdef');
  for (const { indexname } of indexes) {
    await knex.raw('drop index ??', [indexname]);
  }
  await fill();
  for (const { indexdef } of indexes) await knex.raw(indexdef);
}

/**
 * Fills a database with an organization of a size: services with 1,500 links
 * each, some packages far more popular than others, and about 100 open
 * findings each.
 *
 * @param {import('knex').Knex} knex
 * @param {number} services
 * @param {(trx: import('knex').Knex.Transaction, ids: number[]) => Promise<void>} refreshCounts
 */
export async function seed(knex, services, refreshCounts) {
  await knex.raw(`set session_replication_role = 'replica'`);
  await knex.raw(`set maintenance_work_mem = '1GB'`);
  await knex.raw(`set work_mem = '256MB'`);
  await seedCatalog(knex, services);
  await seedComponents(knex);
  await withoutIndexes(knex, 'target_components', () =>
    knex.raw(
      `insert into target_components (manifest_id, component_id, target_id, relation, scope, since)
       select m.id,
              1 + floor(power(((m.id * 7919::bigint + j * 104729::bigint) % 1000003) / 1000003.0, 3) * ?)::int,
              m.target_id, case when j % 20 = 0 then 0 else 2 end, case when j % 4 = 0 then 3 else 0 end, now()
       from target_manifests m, generate_series(1, ?) j
       on conflict do nothing`,
      [COMPONENTS, LINKS],
    ),
  );
  await seedAdvisories(knex);
  await seedFindings(knex, services, refreshCounts);
  await seedLicenses(knex);
  await seedSnapshots(knex);
  await knex.raw('vacuum analyze');
}

async function seedCatalog(knex, services) {
  await knex.raw(
    `insert into targets (entity_ref, kind, name, type, lifecycle, system_ref, tags, entity_etag, source, created_at, last_outcome, last_good_scan_at, next_scan_at, distribution)
     select 'component:default/service-' || i, 'component', 'service-' || i, 'service',
            case when i % 5 = 0 then 'experimental' else 'production' end,
            'system:default/system-' || (i % ?), '[]', '1',
            '{"type":"file","target":"/x","exclude":[]}', now(), 'succeeded', now(), now() + interval '1 hour',
            (array['hosted-service', 'shipped-binary', 'internal'])[1 + i % 3]
     from generate_series(1, ?) i`,
    [SYSTEMS, services],
  );
  await knex.raw(
    `insert into target_owners select id, 'group:default/team-' || (id % ?) from targets`,
    [TEAMS],
  );
  await knex.raw(
    `insert into target_manifests (target_id, path, format, graph, read_at)
     select id, 'package-lock.json', 'npm-package-lock', 'full', now() from targets`,
  );
}

async function seedComponents(knex) {
  await knex.raw(
    `insert into packages (ecosystem, name, lookup_name) select 'npm', 'package-' || i, 'package-' || i from generate_series(1, ?) i`,
    [PACKAGES],
  );
  await knex.raw('insert into package_names select name, id from packages');
  await withoutIndexes(knex, 'components', () =>
    knex.raw(
      `insert into components (purl, package_purl, package_id, name, version, created_at, license_id)
       select 'pkg:npm/package-' || (1 + i % ?) || '@1.' || (i / ?) || '.0',
              'pkg:npm/package-' || (1 + i % ?), 1 + i % ?, 'package-' || (1 + i % ?),
              '1.' || (i / ?) || '.0', now(),
              1 + floor(power((i * 7919::bigint % 10007) / 10007.0, 8) * ?)::int
       from generate_series(0, ?) i`,
      [
        PACKAGES,
        PACKAGES,
        PACKAGES,
        PACKAGES,
        PACKAGES,
        PACKAGES,
        LICENSES,
        COMPONENTS - 1,
      ],
    ),
  );
}

async function seedAdvisories(knex) {
  await knex.raw(
    `insert into vulnerabilities (key, summary, severity, score, published_at, modified_at)
     select 'CVE-2020-' || (10000 + i), 'Summary ' || i, 1 + i % 5, (i % 100) / 10.0, now(), now()
     from generate_series(1, ?) i`,
    [VULNERABILITIES],
  );
  await knex.raw(
    `insert into vulnerability_names select key, id from vulnerabilities`,
  );
  await knex.raw(
    `insert into advisories (id, source_id, vulnerability_id, modified_at, digest, document)
     select 'GHSA-' || id, 'osv', id, now(), 'x', '{"id":"GHSA-' || id || '","modified":"2020-01-01T00:00:00Z","affected":[]}' from vulnerabilities`,
  );
  await knex.raw(
    `insert into advisory_packages
     select 'GHSA-' || id, 'npm', 'package-' || (1 + (id * 37) % ?),
            '[{"package":{"ecosystem":"npm","name":"x"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.1.0"}]}]}]'
     from vulnerabilities on conflict do nothing`,
    [PACKAGES],
  );
  await knex.raw(
    `insert into component_matches
     select c.id, p.advisory_id, '1.1.0' from advisory_packages p
     join packages k on k.name = p.name join components c on c.package_id = k.id
     where c.version = '1.0.0' and k.id % 9 = 0`,
  );
}

async function seedFindings(knex, services, refreshCounts) {
  await withoutIndexes(knex, 'findings', () =>
    knex.raw(
      `insert into findings (fingerprint, target_id, package_id, vulnerability_id, state, severity, score, epss, known_exploited, relation, scope, fixable, package_name, first_seen_at, last_seen_at)
       select md5(l.target_id || '-' || c.package_id || '-' || a.vulnerability_id) || md5('' || a.vulnerability_id),
              l.target_id, c.package_id, a.vulnerability_id, 'open', f.severity, f.score, -1, false,
              min(l.relation), min(l.scope), true, c.name, now() - random() * interval '100 days', now()
       from target_components l
       join components c on c.id = l.component_id
       join component_matches m on m.component_id = c.id
       join advisories a on a.id = m.advisory_id
       join vulnerabilities f on f.id = a.vulnerability_id
       group by l.target_id, c.package_id, a.vulnerability_id, f.severity, f.score, c.name
       limit ?`,
      [services * 100],
    ),
  );
  const ids = await knex('targets').pluck('id');
  await knex.transaction(trx => refreshCounts(trx, ids));
}

async function seedLicenses(knex) {
  const categories = ['permissive', 'permissive', 'weak-copyleft'];
  const rows = Array.from({ length: LICENSES }, (_, i) => ({
    id: i + 1,
    key: createHash('sha256').update(`${i}`).digest('hex'),
    state: i % 25 === 24 ? 'unknown' : 'known',
    expression: i % 25 === 24 ? null : `LicenseRef-${i}`,
    candidates: '[]',
    category: i % 10 === 9 ? 'network-copyleft' : categories[i % 3],
  }));
  await knex('licenses').insert(rows);
  for (const name of ['hosted-service', 'shipped-binary', 'internal']) {
    await knex('license_policies').insert({
      name,
      title: name,
      digest: 'x'.repeat(64),
      document: '{}',
      development: false,
      judged_at: new Date(),
    });
  }
  await knex.raw(
    `insert into license_verdicts (license_id, policy, verdict, chosen, reasons)
     select l.id, p.name, case when l.category = 'network-copyleft' then 2 when l.id % 10 = 5 then 1 else 0 end, l.expression, '[]'
     from licenses l, license_policies p`,
  );
  await knex.raw(
    `insert into target_licenses (target_id, license_id, shipped, development, pending)
     select l.target_id, c.license_id, count(*) filter (where l.scope <> 3), count(*) filter (where l.scope = 3), 0
     from target_components l join components c on c.id = l.component_id
     group by 1, 2`,
  );
  await withoutIndexes(knex, 'license_issues', () =>
    knex.raw(
      `insert into license_issues (target_id, component_id, license_id, policy, verdict, relation, scope, package_name, first_seen_at)
       select l.target_id, c.id, c.license_id, t.distribution, v.verdict, l.relation, l.scope, c.name, now()
       from target_components l
       join components c on c.id = l.component_id
       join targets t on t.id = l.target_id
       join license_verdicts v on v.license_id = c.license_id and v.policy = t.distribution
       where v.verdict > 0 and l.scope <> 3`,
    ),
  );
}

async function seedSnapshots(knex) {
  const { serializeInventory, writeCycloneDx, writeSpdx } =
    engine('packages/sbom');
  const names = [];
  for (let n = 0; n < INVENTORIES; n++) {
    const inventory = inventoryOf(n);
    const meta = {
      serialNumber: `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(
        12,
        '0',
      )}`,
      timestamp: '2026-01-01T00:00:00.000Z',
      tools: [],
    };
    names.push({
      inventory_sha256: await store(knex, serializeInventory(inventory)),
      cyclonedx_sha256: await store(knex, writeCycloneDx(inventory, meta)),
      spdx_sha256: await store(knex, writeSpdx(inventory, meta)),
    });
  }
  for (const [n, documents] of names.entries()) {
    await knex.raw(
      `insert into snapshots (target_id, scan_id, revision, digest, created_at, last_observed_at, component_count, direct_count, partial, inventory_sha256, cyclonedx_sha256, spdx_sha256)
       select id, '', 'abc', 'x', now(), now(), ?, 75, false, ?, ?, ? from targets where id % ? = ?`,
      [
        LINKS,
        documents.inventory_sha256,
        documents.cyclonedx_sha256,
        documents.spdx_sha256,
        INVENTORIES,
        n,
      ],
    );
  }
  await knex.raw(
    `update targets set snapshot_id = s.id from snapshots s where s.target_id = targets.id`,
  );
}

function inventoryOf(n) {
  const components = [];
  const seen = new Set();
  for (let j = 0; j < LINKS; j++) {
    const id = Math.floor(
      (((n * 7919 + j * 104729) % 1000003) / 1000003) ** 3 * COMPONENTS,
    );
    if (seen.has(id)) continue;
    seen.add(id);
    const name = `package-${1 + (id % PACKAGES)}`;
    const version = `1.${Math.floor(id / PACKAGES)}.0`;
    components.push({
      purl: `pkg:npm/${name}@${version}`,
      name,
      version,
      ecosystem: 'npm',
      packageName: name,
      direct: j % 20 === 0,
      scope: j % 4 === 0 ? 'development' : 'runtime',
      hashes: [],
      dependsOn: [],
    });
  }
  components.sort((a, b) => (a.purl < b.purl ? -1 : 1));
  return {
    subject: { name: `service-${n}` },
    manifests: [
      {
        path: 'package-lock.json',
        format: 'npm-package-lock',
        graph: 'full',
        components,
        warnings: [],
      },
    ],
  };
}

async function store(knex, text) {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await knex('documents')
    .insert({
      sha256,
      media_type: 'application/json',
      gzip: gzipSync(bytes),
      size: bytes.length,
      created_at: new Date(),
    })
    .onConflict('sha256')
    .ignore();
  return sha256;
}
