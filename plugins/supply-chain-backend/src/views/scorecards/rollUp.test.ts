import type { Knex } from 'knex';
import { StructureReconciler } from '../../records/structure/structureStore';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import {
  addResult,
  basics,
  scorecards,
  SCORED_AT,
} from '../../__testUtils__/results';
import { readCampaigns } from './campaigns';
import { readNode } from './node';
import { readRollUp } from './rollUp';
import { listServices } from './services';

type DatabaseId = (typeof databaseIds)[number][0];

const NOW = new Date('2026-08-01T00:00:00Z');

/** Each below the next. */
async function addStructure(knex: Knex) {
  const node = (
    ref: string,
    relation: 'childOf' | 'partOf',
    ...above: string[]
  ) => ({
    ref,
    kind: ref.replace(/:.*/, ''),
    title: ref.replace(/.*\//, '').toLocaleUpperCase('en-US'),
    etag: '1',
    above: above.map(to => ({ relation, to })),
  });
  await new StructureReconciler(knex).storePage([
    node('group:default/web', 'childOf', 'group:default/unit'),
    node('group:default/unit', 'childOf', 'group:default/company'),
    // A circle, as catalogs may have it.
    node('group:default/company', 'childOf', 'group:default/web'),
    node('system:default/shop', 'partOf', 'domain:default/sales'),
    node('domain:default/sales', 'partOf', 'domain:default/all'),
  ]);
}

const WAITING = [{ name: 'early', missing: ['scanned-recently'] }];
const SILVER = [{ name: 'later', missing: ['sbom-present'] }];

/** Two services of one team, one of the group above it, one that nobody owns. */
async function organization(id: DatabaseId) {
  const knex = await createDatabase(id);
  await addStructure(knex);
  const shop = { systemRef: 'system:default/shop' };
  await addTargets(
    knex,
    catalogTarget('a', { ...shop, owners: ['group:default/web'] }),
    catalogTarget('b', {
      ...shop,
      owners: ['group:default/web', 'user:default/ann'],
      tags: ['java', 'x_y'],
    }),
    catalogTarget('c', {
      owners: ['group:default/unit'],
      domainRef: 'domain:default/all',
      lifecycle: 'production',
    }),
    catalogTarget('d', { owners: [] }),
  );
  await addResult(knex, 'a', { levelsHeld: 2, answers: 'ppp' });
  await addResult(knex, 'b', {
    answers: 'ffu',
    critical: true,
    campaigns: [...WAITING, ...SILVER],
    scoredAt: new Date('2026-07-01T00:00:00Z'),
  });
  await addResult(knex, 'c', {
    levelsHeld: 1,
    answers: 'wfx',
    campaigns: SILVER,
  });
  await addResult(knex, 'd', { levelsHeld: 1, answers: 'pnp' });
  await knex('targets').where('name', 'a').update({ alert_level: 3 });
  await knex('targets').where('name', 'c').update({ alert_level: 2 });
  return knex;
}

type By = 'owner' | 'group' | 'system' | 'domain';

const rollUpOf = (knex: Knex, by: By, filter = {}) =>
  readRollUp(knex, basics, by, filter, NOW);

async function servicesBy(knex: Knex, by: By, filter = {}) {
  const { rows } = await rollUpOf(knex, by, filter);
  return Object.fromEntries(rows.map(row => [row.ref, row.services]));
}

describe.each(databaseIds)('roll-ups on %p', id => {
  it('count levels and answers, and name critical services that fail', async () => {
    const knex = await organization(id);
    const { rows, total, pending, oldest } = await rollUpOf(knex, 'owner');
    expect(rows.map(({ ref, title }) => [ref, title])).toEqual([
      ['group:default/web', 'WEB'],
      ['user:default/ann', 'ann'],
      ['group:default/unit', 'UNIT'],
      ['unowned', 'Without an owner'],
    ]);
    expect(rows[0]).toMatchObject({
      parents: ['group:default/unit'],
      services: 2,
      criticalServices: 1,
      levels: [1, 0, 1],
      failingCritical: [
        {
          entityRef: 'component:default/b',
          name: 'b',
          checks: ['sbom-present', 'scanned-recently'],
        },
      ],
      failingCriticalCount: 1,
      overdue: 1,
      alertLevels: { high: 1, medium: 0, low: 0, unknown: 1 },
    });
    expect(
      rows[0].checks.map(({ pass, fail, unknown }) => [pass, fail, unknown]),
    ).toEqual([
      [1, 1, 0],
      [1, 1, 0],
      [1, 0, 1],
    ]);
    expect(total).toMatchObject({
      ref: 'organization',
      services: 4,
      levels: [1, 2, 1],
      overdue: 1,
    });
    expect(total.checks[2]).toEqual({
      pass: 2,
      warn: 0,
      fail: 0,
      notApplicable: 0,
      unknown: 1,
      exempted: 1,
    });
    expect(pending).toBe(0);
    expect(oldest).toBe('2026-07-01T00:00:00.000Z');
  });

  it('count what is below groups and domains, and once where they go in circles', async () => {
    const knex = await organization(id);
    expect(await servicesBy(knex, 'group')).toEqual({
      'group:default/web': 3,
      'group:default/unit': 3,
      'group:default/company': 3,
      'user:default/ann': 1,
      unowned: 1,
    });
    expect(await servicesBy(knex, 'owner')).toMatchObject({
      'group:default/web': 2,
      'group:default/unit': 1,
    });
    expect(await servicesBy(knex, 'system')).toEqual({
      'system:default/shop': 2,
    });
    expect(await servicesBy(knex, 'domain')).toEqual({
      'domain:default/sales': 2,
      'domain:default/all': 3,
    });
  });

  it('are of what a filter leaves', async () => {
    const knex = await organization(id);
    const count = async (filter: object) =>
      (await rollUpOf(knex, 'owner', filter)).total.services;
    expect(await count({ node: 'domain:default/sales' })).toBe(2);
    expect(await count({ node: 'Group:default/Company' })).toBe(3);
    expect(await count({ node: 'unowned' })).toBe(1);
    expect(await count({ owner: ['group:default/unit'] })).toBe(1);
    expect(await count({ system: ['system:default/shop'] })).toBe(2);
    expect(await count({ lifecycle: ['production'] })).toBe(1);
    expect(await count({ tag: ['java'] })).toBe(1);
    expect(await count({ tag: ['jav', 'a', 'xay', '%'] })).toBe(0);
    expect(await count({ tag: ['x_y', 'none'] })).toBe(1);
  });

  it('count only what the caller may see', async () => {
    const knex = await organization(id);
    const access = { owners: ['group:default/unit'] };
    const { rows, total } = await rollUpOf(knex, 'group', { access });
    expect(total.services).toBe(1);
    expect(rows.every(({ services }) => services === 1)).toBe(true);
    expect(rows.flatMap(row => row.failingCritical)).toEqual([]);
    const { items } = await readCampaigns(knex, basics, { access }, NOW);
    expect(items.map(({ services }) => services)).toEqual([1, 1]);
  });

  it('leave out at once what left the catalog', async () => {
    const knex = await organization(id);
    await knex('targets')
      .where('entity_ref', 'component:default/b')
      .update({ removed_at: NOW });
    const { rows, total, pending } = await rollUpOf(knex, 'owner');
    expect([total.services, total.overdue, pending]).toEqual([3, 0, 0]);
    expect(rows.map(({ ref }) => ref)).not.toContain('user:default/ann');
  });

  it('show what has not been asked by the scorecard in force as pending', async () => {
    const knex = await organization(id);
    await addTargets(
      knex,
      catalogTarget('new'),
      catalogTarget('db', {
        kind: 'resource',
        entityRef: 'resource:default/db',
      }),
    );
    await knex('scorecard_results')
      .where('levels_held', 2)
      .update({ version: 'old' });
    const { total, pending } = await rollUpOf(knex, 'owner');
    expect([total.services, pending]).toEqual([3, 2]);
    const filtered = await rollUpOf(knex, 'owner', {
      owner: ['group:default/web'],
    });
    expect([filtered.total.services, filtered.pending]).toEqual([1, 1]);
  });

  it.each(['owner', 'group', 'system', 'domain'] as const)(
    'by %s have in each cell as many services as the list behind it',
    async by => {
      const knex = await organization(id);
      const { rows, total } = await rollUpOf(knex, by);
      let cells = 0;
      for (const row of [...rows, total]) {
        const own = by === 'owner' && row.ref.includes(':');
        const filter = own ? { owner: [row.ref] } : { node: row.ref };
        for (const [level, count] of Object.entries(row.alertLevels)) {
          const query = { alertLevel: [level as 'high'] };
          const list = await listServices(knex, basics, query, filter, NOW);
          expect([row.ref, level, list.total.count]).toEqual([
            row.ref,
            level,
            count,
          ]);
        }
        for (const [at, { check }] of basics.checks.entries()) {
          for (const [answer, count] of Object.entries(row.checks[at])) {
            const query = { check: check.id, answer: [answer as 'pass'] };
            const list = await listServices(knex, basics, query, filter, NOW);
            expect([row.ref, check.id, answer, list.total.count]).toEqual([
              row.ref,
              check.id,
              answer,
              count,
            ]);
            cells += count > 0 ? 1 : 0;
          }
        }
      }
      expect(cells).toBeGreaterThan(5);
    },
  );

  it('are empty where there is nothing', async () => {
    const knex = await createDatabase(id);
    const rollUp = await rollUpOf(knex, 'group');
    expect(rollUp).toMatchObject({ rows: [], pending: 0 });
    expect(rollUp.total).toMatchObject({ services: 0, levels: [0, 0, 0] });
    expect(rollUp.oldest).toBeUndefined();
  });
});

describe.each(databaseIds)('campaigns on %p', id => {
  it('are overdue, open or done, by team', async () => {
    const knex = await organization(id);
    const { items } = await readCampaigns(knex, basics, {}, NOW);
    expect(items).toMatchObject([
      {
        name: 'early',
        state: 'overdue',
        services: 4,
        done: 3,
        teams: [
          { ref: 'group:default/web', title: 'WEB', services: 2, done: 1 },
          { ref: 'user:default/ann', title: 'ann', services: 1, done: 0 },
        ],
      },
      {
        name: 'later',
        state: 'open',
        level: 'silver',
        done: 2,
        teams: [
          { ref: 'group:default/unit' },
          { ref: 'group:default/web' },
          { ref: 'user:default/ann' },
        ],
      },
    ]);
    const own = { node: 'unowned' };
    const done = await readCampaigns(knex, basics, own, NOW);
    expect(done.items.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('say how many teams they leave out', async () => {
    const knex = await createDatabase(id);
    const owners = Array.from(
      { length: 53 },
      (_, index) => `user:default/u${index}`,
    );
    await addTargets(knex, catalogTarget('a', { owners }));
    await addResult(knex, 'a', { campaigns: WAITING });
    const { items } = await readCampaigns(knex, basics, {}, NOW);
    expect(items[0].teams).toHaveLength(50);
    expect(items.map(({ teamsLeft }) => teamsLeft)).toEqual([3, 0]);
  });

  it('end with the last moment of their day, and are not done where nothing was asked', async () => {
    const knex = await createDatabase(id);
    const stateAt = async (time: string) => {
      const read = await readCampaigns(knex, basics, {}, new Date(time));
      return read.items.find(({ name }) => name === 'early')?.state;
    };
    expect(await stateAt('2026-06-30T23:59:59.999Z')).toBe('open');
    expect(await stateAt('2026-07-01T00:00:00Z')).toBe('overdue');
  });
});

describe.each(databaseIds)('the card of a node on %p', id => {
  it('has every scorecard with services below, and the worst checks', async () => {
    const knex = await organization(id);
    await addResult(knex, 'd', {}, scorecards.find('other'));
    const ref = 'group:default/company';
    const node = await readNode(knex, scorecards, ref, {}, NOW);
    expect(node).toMatchObject({
      ref,
      title: 'COMPANY',
      scorecards: [
        {
          scorecard: 'basics',
          levels: ['Bronze', 'Silver'],
          rollUp: { ref, services: 3, levels: [1, 1, 1], overdue: 1 },
          overdueServices: [{ entityRef: expect.any(String) }],
          // What weighs more comes first, also where fewer services fail it.
          worst: [
            { check: 'scanned-recently', failing: 1, weight: 8 },
            { check: 'sbom-present', failing: 2, advice: expect.any(String) },
          ],
        },
      ],
    });
    const user = await readNode(knex, scorecards, 'user:default/ann', {}, NOW);
    expect(user.scorecards[0].rollUp.services).toBe(1);
  });

  it('is empty where the catalog has none', async () => {
    const knex = await createDatabase(id);
    expect(
      await readNode(knex, scorecards, 'group:default/no', {}, SCORED_AT),
    ).toEqual({ ref: 'group:default/no', title: 'no', scorecards: [] });
  });
});
