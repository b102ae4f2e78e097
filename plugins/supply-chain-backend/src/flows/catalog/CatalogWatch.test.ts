import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { claimTarget } from '../../records/scans/queue';
import { builtInDistribution } from '../../records/licenses/options';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { CatalogWatch } from './CatalogWatch';

function entity(
  name: string,
  changes: Partial<Entity['metadata']> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      etag: '1',
      annotations: {
        'backstage.io/source-location': `url:https://git.example/acme/${name}/`,
      },
      ...changes,
    },
    spec: { type: 'service' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/team' }],
  };
}

const at = (url: string) => ({
  annotations: { 'backstage.io/source-location': url },
});

const asksForStructure = (request: unknown) =>
  JSON.stringify(request).includes('"$in":["group","system","domain"]');

/** A watch over a catalog that a test changes; pages hold two entities. */
async function watchOf(id: (typeof databaseIds)[number][0]) {
  const knex = await createDatabase(id);
  const catalog = catalogServiceMock.mock();
  let entities: Entity[] = [];
  let failAt: number | undefined;
  const queries: unknown[] = [];
  let structureAway = false;
  catalog.queryEntities.mockImplementation(async request => {
    if (asksForStructure(request)) {
      if (structureAway) throw new Error('Too many groups');
      return { items: [], totalItems: 0, pageInfo: {} };
    }
    queries.push(request);
    const start = Number((request as { cursor?: string }).cursor ?? 0);
    if (start === failAt) throw new Error('The catalog is away');
    const items = entities.slice(start, start + 2);
    const next = start + 2 < entities.length ? `${start + 2}` : undefined;
    return {
      items,
      totalItems: entities.length,
      pageInfo: { nextCursor: next },
    };
  });
  const watch = new CatalogWatch({
    catalog,
    auth: mockServices.auth(),
    knex,
    filter: { kind: 'component' },
    distribution: builtInDistribution,
    logger: mockServices.logger.mock(),
  });
  return {
    knex,
    watch,
    queries,
    pass(
      next: Entity[],
      options: { failAt?: number; structureAway?: boolean } = {},
    ) {
      entities = next;
      failAt = options.failAt;
      structureAway = options.structureAway ?? false;
      return watch.reconcile();
    },
  };
}

async function targetsOf(knex: Knex) {
  const rows = await knex('targets').orderBy('entity_ref');
  return rows.map(row => ({
    ref: row.entity_ref.replace('component:default/', ''),
    present: row.removed_at === null,
    due: row.next_scan_at !== null,
  }));
}

/** As if a scan of every target had just ended well. */
function settle(knex: Knex) {
  return knex('targets').update({
    next_scan_at: new Date('2040-01-01'),
    pending_trigger: null,
    source_etag: 'known',
    attempts: 3,
  });
}

describe.each(databaseIds)('CatalogWatch on %p', id => {
  it('adds what the catalog has, page after page, due at once', async () => {
    const { knex, watch, pass, queries } = await watchOf(id);
    const names = ['a', 'b', 'c', 'd', 'e'];
    expect(await pass(names.map(name => entity(name)))).toEqual({
      added: 5,
      changed: 0,
      removed: 0,
    });
    expect(await targetsOf(knex)).toEqual(
      names.map(ref => ({ ref, present: true, due: true })),
    );
    expect(await knex('target_owners').pluck('owner_ref')).toHaveLength(5);
    expect(queries).toMatchObject([
      { query: { kind: 'component' } },
      { cursor: '2' },
      { cursor: '4' },
    ]);
    expect(watch.pass).toEqual({ lastPassAt: expect.any(Date) });
    const claimed = await claimTarget(knex, { leaseMs: 1000, perHost: 9 });
    expect(claimed?.trigger).toBe('catalog');
  });

  it('changes nothing for entities whose etag is known', async () => {
    const { knex, pass } = await watchOf(id);
    await pass([entity('a')]);
    await settle(knex);
    expect(await pass([entity('a', { title: 'Same etag' })])).toEqual({
      added: 0,
      changed: 0,
      removed: 0,
    });
    expect(await knex('targets').pluck('name')).toEqual(['a']);
  });

  it('takes over what changed without a scan, and scans what moved', async () => {
    const { knex, pass } = await watchOf(id);
    await pass([entity('a'), entity('b'), entity('c')]);
    await settle(knex);
    const result = await pass([
      entity('a', { etag: '2', title: 'New title' }),
      entity('b', { etag: '2', ...at('url:https://git.example/acme/new/') }),
      entity('c', { etag: '2', annotations: {} }),
    ]);
    expect(result).toEqual({ added: 0, changed: 3, removed: 0 });
    const rows = await knex('targets').orderBy('entity_ref');
    expect(rows.map(row => [row.name, row.source_etag, row.attempts])).toEqual([
      ['New title', 'known', 3],
      ['b', null, 0],
      ['c', null, 0],
    ]);
    const claimed = await claimTarget(knex, { leaseMs: 60_000, perHost: 9 });
    expect(claimed).toMatchObject({
      entityRef: 'component:default/b',
      source: { target: 'https://git.example/acme/new/' },
    });
    // One has no source any more, the other is not due.
    expect(
      await claimTarget(knex, { leaseMs: 60_000, perHost: 9 }),
    ).toBeUndefined();
  });

  it('removes what left the catalog, and takes back what returned', async () => {
    const { knex, pass } = await watchOf(id);
    await pass([entity('a'), entity('b'), entity('c')]);
    const before = await knex('targets').orderBy('entity_ref').pluck('id');
    await settle(knex);
    expect(await pass([entity('a'), entity('c')])).toMatchObject({
      removed: 1,
    });
    expect((await targetsOf(knex))[1]).toEqual({
      ref: 'b',
      present: false,
      due: false,
    });
    expect(await pass([entity('a'), entity('c')])).toMatchObject({
      removed: 0,
    });
    expect(await pass([entity('a'), entity('b'), entity('c')])).toMatchObject({
      changed: 1,
    });
    expect((await targetsOf(knex))[1]).toMatchObject({
      present: true,
      due: true,
    });
    expect(await knex('targets').orderBy('entity_ref').pluck('id')).toEqual(
      before,
    );
  });

  it('removes what opted out', async () => {
    const { knex, pass } = await watchOf(id);
    await pass([entity('a')]);
    const annotations = { 'safety-curtain.io/scan': 'disabled' };
    await pass([entity('a', { etag: '2', annotations })]);
    expect((await targetsOf(knex))[0].present).toBe(false);
  });

  it('removes nothing after a pass that failed on its second page, and says why', async () => {
    const { knex, watch, pass } = await watchOf(id);
    await pass([entity('a'), entity('b'), entity('c'), entity('d')]);
    const { lastPassAt } = watch.pass;
    await expect(
      pass([entity('e'), entity('a'), entity('b')], { failAt: 2 }),
    ).rejects.toThrow('The catalog is away');
    expect((await targetsOf(knex)).map(t => [t.ref, t.present])).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map(ref => [ref, true]),
    );
    expect(watch.pass).toEqual({ lastPassAt, error: 'The catalog is away' });
    await pass([entity('a')]);
    expect(watch.pass.error).toBeUndefined();
  });

  it('keeps targets in step where groups cannot be read, and says so', async () => {
    const { knex, watch, pass } = await watchOf(id);
    await pass([entity('a')]);
    expect(await pass([entity('b')], { structureAway: true })).toMatchObject({
      added: 1,
      removed: 1,
    });
    expect((await targetsOf(knex)).filter(t => t.present)).toMatchObject([
      { ref: 'b' },
    ]);
    expect(watch.pass).toEqual({
      lastPassAt: expect.any(Date),
      error: 'Groups, systems and domains could not be read: Too many groups',
    });
  });

  it('stops between pages when it is told to, and removes nothing', async () => {
    const { knex, watch, pass } = await watchOf(id);
    await pass([entity('a')]);
    await expect(
      watch.reconcile(AbortSignal.abort(new Error('Lease lost'))),
    ).rejects.toThrow('Lease lost');
    expect((await targetsOf(knex))[0].present).toBe(true);
  });

  it('stores what a hostile entity says, and goes on with the others', async () => {
    const { knex, pass } = await watchOf(id);
    const hostile = entity('a', {
      title: 'NUL \0 and <script>',
      tags: ["'; drop table targets; --", '__proto__'],
      ...at(`url:https://${'h'.repeat(300)}.example/\0`),
    });
    hostile.relations = Array.from({ length: 600 }, (_, i) => ({
      type: 'ownedBy',
      targetRef: `group:default/team-${i}`,
    }));
    expect(await pass([hostile, entity('b')])).toMatchObject({ added: 2 });
    expect((await targetsOf(knex)).map(t => t.ref)).toEqual(['a', 'b']);
    expect(await knex('target_owners').pluck('owner_ref')).toHaveLength(601);
  });
});
