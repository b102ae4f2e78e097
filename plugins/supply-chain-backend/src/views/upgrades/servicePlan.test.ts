import type { Component } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { inTransaction } from '../../database/transactions';
import { keepReleases } from '../../records/registries/packageReleases';
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import { knowledgeOf } from './packageKnowledge';
import { platformOf } from './platform';
import { readUpgradePlan } from './servicePlan';

const SHOP = 'component:default/shop';
const BLOG = 'component:default/blog';
const NOW = new Date('2026-12-01T00:00:00Z');

const deep = (name: string, version: string) =>
  npm(name, version, { direct: false });
const uses = (name: string, version: string, ...below: Component[]) =>
  npm(name, version, { dependsOn: below.map(({ purl }) => purl) });

/** Below critical, so that nothing else is urgent. */
const medium = {
  severity: [],
  database_specific: { severity: 'MODERATE' },
};

/** One service with a direct and a transitive vulnerable package, and one that is ahead. */
async function organization(id: (typeof databaseIds)[number][0]) {
  const knex = await createDatabase(id);
  await addTargets(
    knex,
    catalogTarget('shop', { owners: ['group:default/a'] }),
    catalogTarget('blog', { owners: ['group:default/b'] }),
  );
  await storeAdvisories(
    knex,
    'test',
    [
      advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.19', {
        aliases: ['CVE-2021-0001'],
      }),
      // Of the version that fixes the first.
      advisory('GHSA-bbbb-bbbb-bbbb', 'lodash', '4.17.21', medium),
      advisory('GHSA-cccc-cccc-cccc', 'qs', '6.5.3', medium),
      advisory('GHSA-dddd-dddd-dddd', 'ms', undefined, medium),
    ],
    new Date(),
  );
  const old = [deep('qs', '6.5.2')];
  await storeScanOf(knex, SHOP, [
    lockFile(
      'package-lock.json',
      npm('lodash', '4.17.15'),
      uses('express', '4.16.0', ...old),
      ...old,
      npm('ms', '1.0.0'),
    ),
  ]);
  const newer = [deep('qs', '6.11.0')];
  await storeScanOf(knex, BLOG, [
    lockFile(
      'package-lock.json',
      uses('express', '4.19.2', ...newer),
      ...newer,
    ),
  ]);
  return knex;
}

describe.each(databaseIds)('the plan of a service on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await organization(id);
  });
  const plan = (
    entityRef = SHOP,
    targets = {},
    aim: 'all' | 'urgent' = 'all',
  ) =>
    readUpgradePlan(knex, archiveOf(knex), { entityRef, aim }, targets, {
      now: NOW,
    });
  const packageIdOf = async (name: string) => {
    const [{ id: found }] = await knex('packages').where({ name });
    return found;
  };
  const brief = async (...asked: Parameters<typeof plan>) =>
    (await plan(...asked)).changes.map(
      ({ kind, package: name, to }) => `${kind} ${name} ${to}`,
    );

  it('clears what has a fix, with a parent that another service has', async () => {
    const answer = await plan();
    expect(await brief()).toEqual([
      'upgrade lodash 4.17.21',
      'parent express 4.19.2',
    ]);
    expect(answer).toMatchObject({
      entityRef: SHOP,
      exact: true,
      counts: { findings: 4, cleared: 3, urgent: 1, urgentCleared: 1 },
      unplanned: 0,
    });
    expect(answer.changes[1]).toMatchObject({
      seenIn: BLOG,
      clears: [{ package: 'qs' }],
    });
    expect(answer.packages.find(one => one.package === 'ms')).toMatchObject({
      because: 'no-fix',
      versionsKnown: 'fixed',
    });
    expect(answer.packages[0]).toMatchObject({
      package: 'lodash',
      clear: { version: '4.17.21', step: 'patch' },
      urgent: { version: '4.17.19' },
      urgentVulnerabilities: ['CVE-2021-0001'],
    });
  });

  it('knows nothing from services that may not be seen', async () => {
    const own = { access: { owners: ['group:default/a'] } };
    expect(await brief(SHOP, own)).toEqual([
      'upgrade lodash 4.17.21',
      'override qs 6.5.3',
    ]);
    await expect(plan(BLOG, own)).rejects.toThrow(/No target/);
  });

  it('goes no further than it has to where only what is urgent is asked for', async () => {
    expect(await brief(SHOP, {}, 'urgent')).toEqual(['upgrade lodash 4.17.19']);
  });

  it.each([
    ['github.com', 'github'],
    ['github.acme.example', 'github'],
    ['acme.ghe.com', 'github'],
    ['gitlab.com', 'other'],
    ['notgithub.com', 'other'],
    ['', 'other'],
  ])('is for the platform of %p', async (host, expected) => {
    await knex('targets').where('name', 'shop').update({ source_host: host });
    expect(await platformOf(knex, SHOP)).toBe(expected);
  });

  it('is empty for a service without findings', async () => {
    expect(await plan(BLOG)).toMatchObject({
      changes: [],
      packages: [],
      counts: { findings: 0 },
    });
  });

  it('takes nothing that a registry calls deprecated, and the newest that it named', async () => {
    await storeScanOf(knex, BLOG, [
      lockFile('package-lock.json', npm('lodash', '4.17.21')),
    ]);
    const packageId = await packageIdOf('lodash');
    const [component] = await knex('components').where({
      package_id: packageId,
      version: '4.17.21',
    });
    const facts = () =>
      knex('component_facts').where('component_id', component.id);
    await facts().delete();
    await knex('component_facts').insert({
      component_id: component.id,
      deprecated: 'Broken',
    });
    await knex('package_facts')
      .insert({
        package_id: packageId,
        ecosystem: 'npm',
        latest_version: '4.17.22',
        latest_published_at: new Date('2026-11-30T00:00:00Z'),
      })
      .onConflict('package_id')
      .merge();
    const { packages, changes } = await plan();
    expect(packages[0]).toMatchObject({
      versionsKnown: 'newest-and-fixed',
      clear: { version: '4.17.22', young: true },
    });
    expect(packages[0]).not.toHaveProperty('newest');
    expect(changes[0]).toMatchObject({
      to: '4.17.22',
      young: true,
      ageDays: 1,
    });
    await facts().delete();
    await knex('package_facts').where('package_id', packageId).delete();
  });

  describe('where a registry lists versions', () => {
    let toldAt = NOW;
    beforeEach(() => {
      toldAt = NOW;
    });
    const listed = async (...versions: (string | [string, string])[]) => {
      const packageId = await packageIdOf('lodash');
      await inTransaction(knex, trx =>
        keepReleases(
          trx,
          packageId,
          versions.map(one =>
            typeof one === 'string'
              ? { version: one }
              : { version: one[0], publishedAt: new Date(one[1]) },
          ),
          toldAt,
        ),
      );
    };
    const target = async (ageFloorDays?: number) => {
      const { packages } = await readUpgradePlan(
        knex,
        archiveOf(knex),
        { entityRef: SHOP },
        {},
        { now: NOW, ageFloorDays },
      );
      return packages.find(one => one.package === 'lodash')!;
    };
    afterEach(() => knex('package_releases').delete());

    it('says of a version that no registry told of it', async () => {
      expect((await target()).clear).toMatchObject({
        version: '4.17.21',
        unconfirmed: true,
      });
    });

    it('takes none that the registry does not list, though an advisory names it', async () => {
      await listed('4.17.15', '4.17.19', '4.17.22');
      const { clear, versionsKnown } = await target();
      expect(versionsKnown).toBe('all');
      expect(clear).toMatchObject({ version: '4.17.22' });
      expect(clear).not.toHaveProperty('unconfirmed');
    });

    it('offers a fix above all that are listed: lists lag behind advisories', async () => {
      await listed('4.17.15', '4.17.19');
      expect(await target()).toMatchObject({
        clear: { version: '4.17.21', unconfirmed: true },
        newest: { version: '4.17.19' },
      });
    });

    it('knows of listed versions what was told of them singly', async () => {
      await storeScanOf(knex, BLOG, [
        lockFile(
          'package-lock.json',
          npm('lodash', '4.17.21'),
          npm('lodash', '4.17.22'),
        ),
      ]);
      const components = await knex('components')
        .where('package_id', await packageIdOf('lodash'))
        .whereIn('version', ['4.17.21', '4.17.22'])
        .orderBy('version');
      const [deprecated, young] = components.map(one => one.id);
      const facts = () =>
        knex('component_facts').whereIn('component_id', [deprecated, young]);
      await facts().delete();
      await knex('component_facts').insert([
        { component_id: deprecated, deprecated: 'Broken' },
        { component_id: young, published_at: new Date('2026-11-30T00:00:00Z') },
      ]);
      await listed('4.17.15', '4.17.21', '4.17.22', '4.17.23');
      expect((await target()).clear?.version).toBe('4.17.23');
      await listed('4.17.15', '4.17.21', '4.17.22');
      expect((await target()).clear).toMatchObject({
        version: '4.17.22',
        young: true,
      });
      await listed('4.17.15');
      const { clear } = await target();
      expect(clear).toBeUndefined();
      await facts().delete();
    });

    it('takes the lowest of all that are listed, of the age that is asked for', async () => {
      await listed(
        '4.17.15',
        ['4.17.21', '2026-11-30T00:00:00Z'],
        ['4.17.22', '2026-11-20T00:00:00Z'],
      );
      expect((await target()).clear?.version).toBe('4.17.22');
      expect((await target(0)).clear?.version).toBe('4.17.21');
      expect((await target(30)).clear).toMatchObject({
        version: '4.17.21',
        young: true,
      });
    });

    it('knows the newest where a package has very many', async () => {
      const many = Array.from({ length: 2001 }, (_, at) => `4.18.${at}`);
      await listed('4.17.15', ...many);
      expect(await target()).toMatchObject({
        clear: { version: '4.17.21', unconfirmed: true },
        versionsKnown: 'fixed',
      });
    });

    it('offers what an advisory named since the registry was asked', async () => {
      toldAt = new Date('2019-01-01T00:00:00Z');
      await listed('4.17.15');
      expect((await target()).clear).toMatchObject({
        version: '4.17.21',
        unconfirmed: true,
      });
    });

    it('learns nothing from a list without any', async () => {
      await listed('4.17.15');
      await listed();
      expect((await target()).versionsKnown).toBe('fixed');
    });
  });

  it('leaves out what was decided about', async () => {
    const [known] = await knowledgeOf(
      knex,
      [{ ecosystem: 'npm', packageName: 'lodash' }],
      (_, vulnerabilityId) => vulnerabilityId < 0,
    );
    expect(known.vulnerabilities).toEqual([]);
    expect([...known.fixedVersions].sort()).toEqual(['4.17.19', '4.17.21']);
  });

  it('says which findings the stored graph knows nothing of', async () => {
    const [first] = await knex('findings')
      .where({ package_name: 'lodash' })
      .limit(1);
    const other = await packageIdOf('express');
    await knex('findings')
      .where('id', first.id)
      .update({ package_id: other, package_name: 'express' });
    expect((await plan()).unplanned).toBe(1);
    await knex('findings')
      .where('id', first.id)
      .update({ package_id: first.package_id, package_name: 'lodash' });
  });
});

describe.each(databaseIds)('the plan of very many findings on %p', id => {
  it('is of the packages with the worst ones', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    const names = Array.from({ length: 1001 }, (_, at) => `package-${at}`);
    await storeAdvisories(
      knex,
      'test',
      names.map((name, at) =>
        advisory(
          `TEST-2026-${at}`,
          name,
          '2.0.0',
          name === 'package-7' ? medium : {},
        ),
      ),
      new Date(),
    );
    const lock = lockFile(
      'package-lock.json',
      ...names.map(name => npm(name, '1.0.0')),
    );
    await storeScanOf(knex, SHOP, [lock]);
    const plan = await readUpgradePlan(
      knex,
      archiveOf(knex),
      { entityRef: SHOP },
      {},
      { now: NOW },
    );
    expect(plan).toMatchObject({ cut: true, unplanned: 1 });
    expect(plan.counts.findings).toBe(1000);
    expect(plan.changes.map(one => one.package)).not.toContain('package-7');
  });
});
