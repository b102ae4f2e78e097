import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ORGANIZATION, UNOWNED } from '@safety-curtain/policy';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { applyTargetFilter } from '../../records/targets/targetFilter';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { readStructure, titleOf } from '../../views/structure/readStructure';
import { StructureReconciler } from '../../records/structure/structureStore';
import { structureNodeOf } from '../../records/structure/structureNode';
import { StructureWatch } from './StructureWatch';

type DatabaseId = (typeof databaseIds)[number][0];

function entity(
  ref: string,
  relations: [string, string][] = [],
  changes: Partial<Entity['metadata']> = {},
): Entity {
  const [, kind, namespace, name] = /^(.+):(.+)\/(.+)$/.exec(ref)!;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name, etag: '1', ...changes },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

const ORGANIZATION_OF_FOUR = [
  entity('Group:default/web', [['childOf', 'group:default/unit']], {
    title: 'Web',
  }),
  entity('Group:default/unit', [
    ['childOf', 'group:default/company'],
    ['parentOf', 'group:default/web'],
    ['hasMember', 'user:default/ann'],
  ]),
  entity('System:default/shop', [
    ['partOf', 'domain:default/sales'],
    ['ownedBy', 'group:default/web'],
  ]),
  entity('Domain:default/sales', [['partOf', 'domain:default/all']]),
];

/** A watch over a catalog that a test changes. */
async function watchOf(id: DatabaseId) {
  const knex = await createDatabase(id);
  let catalog = catalogServiceMock({ entities: [] });
  const pages = {
    queryEntities: (...args: Parameters<typeof catalog.queryEntities>) =>
      catalog.queryEntities(...args),
    getEntitiesByRefs: (
      ...args: Parameters<typeof catalog.getEntitiesByRefs>
    ) => catalog.getEntitiesByRefs(...args),
  };
  const watch = new StructureWatch({
    catalog: pages as never,
    auth: mockServices.auth(),
    knex,
  });
  return {
    knex,
    pages,
    watch,
    pass(entities: Entity[]) {
      catalog = catalogServiceMock({ entities });
      return watch.reconcile();
    },
  };
}

const stored = (knex: Knex) =>
  knex('structure_nodes').orderBy('ref').pluck('ref');

async function edgesOf(knex: Knex) {
  const rows = await knex('structure_edges').orderBy(['from_ref', 'to_ref']);
  return rows.map(row => `${row.from_ref} ${row.relation} ${row.to_ref}`);
}

/** Targets that a node counts, as lists find them. */
async function below(knex: Knex, node: string): Promise<string[]> {
  const select = knex('targets as t');
  applyTargetFilter(select, { node });
  return (await select.pluck('t.entity_ref')).sort();
}

describe.each(databaseIds)('the structure on %p', id => {
  it('is what the catalog has of groups, systems and domains', async () => {
    const { knex, pass } = await watchOf(id);
    await pass([...ORGANIZATION_OF_FOUR, entity('Component:default/a')]);
    expect(await stored(knex)).toEqual([
      'domain:default/sales',
      'group:default/unit',
      'group:default/web',
      'system:default/shop',
    ]);
    expect(await edgesOf(knex)).toEqual([
      'domain:default/sales partOf domain:default/all',
      'group:default/unit childOf group:default/company',
      'group:default/web childOf group:default/unit',
      'system:default/shop partOf domain:default/sales',
    ]);
  });

  it('has those users only that own something', async () => {
    const { knex, pass } = await watchOf(id);
    await addTargets(
      knex,
      catalogTarget('a', { owners: ['user:default/ann'] }),
    );
    const users = [
      entity('User:default/ann', [['memberOf', 'group:default/web']]),
      entity('User:default/ben', [['memberOf', 'group:default/web']]),
    ];
    await pass([...ORGANIZATION_OF_FOUR, ...users]);
    expect(await stored(knex)).toContain('user:default/ann');
    expect(await stored(knex)).not.toContain('user:default/ben');
    expect(await below(knex, 'group:default/company')).toEqual([
      'component:default/a',
    ]);
  });

  it('follows what changed and what left, and writes nothing else', async () => {
    const { knex, pass } = await watchOf(id);
    await pass(ORGANIZATION_OF_FOUR);
    const [web, ...others] = ORGANIZATION_OF_FOUR;
    await pass([
      entity('Group:default/web', [['childOf', 'group:default/new']], {
        etag: '2',
        title: 'Web shop',
      }),
      ...others.slice(0, 2),
    ]);
    expect(await edgesOf(knex)).toEqual([
      'group:default/unit childOf group:default/company',
      'group:default/web childOf group:default/new',
      'system:default/shop partOf domain:default/sales',
    ]);
    const { titles } = await readStructure(knex);
    expect(titleOf(titles, 'group:default/web')).toBe('Web shop');
    expect(titleOf(titles, 'group:default/gone')).toBe('gone');
    const written: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => {
      if (!/^select/i.test(sql)) written.push(sql);
    });
    await pass([
      { ...web, metadata: { ...web.metadata, etag: '2' } },
      ...others.slice(0, 2),
    ]);
    expect(written.filter(sql => /^(insert|update|delete)/.test(sql))).toEqual(
      [],
    );
  });

  it('stays where a pass broke off', async () => {
    const { knex, pages, pass, watch } = await watchOf(id);
    await pass(ORGANIZATION_OF_FOUR);
    const before = await stored(knex);
    pages.queryEntities = async () => {
      pages.queryEntities = async () => {
        throw new Error('The catalog is away');
      };
      return {
        items: [entity('Group:default/new')],
        totalItems: 2,
        pageInfo: { nextCursor: '1' },
      };
    };
    await expect(watch.reconcile()).rejects.toThrow('The catalog is away');
    expect(await stored(knex)).toEqual([...before, 'group:default/new'].sort());
  });

  it('takes hostile entities', async () => {
    const { knex, pass } = await watchOf(id);
    const group = entity(
      'Group:default/a',
      [
        ['childOf', `group:default/${'x'.repeat(300)}`],
        ['childOf', 'group:default/\0'],
        ...Array.from({ length: 2000 }, (_, at): [string, string] => [
          'childOf',
          `group:default/g${at}`,
        ]),
        ['childOf', 'group:default/g0'],
      ],
      { title: 'NUL \0' },
    );
    group.spec = { profile: { displayName: { evil: true } } };
    await pass([group, entity('Group:default/b')]);
    expect(await stored(knex)).toHaveLength(2);
    expect(await edgesOf(knex)).toHaveLength(500);
  });

  it('ends in circles and in depth', async () => {
    const knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('a', {
        owners: ['group:default/g0'],
        systemRef: 'system:default/round',
      }),
    );
    const reconciler = new StructureReconciler(knex);
    await reconciler.storePage([
      ...Array.from({ length: 2000 }, (_, at) =>
        structureNodeOf(
          entity(`Group:default/g${at}`, [
            ['childOf', `group:default/g${(at + 1) % 2000}`],
          ]),
        ),
      ),
      structureNodeOf(
        entity('System:default/round', [['partOf', 'system:default/round']]),
      ),
    ]);
    const a = 'component:default/a';
    expect(await below(knex, 'group:default/g1999')).toEqual([a]);
    expect(await below(knex, 'system:default/round')).toEqual([a]);
    const { structure } = await readStructure(knex);
    expect(structure.affectedBy(a)).toHaveLength(2002);
  });

  const GROUPS = [0, 1, 2, 3].map(at => `group:default/g${at}`);
  const WHOLES = ['system:default/s', 'domain:default/d', 'domain:default/e'];

  it('is the same to lists and to roll-ups, whatever its shape', async () => {
    const knex = await createDatabase(id);
    const some = (refs: string[]) => fc.subarray(refs);
    const nodes = [...GROUPS, ...WHOLES];
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(
          ...nodes.map(node => some(GROUPS.includes(node) ? GROUPS : WHOLES)),
        ),
        fc.array(fc.tuple(some(GROUPS), some(WHOLES)), {
          minLength: 1,
          maxLength: 4,
        }),
        async (above, services) => {
          await knex('targets').delete();
          await knex('target_owners').delete();
          await knex('structure_edges').delete();
          await knex('structure_nodes').delete();
          await addTargets(
            knex,
            ...services.map(([owners, wholes], at) =>
              catalogTarget(`s${at}`, {
                owners,
                systemRef: wholes.find(ref => ref.startsWith('system')),
                domainRef: wholes.find(ref => ref.startsWith('domain')),
              }),
            ),
          );
          await new StructureReconciler(knex).storePage(
            nodes.map((ref, at) =>
              structureNodeOf(
                entity(
                  ref,
                  above[at].map(to => [
                    GROUPS.includes(ref) ? 'childOf' : 'partOf',
                    to,
                  ]),
                ),
              ),
            ),
          );
          const { structure } = await readStructure(knex);
          const refs = services.map((_, at) => `component:default/s${at}`);
          for (const node of [...nodes, UNOWNED, ORGANIZATION]) {
            expect(await below(knex, node)).toEqual(
              refs.filter(ref => structure.affectedBy(ref).includes(node)),
            );
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
