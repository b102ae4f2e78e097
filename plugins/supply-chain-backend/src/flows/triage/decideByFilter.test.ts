import type { FindingDecisionRequest } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { triage } from '../../__testUtils__/triage';
import { listFindings } from '../../views/findings/listFindings';
import { storeAdvisories } from '../advise/storeAdvisories';
import type { Decider } from './chooseFindings';
import { decideFindings } from './decideFindings';

const ours = { access: { owners: ['group:default/team'] } };

const everyone: Decider = {
  who: 'user:default/ann',
  decide: {},
  propose: {},
  read: {},
  approve: false,
};

describe.each(databaseIds)('decisions by a filter on %p', id => {
  let knex: Knex;

  const scan = (name: string, ...names: string[]) =>
    storeScanOf(knex, `component:default/${name}`, [
      lockFile('package-lock.json', ...names.map(one => npm(one, '1.0.0'))),
    ]);

  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(
      knex,
      catalogTarget('pay'),
      catalogTarget('shop', { owners: ['group:default/other'] }),
    );
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-1', 'lodash', '4.17.21'),
        advisory('GHSA-2', 'minimist', undefined),
      ],
      new Date(),
    );
    await scan('pay', 'lodash', 'minimist');
    await scan('shop', 'lodash', 'minimist');
    await triage(knex);
  });

  const decide = (
    request: Partial<FindingDecisionRequest>,
    decider: Partial<Decider> = {},
  ) =>
    decideFindings(
      knex,
      {
        analysis: {
          state: 'not_affected',
          justification: 'code_not_reachable',
        },
        reason: 'Nobody calls it.',
        ...request,
      },
      { ...everyone, ...decider },
      { longestExceptionMs: 1 },
      new Date(),
    );

  /** As people do: looked at, then done. */
  async function previewed(
    request: Partial<FindingDecisionRequest>,
    decider: Partial<Decider> = {},
  ) {
    const { seen } = await decide({ ...request, dryRun: true }, decider);
    return decide({ ...request, seen }, decider);
  }

  async function dismissed(): Promise<string[]> {
    await triage(knex);
    const query = { state: ['dismissed' as const], limit: 100 };
    const { items } = await listFindings(knex, query, {});
    return items.map(one => `${one.targetName} ${one.package}`).sort();
  }

  it('are about all that match it, each for its service', async () => {
    const decided = await previewed({ filter: { package: 'lodash' } });
    expect(decided).toMatchObject({ topics: 2, services: 2, left: 0 });
    expect(await dismissed()).toEqual(['pay lodash', 'shop lodash']);
  });

  it('keep to a service that it names, in any case', async () => {
    await previewed({ filter: { entityRef: 'Component:default/SHOP' } });
    expect(await dismissed()).toEqual(['shop lodash', 'shop minimist']);
  });

  it('leave what the caller may not decide about, and say how much that is', async () => {
    const decided = await previewed({ filter: {} }, { decide: ours });
    expect(decided).toMatchObject({ services: 1, left: 2, state: 'active' });
    expect(await dismissed()).toEqual(['pay lodash', 'pay minimist']);
  });

  it('tell nothing of what the caller may not see', async () => {
    const decided = await previewed({ filter: {} }, { read: ours });
    expect(decided).toMatchObject({ services: 1, left: 0 });
    await expect(
      decide({ filter: {}, dryRun: true }, { read: undefined }),
    ).rejects.toThrow(/No finding matches the filter/);
  });

  it('are proposals where the caller may decide nowhere', async () => {
    const decided = await previewed({ filter: {} }, { decide: undefined });
    expect(decided).toMatchObject({ services: 2, state: 'proposed' });
    expect(await dismissed()).toEqual([]);
  });

  it('are refused where nobody looked, or something else would be touched', async () => {
    const filter = { package: 'lodash' };
    await expect(decide({ filter })).rejects.toThrow(/previewed/);
    const { seen } = await decide({ filter, dryRun: true });
    await addTargets(knex, catalogTarget('blog'));
    await scan('blog', 'lodash');
    await expect(decide({ filter, seen })).rejects.toThrow(
      /Other findings would be decided about/,
    );
    expect(await dismissed()).toEqual([]);
  });

  it('see what somebody else decided meanwhile', async () => {
    const filter = { package: 'lodash' };
    const { seen } = await decide({ filter, dryRun: true });
    await previewed({ filter });
    const late = { filter: { ...filter, state: ['dismissed' as const] } };
    await triage(knex);
    await expect(decide({ ...late, seen })).rejects.toThrow(
      /user:default\/ann decided about GHSA-1 meanwhile/,
    );
    const { replaces } = await previewed(late, { who: 'user:default/bob' });
    expect(replaces).toHaveLength(2);
  });

  it('never touch what was resolved', async () => {
    await expect(
      decide({ filter: { state: ['resolved'] }, dryRun: true }),
    ).rejects.toThrow(/No finding matches/);
  });

  it('are refused beyond what is taken at once', async () => {
    // The database works the risk out by itself.
    const {
      id: _,
      risk: _risk,
      ...finding
    } = (await knex('findings').first())!;
    const many = Array.from({ length: 10_000 }, (__, index) => index + 1000);
    await knex.batchInsert(
      'packages',
      many.map(number => ({
        id: number,
        ecosystem: 'npm',
        name: `p${number}`,
        lookup_name: `p${number}`,
      })),
      200,
    );
    await knex.batchInsert(
      'findings',
      many.map(number => ({
        ...finding,
        fingerprint: `f${number}`,
        package_id: number,
      })),
      200,
    );
    await expect(decide({ filter: {}, dryRun: true })).rejects.toThrow(
      /More than 10000 findings match; narrow the filter/,
    );
  });
});

describe.each(databaseIds)(
  'findings that many may propose about, on %p',
  id => {
    it('are proposed by advisory where none may be decided', async () => {
      const knex = await createDatabase(id);
      await addTargets(knex, catalogTarget('pay'));
      await storeAdvisories(
        knex,
        'test',
        [advisory('GHSA-1', 'lodash', '4.17.21')],
        new Date(),
      );
      await storeScanOf(knex, 'component:default/pay', [
        lockFile('package-lock.json', npm('lodash', '1.0.0')),
      ]);
      const elsewhere = { access: { owners: ['group:default/other'] } };
      const decided = await decideFindings(
        knex,
        {
          advisory: 'GHSA-1',
          analysis: { state: 'false_positive' },
          reason: 'It is another package.',
        },
        { ...everyone, decide: elsewhere },
        { longestExceptionMs: 1 },
        new Date(),
      );
      expect(decided).toMatchObject({ services: 1, state: 'proposed' });
    });
  },
);
