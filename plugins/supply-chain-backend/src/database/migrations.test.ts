import type { Knex } from 'knex';
import { join } from 'node:path';
import { storeAdvisories } from '../flows/advise/storeAdvisories';
import { storeReport } from '../flows/report/storeReport';
import { createDatabase, databaseIds } from '../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../__testUtils__/organization';
import { settleClaims } from '../records/licenses/claims';
import { readLicenseOptions } from '../records/licenses/options';
import { registerPolicies } from '../records/licenses/policyStore';
import { isPostgres, toDate } from './dialect';
import { withLease } from './leases';
import { migrationsFolder } from './migrate';

async function tablesOf(knex: Knex): Promise<string[]> {
  const names: string[] = isPostgres(knex)
    ? await knex('information_schema.tables')
        .where('table_schema', 'public')
        .pluck('table_name')
    : await knex('sqlite_master').where('type', 'table').pluck('name');
  return names.filter(name => !/^(knex_|sqlite_)/.test(name)).sort();
}

async function fill(knex: Knex) {
  await registerPolicies(knex, readLicenseOptions(undefined).policies);
  await addTargets(
    knex,
    catalogTarget('shop', {
      tags: ['Java', 'web'],
      images: [{ image: 'acme/shop:1', series: 'image:acme/shop' }],
    }),
  );
  await storeAdvisories(
    knex,
    'test',
    [
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21', {
        aliases: ['CVE-2021-0001'],
      }),
    ],
    new Date(),
  );
  await storeScanOf(knex, 'component:default/shop', [
    lockFile(
      'package-lock.json',
      npm('lodash', '4.17.15', { license: 'GPL-3.0-only' }),
    ),
  ]);
  await withLease(knex, 'a', { leaseMs: 1000 }, async () => undefined);
  await knex('epss').insert({ cve: 'CVE-2021-0001', score: 1, percentile: 1 });
  await knex('vulnrichment').insert({ cve: 'CVE-2021-0001' });
  const { id: target } = (await knex('targets').first('id'))!;
  await knex('vex_issues').insert({
    target_id: target,
    variant: 'vex all',
    version: 1,
    digest: '1',
    issued_at: new Date(),
  });
  const [{ id: pull }] = await knex('pull_requests')
    .insert({
      forge: 'github',
      repository: 'https://github.com/acme/shop',
      number: 1,
      title: 'One',
      url: 'https://github.com/acme/shop/pull/1',
      state: 'open',
      head_revision: 'b'.repeat(40),
      head_branch: 'one',
      head_repository: 'https://github.com/acme/shop',
      base_branch: 'main',
      heard_at: new Date(),
    })
    .returning('id');
  await knex('pull_request_services').insert({
    pull_request_id: pull,
    target_id: target,
  });
  await knex('vex_documents').insert({
    scope_kind: 'organization',
    scope_ref: '',
    ref: 'urn:uuid:1',
    format: 'OpenVEX 0.2.0',
    sha256: '1',
    statements: 1,
    not_understood: '[]',
    imported_at: new Date(),
    imported_by: 'user:default/ann',
  });
  await knex('ignore_files').insert({
    target_id: target,
    path: '.snyk',
    origin: 'source',
    tool: 'snyk',
    sha256: '1',
    entries: '[]',
    not_understood: '[]',
    read_at: new Date(),
  });
  await knex('alert_levels').insert({
    target_id: target,
    level: 1,
    since: new Date(),
  });
  await knex('triage_settings').insert({ name: 'findings', digest: '1' });
  await knex('notices').insert({
    group_ref: 'group:default/team',
    slot: 'now',
    topic: 'critical',
    subject: 'CVE-2021-0001',
    created_at: new Date(),
    due_at: new Date(),
  });
  await knex('tell_marks').insert({ name: 'overdue', value: '1' });
  await knex('known_exploited').insert({
    cve: 'CVE-2021-0001',
    date_added: '2026-01-01',
    ransomware: true,
  });
  await knex('advisory_sources').insert({
    id: 'test',
    title: 'Test',
    kind: 'osv',
    location: '/data',
  });
  await knex('maven_poms').insert({
    name: 'g:a:1',
    registry: 'https://maven.example',
    asked_at: new Date(),
  });
  await fillArchive(knex);
  await fillFacts(knex);
  await fillScorecards(knex);
  await fillTickets(knex);
  await fillReports(knex);
  await fillRisks(knex);
}

async function fillReports(knex: Knex) {
  await knex('installation_keys').insert({ name: 'secrets', value: 'f' });
  const { id, entity_ref: entityRef } = (await knex('targets').first())!;
  const fingerprint = '1'.repeat(64);
  await storeReport(knex, {
    target: { id, entityRef },
    report: {
      tool: { id: 'semgrep', name: 'Semgrep' },
      category: '',
      rules: [],
      results: [
        {
          kind: 'code',
          rule: 'eval',
          severity: 'high',
          message: 'Evaluated',
          fingerprint,
        },
      ],
      notices: [],
    },
    format: 'sarif',
    origin: 'upload',
    receivedBy: 'user:default/ann',
  });
}

async function fillRisks(knex: Knex) {
  const { id: component } = (await knex('components').first('id'))!;
  await knex('component_risks').insert({
    component_id: component,
    rule: 'similar-name',
    risk: '{}',
    until: new Date(),
  });
  const { id: manifest } = (await knex('target_manifests').first('id'))!;
  await knex('other_hashes').insert({
    component_id: component,
    manifest_id: manifest,
    hash: 'SHA-512:aa',
  });
  for (const id of await knex('components').pluck('id')) {
    await knex('component_provenance').insert({
      component_id: id,
      ecosystem: 'npm',
      due_at: new Date(0),
    });
  }
  const { id: target } = (await knex('targets').first('id'))!;
  await knex('provenance_updates').insert({
    target_id: target,
    due_at: new Date(0),
  });
}

async function fillTickets(knex: Knex) {
  const { id: target } = (await knex('targets').first('id'))!;
  const { id: finding } = (await knex('findings').first('id'))!;
  const [{ id: ticket }] = await knex('tickets')
    .insert({
      key: '1',
      rule: 'all',
      tracker: 'jira',
      project: 'SEC',
      group_kind: 'service',
      group_name: '{}',
      title: 'A ticket',
      state: 'waiting',
      created_at: new Date(),
    })
    .returning('id');
  const of = { ticket_id: ticket, target_id: target };
  await knex('ticket_targets').insert({ ...of, digest: '1' });
  await knex('ticket_findings').insert({
    ...of,
    finding_id: finding,
    wanted: true,
  });
  await knex('ticket_marks').insert({
    target_id: target,
    changes: 1,
    due_at: new Date(),
  });
  await knex('ticket_trackers').insert({ id: 'jira', failures: 0 });
}

async function fillScorecards(knex: Knex) {
  const at = new Date();
  const { id } = (await knex('targets').first('id'))!;
  const of = { scorecard: 'web', target_id: id };
  await knex('scorecard_results').insert({
    ...of,
    version: '1',
    levels_held: 1,
    level_since: at,
    answers: 'p',
    missing: '[]',
    campaigns: '[{"name":"early","missing":["sbom-present"]}]',
    critical: false,
    scored_at: at,
  });
  await knex('scorecard_result_campaigns').insert({ ...of, campaign: 'early' });
  await knex('finding_updates').insert({ kind: 'package', ref_id: 1 });
  await knex('scorecard_result_checks').insert({
    ...of,
    check_id: 'sbom-present',
    position: 0,
    answer: 'p',
    result: 'p',
    reason: 'There is one.',
    evidence: '[]',
    to_change: 0,
    since: at,
  });
  await knex('scorecard_periods').insert({
    ...of,
    check_id: 'sbom-present',
    value: 'p',
    since: at,
  });
  await knex('openssf_results').insert({
    target_id: id,
    url: 'https://results.example/shop',
    asked_at: at,
  });
  const [{ id: listed }] = await knex('packages').limit(1).select('id');
  await knex('package_releases').insert({
    package_id: listed,
    told_at: at,
    complete: true,
    releases: '[["1.0.0",null]]',
  });
  await knex('repository_states').insert({
    address: 'https://git.example/acme/shop',
    forge: 'GitHub',
    asked_at: at,
  });
  await knex('structure_nodes').insert({
    ref: 'group:default/team',
    kind: 'group',
    title: 'Team',
    etag: '1',
  });
  await knex('structure_edges').insert({
    from_ref: 'group:default/team',
    relation: 'childOf',
    to_ref: 'group:default/company',
  });
}

async function fillFacts(knex: Knex) {
  const at = new Date();
  const { id } = (await knex('components').first('id'))!;
  const { id: textId } = (await knex('license_texts').first('id'))!;
  await knex('license_updates').insert({
    component_id: id,
    license_text_id: textId,
  });
  const snapshot = (await knex('snapshots').first('id'))!;
  await knex('bom_refs').insert({
    snapshot_id: snapshot.id,
    component_id: id,
    ref: 'lodash',
  });
  const { id: target } = (await knex('targets').first('id'))!;
  await knex('releases').insert({
    target_id: target,
    series: '',
    name: '1.0.0',
    made_by: 'api',
    snapshot_id: snapshot.id,
    released_at: at,
    changelog_due_at: at,
  });
  await knex('service_changes').insert({
    target_id: target,
    at,
    kind: 'lock-file-gone',
    subject: 'yarn.lock',
  });
  await knex('component_facts').insert({ component_id: id, published_at: at });
  await knex('component_answers').insert({
    component_id: id,
    source_id: 'npm',
    state: 'answered',
    asked_at: at,
    attempts: 0,
  });
  await knex('metadata_sources').insert({
    id: 'npm',
    title: 'npm',
    ecosystems: '["npm"]',
    active: true,
  });
}

async function fillArchive(knex: Knex) {
  await storeScanOf(knex, 'component:default/shop', [
    lockFile(
      'package-lock.json',
      npm('lodash', '4.17.16', { license: 'GPL-3.0-only' }),
    ),
  ]);
  const at = new Date();
  const [{ id }] = await knex('decisions')
    .insert({
      subject: 'hold',
      state: 'active',
      scope_kind: 'organization',
      verdict: 'hold',
      reason: 'An audit',
      author: 'user:default/guest',
      created_at: at,
    })
    .returning('id');
  await knex('decision_events').insert({
    decision_id: id,
    at,
    kind: 'proposed',
    by: 'user:default/guest',
  });
  await knex('audit_events').insert({
    at,
    event: 'sbom-read',
    actor: 'user:default/guest',
    outcome: 'success',
    meta: '{}',
  });
  await knex('deletions').insert({
    at,
    kind: 'logs',
    count: 1,
    before: at,
    reason: 'Older than 90 days',
  });
  await knex('exports').insert({
    id: '5b9ab0f8-0d5c-4b6c-8a3e-5f0c7a1f0a11',
    scope: '{"kind":"organization"}',
    formats: '[]',
    state: 'ready',
    requested_by: 'user:default/guest',
    created_at: at,
    services: 1,
  });
}

async function emptyTables(knex: Knex): Promise<string[]> {
  const empty: string[] = [];
  for (const table of await tablesOf(knex)) {
    if (!(await knex(table).first())) empty.push(table);
  }
  return empty;
}

describe.each(databaseIds)('migrations on %p', id => {
  it('go up, down and up again with rows in every table', async () => {
    const knex = await createDatabase(id);
    const tables = await tablesOf(knex);
    expect(tables.length).toBeGreaterThan(20);
    await fill(knex);
    expect(await emptyTables(knex)).toEqual([]);
    await knex.migrate.rollback({ directory: migrationsFolder }, true);
    expect(await tablesOf(knex)).toEqual([]);
    await knex.migrate.latest({ directory: migrationsFolder });
    expect(await tablesOf(knex)).toEqual(tables);
    await fill(knex);
    expect(await emptyTables(knex)).toEqual([]);
  });

  it('keep what there is, one by one', async () => {
    const knex = await createDatabase(id);
    await fill(knex);
    await knex('targets').update({
      source: JSON.stringify({ type: 'url', target: 'https://git.test/a/b' }),
    });
    const before = await contentsOf(knex);
    const [done] = await knex.migrate.list({ directory: migrationsFolder });
    // Those before made the tables: what is in them goes with them.
    const added = done.filter(
      ({ name }: { name: string }) => name > '20261128',
    );
    for (let n = 0; n < added.length; n++) {
      await knex.migrate.down({ directory: migrationsFolder });
    }
    await knex.migrate.latest({ directory: migrationsFolder });
    const after = await contentsOf(knex);
    // What is only known after the migration is made anew from what was there.
    delete before.finding_updates;
    // What was fetched is fetched again.
    delete before.maven_poms;
    delete before.repository_states;
    delete before.package_releases;
    delete before.license_updates;
    delete before.vulnrichment;
    delete before.ignore_files;
    // All packages are judged again.
    delete before.component_risks;
    delete before.risk_updates;
    delete before.risk_targets;
    delete before.other_hashes;
    // What was decided goes with the table of it.
    delete before.triage_settings;
    // Provenance is judged again.
    delete before.provenance_updates;
    // What was not told yet is not told.
    delete before.outbox;
    delete before.notices;
    delete before.tell_marks;
    // Tickets are planned again, and found in their trackers.
    delete before.tickets;
    delete before.ticket_targets;
    delete before.ticket_findings;
    delete before.ticket_marks;
    delete before.ticket_trackers;
    delete before.bom_refs;
    delete before.alert_levels;
    delete before.pull_request_services;
    delete before.pull_requests;
    delete before.vex_documents;
    delete before.vex_issues;
    delete before.releases;
    delete before.service_changes;
    // What tools report is reported again.
    delete before.tool_reports;
    delete before.tool_results;
    delete before.tool_rules;
    delete before.installation_keys;
    // Registries tell of images again.
    delete before.target_images;
    before.findings--;
    before.finding_events--;
    expect(after).toMatchObject(before);
    expect(await knex('target_tags').orderBy('tag').pluck('tag')).toEqual([
      'java',
      'web',
    ]);
    expect(await knex('scorecard_result_campaigns').pluck('campaign')).toEqual([
      'early',
    ]);
    expect(await knex('targets').pluck('source_address')).toEqual([
      'https://git.test/a/b',
    ]);
  });

  it('give what was last said of licenses to the links of today', async () => {
    const knex = await createDatabase(id);
    const name = '20261128190000_license_claims.js';
    const shop = 'component:default/shop';
    const scan = (license?: string) =>
      storeScanOf(knex, shop, [
        lockFile('package-lock.json', npm('lodash', '4.17.15', { license })),
      ]);
    await addTargets(knex, catalogTarget('shop'));
    await scan('MIT');
    await knex.migrate.down({ directory: migrationsFolder, name });
    // As it was: what is said once holds for good.
    await knex('component_licenses').insert({
      component_id: (await knex('components').first('id'))!.id,
      source: 'lockfile',
      text: 'ISC',
      expression: 'ISC',
      recorded_at: new Date(),
    });
    await knex.migrate.up({ directory: migrationsFolder, name });
    await settleClaims(knex);
    const inForce = () =>
      knex('component_licenses').whereNull('superseded_at').pluck('text');
    expect(await inForce()).toEqual(['ISC']);
    expect(await knex('targets').pluck('source_etag')).toEqual([null]);
    await scan('MIT');
    expect(await inForce()).toEqual(['MIT']);
  });

  it('keep how packages are used, both ways; unknown is what it was before', async () => {
    const knex = await createDatabase(id);
    const name = '20261128200000_unknown_use.js';
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, 'component:default/shop', [
      lockFile(
        'package-lock.json',
        npm('a', '1.0.0', { direct: true, scope: 'runtime' }),
        npm('b', '1.0.0', { direct: undefined, scope: 'unknown' }),
        npm('c', '1.0.0', { direct: false, scope: 'optional' }),
        npm('d', '1.0.0', { direct: false, scope: 'development' }),
      ),
    ]);
    await downTo(knex, name);
    const uses = (relation: string) =>
      knex('target_components as link')
        .join('components as c', 'c.id', 'link.component_id')
        .orderBy('c.name')
        .select(relation, 'scope');
    expect(
      (await uses('direct')).map(row => [Boolean(row.direct), row.scope]),
    ).toEqual([
      [true, 0],
      [false, 0],
      [false, 1],
      [false, 2],
    ]);
    await knex.migrate.latest({ directory: migrationsFolder });
    expect(await uses('relation')).toEqual([
      { relation: 0, scope: 0 },
      { relation: 2, scope: 0 },
      { relation: 2, scope: 2 },
      { relation: 2, scope: 3 },
    ]);
  });

  it('hold rows to the rows that they name', async () => {
    const knex = await createDatabase(id);
    await fill(knex);
    const named = knex('snapshots').max('scan_id');
    await expect(knex('scans').whereIn('id', named).delete()).rejects.toThrow(
      /foreign key/i,
    );
    await expect(
      knex('components').update({ license_id: 4711 }),
    ).rejects.toThrow(/foreign key/i);
    // A release stands, so what it is of does.
    await expect(knex('snapshots').delete()).rejects.toThrow(/foreign key/i);
    await knex('releases').delete();
    await knex('snapshots').delete();
    expect(await knex('targets').pluck('snapshot_id')).toEqual([null]);
    await knex('targets').delete();
    expect(await knex('scans')).toEqual([]);
  });

  it('get addresses of sources with credentials from the catalog again', async () => {
    const knex = await createDatabase(id);
    const name = '20261128150000_indexed_columns.js';
    const sources = {
      plain: { type: 'url', target: 'https://git.test/a/b' },
      secret: { type: 'url', target: 'https://me:word@git.test/a/b' },
      folder: { type: 'file', target: '/sources/a@b' },
    };
    await addTargets(
      knex,
      ...Object.keys(sources).map(one => catalogTarget(one)),
    );
    for (const [target, source] of Object.entries(sources)) {
      await knex('targets')
        .where('name', target)
        .update({ source: JSON.stringify(source) });
    }
    for (let times = 0; times < 2; times++) {
      await downTo(knex, name);
      await knex.migrate.latest({ directory: migrationsFolder });
      expect(
        await knex('targets')
          .orderBy('name')
          .select('name', 'source_address', 'entity_etag'),
      ).toEqual([
        { name: 'folder', source_address: null, entity_etag: '1' },
        {
          name: 'plain',
          source_address: 'https://git.test/a/b',
          entity_etag: '1',
        },
        { name: 'secret', source_address: null, entity_etag: '' },
      ]);
    }
  });

  it('make releases of uploads that named one', async () => {
    const knex = await createDatabase(id);
    await fill(knex);
    await knex('releases').delete();
    const [snapshot] = await knex('snapshots').orderBy('id');
    const upload = (series: string, release: string | null) =>
      knex('snapshots').insert({
        ...snapshot,
        id: undefined,
        series,
        release,
        origin: 'upload',
        superseded_at: new Date(),
      });
    await upload('web', '1');
    await upload('web', '2');
    await upload('web', '1');
    await upload('image', '2');
    await upload('web', null);
    await downTo(knex, '20261129181000_releases.js');
    await knex.migrate.latest({ directory: migrationsFolder });
    expect(
      await knex('releases as r')
        .leftJoin('releases as before', 'before.id', 'r.previous_id')
        .orderBy('r.id')
        .select('r.series', 'r.name', 'before.name as previous', 'r.made_by'),
    ).toEqual([
      { series: 'web', name: '1', previous: null, made_by: 'upload' },
      { series: 'web', name: '2', previous: '1', made_by: 'upload' },
      { series: 'image', name: '2', previous: null, made_by: 'upload' },
    ]);
  });

  it('give statements in force the time of their document, none where it names none', async () => {
    const knex = await createDatabase(id);
    const name = '20261201120000_statement_times.js';
    await downTo(knex, name);
    const day = (n: number) => new Date(Date.UTC(2026, 0, n));
    const decision = (ref: string, on: Date, state = 'active') => ({
      subject: 'vulnerability-analysis',
      state,
      scope_kind: 'organization',
      scope_ref: '',
      vulnerability: 'CVE-2021-0001',
      verdict: 'not_affected',
      pauses_clock: false,
      origin: 'vex',
      origin_ref: ref,
      reason: 'So.',
      author: 'user:default/ann',
      created_at: on,
    });
    const document = (ref: string, on: Date, said?: Date) => ({
      scope_kind: 'organization',
      scope_ref: '',
      ref,
      format: 'OpenVEX 0.2.0',
      sha256: '1',
      document_at: said ?? null,
      statements: 1,
      not_understood: '[]',
      imported_at: on,
      imported_by: 'user:default/ann',
      superseded_at: said && on < day(20) ? day(20) : null,
    });
    await knex('vex_documents').insert([
      document('dated', day(10), day(3)),
      document('dated', day(20), day(4)),
      document('undated', day(10)),
    ] as never);
    await knex('decisions').insert([
      decision('dated', day(10), 'revoked'),
      decision('dated', day(20)),
      decision('dated', day(20), 'proposed'),
      decision('undated', day(10)),
      decision('lost', day(10)),
    ] as never);
    await knex.migrate.up({ directory: migrationsFolder, name });
    const rows = await knex('decisions').orderBy('id').pluck('said_at');
    expect(rows.map(one => one && toDate(one).toISOString())).toEqual(
      [null, day(4), day(4), null, day(10)].map(one =>
        one === null ? null : one.toISOString(),
      ),
    );
  });

  it('that were stopped on their way are done again, with rows', async () => {
    const knex = await createDatabase(id);
    const name = '20261128160000_foreign_keys.js';
    await fill(knex);
    const before = await contentsOf(knex);
    await downTo(knex, name);
    const last = `alter table components add constraint components_license_id_fk foreign key (license_id) references licenses (id)`;
    const { up } = require(join(migrationsFolder, name));
    // On PostgreSQL the last of its steps fails, and nothing of the others is
    // left. On SQLite it has done all its steps, and was not told as done.
    if (isPostgres(knex)) await knex.raw(last);
    const outcome = await up(knex).then(
      () => 'done',
      (error: Error) => error.message,
    );
    expect(outcome).toMatch(isPostgres(knex) ? /already exists/ : /^done$/);
    if (isPostgres(knex)) {
      await knex.raw(
        'alter table components drop constraint components_license_id_fk',
      );
    }
    await knex.migrate.latest({ directory: migrationsFolder });
    expect(await contentsOf(knex)).toMatchObject({
      scans: before.scans,
      snapshots: before.snapshots,
      components: before.components,
      targets: before.targets,
    });
    await expect(
      knex('components').update({ license_id: 4711 }),
    ).rejects.toThrow(/foreign key/i);
    await expect(knex('snapshots').update({ scan_id: 'none' })).rejects.toThrow(
      /foreign key/i,
    );
  });

  it('bring Go modules of any spelling to one', async () => {
    const knex = await createDatabase(id);
    const name = '20261128100000_lookup_names.js';
    await storeAdvisories(
      knex,
      'test',
      [advisory('GO-1', 'other', '1.0.0')],
      new Date(),
    );
    await knex.migrate.down({ directory: migrationsFolder, name });
    const row = (module: string, said: string) => ({
      advisory_id: 'GO-1',
      ecosystem: 'Go',
      name: module,
      affected: JSON.stringify([said]),
    });
    await knex('advisory_packages').insert([
      row('host.test/Alone', 'a'),
      row('host.test/Both', 'b'),
      row('host.test/both', 'c'),
    ]);
    await knex.migrate.up({ directory: migrationsFolder, name });
    expect(
      await knex('advisory_packages')
        .where('ecosystem', 'Go')
        .orderBy('name')
        .select('name', 'affected'),
    ).toEqual([
      { name: 'host.test/alone', affected: '["a"]' },
      { name: 'host.test/both', affected: '["c","b"]' },
    ]);
  });
});

/** Takes migrations back, the last first, until one that was done is undone. */
async function downTo(knex: Knex, name: string): Promise<void> {
  const [done] = await knex.migrate.list({ directory: migrationsFolder });
  const last = done.filter((one: { name: string }) => one.name >= name);
  for (let n = 0; n < last.length; n++) {
    await knex.migrate.down({ directory: migrationsFolder });
  }
}

/** How many rows each table has. */
async function contentsOf(knex: Knex): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(knex)) {
    const [{ n }] = await knex(table).count('* as n');
    counts[table] = Number(n);
  }
  return counts;
}
