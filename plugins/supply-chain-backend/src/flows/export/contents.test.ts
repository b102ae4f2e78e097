import request from 'supertest';
import { databaseIds } from '../../__testUtils__/databases';
import {
  exported,
  rowsOf,
  SHOP,
  startWithUpload,
  vexBom,
} from '../../__testUtils__/exports';
import { databaseOf, get, runTask, Server } from '../../__testUtils__/portal';

/** Says that the shop's lodash is not affected. */
const lodashVex = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  vulnerabilities: [
    {
      id: 'CVE-2021-0001',
      analysis: { state: 'not_affected', justification: 'code_not_reachable' },
      affects: [{ ref: 'pkg:npm/lodash@4.17.15' }],
    },
  ],
};

describe.each(databaseIds)('an export on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await startWithUpload(id);
  });

  it('goes on where a document is damaged, and names it', async () => {
    const knex = databaseOf(server);
    const shop = await knex('targets').where('entity_ref', SHOP).first('id');
    const { spdx_sha256: sha256 } = (await knex('snapshots')
      .where({ target_id: shop!.id, origin: 'scan' })
      .first())!;
    const whole = await knex('documents').where({ sha256 }).first();
    await knex('documents')
      .where({ sha256 })
      .update({ gzip: Buffer.from('x') });
    const { files, made } = await exported(server, {
      scope: { kind: 'organization' },
      formats: ['spdx'],
    });
    expect(made).toMatchObject({ state: 'ready', services: 2 });
    const damaged = `The spdx document ${sha256} of snapshot`;
    expect(files.get('gaps.csv')!.toString()).toContain(damaged);
    expect(files.get('index.html')!.toString()).toContain(damaged);
    await knex('documents')
      .where({ sha256 })
      .update({ gzip: whole!.gzip, damaged_since: null, damage: null });
  });

  it('holds the changelogs of releases, and names those that are not written yet', async () => {
    const scope = { kind: 'organization' };
    const pending = await exported(server, { scope });
    const changelogs = (files: Map<string, Buffer>) =>
      [...files.keys()].filter(name => name.includes('/changelogs/'));
    expect(changelogs(pending.files)).toEqual([]);
    expect(pending.files.get('gaps.csv')!.toString()).toContain(
      'The changelog of release 1.0.0 is not written yet',
    );
    expect(pending.files.get('gaps.csv')!.toString()).toMatch(
      /The license of 1 package is not settled/,
    );
    await runTask(server, 'releases');
    const { files } = await exported(server, { scope });
    const names = changelogs(files).sort();
    expect(names.map(name => name.replace(/^.*\./, ''))).toEqual([
      'html',
      'json',
      'md',
    ]);
    const [html, json, markdown] = names.map(name =>
      files.get(name)!.toString(),
    );
    expect(JSON.parse(json)).toMatchObject({
      release: { name: '1.0.0', series: 'sbom' },
      components: { added: { count: 1 } },
    });
    expect(html).toContain('shop 1.0.0: security changelog');
    expect(markdown).toContain('The first release that is known');
    const manifest = JSON.parse(files.get('manifest.json')!.toString());
    expect(JSON.stringify(manifest)).toContain(names[1]);
    const ofRelease = await exported(server, {
      scope: { ...scope, release: '1.0.0' },
    });
    expect(changelogs(ofRelease.files)).toHaveLength(3);
  });

  it('holds what was shipped, under which licenses, and what was known', async () => {
    const { files, made } = await exported(server, {
      scope: { kind: 'organization' },
      formats: ['spdx'],
    });
    expect(made).toMatchObject({ state: 'ready', services: 2 });
    const names = [...files.keys()].map(name =>
      name.replace(/\d{4}-\d{2}-\d{2}-\d+/, 'DAY'),
    );
    const shop = 'services/component-default-shop';
    expect(names).toEqual(
      expect.arrayContaining([
        `${shop}/sboms/DAY.cyclonedx.cdx.json`,
        `${shop}/sboms/DAY.spdx.spdx.json`,
        `${shop}/sboms/DAY.original.cdx.json`,
        `${shop}/vex/DAY.vex.cdx.json`,
        `${shop}/licenses.csv`,
        `${shop}/findings.csv`,
        `${shop}/notices.txt`,
        `${shop}/snapshots.csv`,
        'services/component-default-blog/licenses.csv',
        'policy.json',
        'decisions.json',
        'scans.csv',
        'audit.csv',
        'deletions.csv',
        'advisory-sources.csv',
        'controls.csv',
        'controls.html',
        'summary.csv',
        'gaps.csv',
        'index.html',
        'manifest.json',
        'manifest.json.sig',
        'manifest.intoto.json',
      ]),
    );
    const original = [...files].find(([name]) => name.includes('.original.'))!;
    expect(original[1].toString()).toBe(vexBom);
    const vex = [...files].find(([name]) => name.includes('/vex/'))!;
    expect(JSON.parse(vex[1].toString()).vulnerabilities).toMatchObject([
      {
        id: 'CVE-2020-1',
        analysis: { state: 'not_affected' },
        affects: [{ ref: 'pkg:npm/ms@2.0.0' }],
      },
    ]);
    expect(
      rowsOf(files, `${shop}/findings.csv`).map(f => [
        f.package,
        f['known then'],
      ]),
    ).toEqual([
      ['lodash', 'true'],
      ['ms', 'true'],
    ]);
    const summary = rowsOf(files, 'summary.csv');
    expect(
      summary.map(s => [s.entity, s.snapshots, s.components]).sort(),
    ).toEqual([
      ['component:default/blog', '1', '1'],
      [SHOP, '2', '2'],
    ]);
    expect(files.get('index.html')!.toString()).toContain(SHOP);
    expect(JSON.parse(files.get('policy.json')!.toString())).not.toEqual([]);
    expect(rowsOf(files, 'scans.csv').map(s => s.trigger)).toContain('upload');
    expect(rowsOf(files, 'audit.csv').map(e => e.event)).toContain(
      'sbom-upload',
    );
  });

  it('does no harm in a spreadsheet or a browser', async () => {
    const { files } = await exported(server, {
      scope: { kind: 'entity', ref: SHOP },
    });
    const licenses = files
      .get('services/component-default-shop/licenses.csv')!
      .toString();
    for (const line of licenses.split('\n'))
      expect(line).not.toMatch(/,[=+@-]/);
    const findings = files
      .get('services/component-default-shop/findings.csv')!
      .toString();
    expect(findings).toContain(`'=HYPERLINK`);
  });

  it('tells where packages come from, where anybody asked', async () => {
    const scope = { kind: 'organization' };
    const path = 'services/component-default-shop/provenance.csv';
    const without = await exported(server, { scope });
    expect(without.files.has(path)).toBe(false);
    const knex = databaseOf(server);
    const component = await knex('components')
      .where('purl', 'pkg:npm/lodash@4.17.15')
      .first('id');
    await knex('component_provenance').insert({
      component_id: component!.id,
      ecosystem: 'npm',
      outcome: 'failed',
      reason: '=It does not hold',
      details: JSON.stringify({ attestations: [] }),
      checked_at: new Date('2026-01-05'),
    });
    const { files } = await exported(server, { scope });
    expect(rowsOf(files, path)).toMatchObject([
      {
        purl: 'pkg:npm/lodash@4.17.15',
        outcome: 'failed',
        reason: `'=It does not hold`,
        checked: '2026-01-05T00:00:00.000Z',
      },
    ]);
  });

  it('names versions that could not be found out', async () => {
    const knex = databaseOf(server);
    const shop = await knex('targets').where('entity_ref', SHOP).first('id');
    const manifest = () =>
      knex('target_manifests').where({ target_id: shop!.id, series: '' });
    const { path } = (await manifest().first('path'))!;
    const unresolved = {
      count: 7,
      first: ['x:a', 'x:b', 'x:c', 'x:d', 'x:e', 'x:f', 'x:g'],
      poms: [{ name: 'x:bom:1', role: 'BOM', state: 'absent' }],
    };
    await manifest()
      .where({ path })
      .update({ unresolved: JSON.stringify(unresolved) });
    const { files } = await exported(server, {
      scope: { kind: 'organization' },
    });
    await manifest().update({ unresolved: null });
    expect(rowsOf(files, 'gaps.csv').map(row => row.gap)).toContain(
      `7 versions unresolved in ${path}: x:a, x:b, x:c, x:d, x:e, … (not at hand: BOM x:bom:1)`,
    );
    expect(rowsOf(files, 'scans.csv')[0]).toHaveProperty(
      'versions unresolved',
      '0',
    );
  });

  it('has what was decided as VEX, unless it is of the past', async () => {
    const decisions = (files: Map<string, Buffer>) =>
      [...files].find(([name]) => name.endsWith('/vex/decisions.vex.cdx.json'));
    const organization = { kind: 'organization' };
    await request(server)
      .post(`/api/supply-chain/vex?entityRef=${SHOP}`)
      .set('Content-Type', 'application/json')
      .send(lodashVex);
    const { files } = await exported(server, { scope: organization });
    const [name, content] = decisions(files)!;
    expect(name).toContain('services/component-default-shop/');
    expect(JSON.parse(content.toString())).toMatchObject({
      specVersion: '1.6',
      vulnerabilities: [{ analysis: { state: 'not_affected' } }],
    });
    const rows = rowsOf(files, 'summary.csv');
    expect(
      rows.map(row => [row.entity, row['decisions in VEX']]).sort(),
    ).toEqual([
      ['component:default/blog', '0'],
      [SHOP, '1'],
    ]);
    expect(
      JSON.parse(files.get('manifest.json')!.toString()).files.map(
        (file: { path: string }) => file.path,
      ),
    ).toContain(name);
    const document = JSON.parse(content.toString());
    const again = await exported(server, { scope: organization });
    expect(JSON.parse(decisions(again.files)![1].toString())).toEqual(document);
    const past = await exported(server, {
      scope: { ...organization, to: '2020-01-01' },
    });
    expect(decisions(past.files)).toBeUndefined();
    // The release has no lodash.
    const release = await exported(server, {
      scope: { ...organization, release: '1.0.0' },
    });
    expect(decisions(release.files)).toBeUndefined();

    const knex = databaseOf(server);
    await request(server)
      .post('/api/supply-chain/releases')
      .send({ entityRef: SHOP, name: 'of a scan' })
      .expect(201);
    const open = await knex('findings').whereNot('state', 'resolved');
    await knex('findings').update({ state: 'resolved' });
    const scanned = await exported(server, {
      scope: { ...organization, release: 'of a scan' },
    });
    for (const { id: finding, state } of open) {
      await knex('findings').where('id', finding).update({ state });
    }
    expect(JSON.parse(decisions(scanned.files)![1].toString())).toMatchObject({
      metadata: { component: { version: 'of a scan' } },
      vulnerabilities: [{ analysis: { state: 'not_affected' } }],
    });

    const shop = await knex('targets').where('entity_ref', SHOP).first('id');
    const { inventory_sha256: sha256 } = (await knex('snapshots')
      .where({ target_id: shop!.id, origin: 'scan' })
      .first())!;
    const whole = await knex('documents').where({ sha256 }).first();
    await knex('documents')
      .where({ sha256 })
      .update({ gzip: Buffer.from('x') });
    const damaged = await exported(server, { scope: organization });
    expect(decisions(damaged.files)).toBeUndefined();
    expect(
      rowsOf(damaged.files, 'gaps.csv').map(({ gap }) => gap),
    ).toContainEqual(
      expect.stringContaining('There is no VEX of what was decided'),
    );
    await knex('documents')
      .where({ sha256 })
      .update({ gzip: whole!.gzip, damaged_since: null, damage: null });
  });

  it('may be of one release or of a time', async () => {
    const release = await exported(server, {
      scope: { kind: 'organization', release: '1.0.0' },
    });
    const sboms = (files: Map<string, Buffer>) =>
      [...files.keys()].filter(name => name.includes('/sboms/'));
    expect(sboms(release.files)).toEqual([
      expect.stringMatching(/component-default-shop.*\.cdx\.json$/),
      expect.stringMatching(/component-default-shop.*\.cdx\.json\.dsse\.json$/),
    ]);
    expect(rowsOf(release.files, 'gaps.csv')).toContainEqual({
      entity: 'component:default/blog',
      owners: 'group:default/team-b',
      gap: 'There is no SBOM for this scope',
    });
    const before = await exported(server, {
      scope: { kind: 'organization', to: '2020-01-01' },
    });
    expect(sboms(before.files)).toEqual([]);
    expect(rowsOf(before.files, 'scans.csv')).toEqual([]);
  });
});

describe.each(databaseIds)('the log of an export on %p', id => {
  it('says of each service what was decided about its findings', async () => {
    const server = await startWithUpload(id);
    const { body } = await get(server, '/findings?package=lodash');
    const about = body.items.map((one: { entityRef: string }) => one.entityRef);
    expect(new Set(about)).toEqual(new Set([SHOP, 'component:default/blog']));
    const { body: decided } = await request(server)
      .post('/api/supply-chain/findings/decisions')
      .send({
        ids: body.items.map((one: { id: string }) => one.id),
        analysis: { state: 'false_positive' },
        reason: 'It is never called.',
      })
      .expect(200);
    const decisionsIn = async (scope: object) => {
      const { files } = await exported(server, { scope });
      return rowsOf(files, 'audit.csv')
        .filter(({ event }) => event === 'finding-decide')
        .map(({ entity, details }) => ({ entity, ...JSON.parse(details) }));
    };
    const rows = await decisionsIn({ kind: 'organization' });
    expect(rows.map(row => row.entity).sort()).toEqual(
      [...new Set(about)].sort(),
    );
    expect(rows.flatMap(row => row.decisions)).toHaveLength(decided.decisions);
    expect(rows[0]).toMatchObject({
      findings: about.filter((ref: string) => ref === rows[0].entity).length,
      state: 'false_positive',
      reason: 'It is never called.',
    });
    // An export of one service has what was decided about it, and nothing of others.
    expect(await decisionsIn({ kind: 'entity', ref: SHOP })).toEqual(
      rows.filter(({ entity }) => entity === SHOP),
    );
  });
});
