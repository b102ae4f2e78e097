import {
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import fc from 'fast-check';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { readTargetResources, targetRules, whereTarget } from './targetRules';

const rules = Object.values(targetRules);
const ruleset = {
  getRuleByName: (name: string) => rules.find(rule => rule.name === name)!,
};
const isAllowed = createConditionAuthorizer(ruleset as never);
const toCriteria = createConditionTransformer(ruleset as never);

const owners = ['group:default/a', 'group:default/b', 'user:default/c'];
const systems = ['system:default/x', 'system:default/y'];

type Criteria = PermissionCriteria<PermissionCondition>;

const condition: fc.Arbitrary<PermissionCondition> = fc.oneof(
  fc.record({
    resourceType: fc.constant('supply-chain-target'),
    rule: fc.constant('IS_ENTITY_OWNER'),
    params: fc.record({ claims: fc.subarray([...owners, "' or 1=1 --"]) }),
  }),
  fc.record({
    resourceType: fc.constant('supply-chain-target'),
    rule: fc.constant('IS_IN_SYSTEM'),
    params: fc.record({
      systems: fc.subarray([...systems, 'system:default/z']),
    }),
  }),
);

const { criteria } = fc.letrec<{ criteria: Criteria; some: Criteria[] }>(
  tie => ({
    criteria: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      condition,
      fc.record({ not: tie('criteria') }),
      fc.record({ anyOf: tie('some') }) as fc.Arbitrary<Criteria>,
      fc.record({ allOf: tie('some') }) as fc.Arbitrary<Criteria>,
    ),
    some: fc.array(tie('criteria'), { minLength: 1, maxLength: 3 }),
  }),
);

/** One target for each set of owners in each system, and in none. */
const targets = [undefined, ...systems].flatMap((systemRef, s) =>
  Array.from({ length: 2 ** owners.length }, (_, bits) =>
    catalogTarget(`t-${s}-${bits}`, {
      systemRef,
      owners: owners.filter((_owner, i) => Math.floor(bits / 2 ** i) % 2 === 1),
    }),
  ),
);

describe.each(databaseIds)('permission rules on %p', id => {
  it('allow the same targets one by one as in a query', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, ...targets);
    const refs = targets.map(target => target.entityRef).sort();
    const resources = await readTargetResources(knex, refs);
    await fc.assert(
      fc.asyncProperty(criteria, async conditions => {
        const one = refs.filter((_, i) =>
          isAllowed(
            {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'supply-chain',
              resourceType: 'supply-chain-target',
              conditions,
            } as never,
            resources[i],
          ),
        );
        const query = knex('targets as t').orderBy('t.entity_ref');
        whereTarget(query, toCriteria(conditions as never) as never);
        expect(await query.pluck('t.entity_ref')).toEqual(one);
      }),
      { numRuns: 150 },
    );
  });

  it('read the facts that they need, in the order of the refs', async () => {
    const knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('a', { owners: ['group:default/b', 'group:default/a'] }),
      catalogTarget('b', { owners: [], systemRef: 'system:default/x' }),
    );
    expect(
      await readTargetResources(knex, [
        'component:default/b',
        'component:default/none',
        'component:default/a',
      ]),
    ).toEqual([
      {
        entityRef: 'component:default/b',
        owners: [],
        systemRef: 'system:default/x',
      },
      undefined,
      {
        entityRef: 'component:default/a',
        owners: ['group:default/a', 'group:default/b'],
        systemRef: undefined,
      },
    ]);
  });
});
