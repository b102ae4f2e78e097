import { readGatePolicies } from '@safety-curtain/policy';
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
import { scorerOf } from '../../__testUtils__/scoring';
import { triage } from '../../__testUtils__/triage';
import { addCurrentData } from '../../__testUtils__/vulnerabilityData';
import { storeAdvisories } from '../advise/storeAdvisories';
import { TargetReconciler } from '../catalog/targetStore';
import { decideFindings } from '../triage/decideFindings';

jest.setTimeout(120_000);

const SHOP = 'component:default/shop';
const signal = new AbortController().signal;

const score = (knex: Knex, policies: unknown[] = []) =>
  scorerOf(
    knex,
    undefined,
    undefined,
    readGatePolicies(policies, 'gates'),
  ).scoreDue(signal);

const outcomes = (knex: Knex) =>
  knex('targets').orderBy('name').pluck('gate_outcome');

const told = async (knex: Knex) => {
  const rows = await knex('outbox').where('kind', 'gate').orderBy('id');
  return rows.map(({ detail }) => JSON.parse(detail!));
};

const scan = (knex: Knex, ...packages: [string, string][]) =>
  storeScanOf(knex, SHOP, [
    lockFile(
      'package-lock.json',
      ...packages.map(([name, version]) => npm(name, version)),
    ),
  ]);

const critical = () =>
  advisory('TEST-1', 'a', '2.0.0', {
    severity: [],
    database_specific: { severity: 'CRITICAL' },
  });

describe.each(databaseIds)('stored outcomes of gates on %p', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await createDatabase(id);
    await addCurrentData(knex);
    await addTargets(knex, catalogTarget('shop'));
  });

  it('follow findings, and what changes is noted once the service was judged before', async () => {
    await scan(knex, ['a', '1.0.0']);
    await score(knex);
    const [first] = await outcomes(knex);
    expect(first).toBeGreaterThan(0);
    expect(await told(knex)).toEqual([]);

    await storeAdvisories(knex, 'test', [critical()], new Date());
    await score(knex);
    expect(await outcomes(knex)).toEqual([3]);
    expect(await told(knex)).toEqual([
      { gate: 'default', from: 'allow', to: 'block', reasons: 1 },
    ]);

    await scan(knex, ['a', '2.0.0']);
    await score(knex);
    expect(await outcomes(knex)).toEqual([first]);
    expect(await told(knex)).toHaveLength(2);
  });

  it('follow decisions', async () => {
    await storeAdvisories(knex, 'test', [critical()], new Date());
    await scan(knex, ['a', '1.0.0']);
    await triage(knex);
    await score(knex);
    expect(await outcomes(knex)).toEqual([3]);
    const ids = await knex('findings').pluck('id');
    await decideFindings(
      knex,
      {
        ids: ids.map(String),
        analysis: {
          state: 'not_affected',
          justification: 'code_not_reachable',
        },
        reason: 'It is never called.',
      },
      { who: 'user:default/ann', decide: {}, propose: {}, approve: false },
      { longestExceptionMs: 366 * 24 * 3_600_000 },
      new Date(),
    );
    await triage(knex);
    await score(knex);
    expect(await outcomes(knex)).not.toEqual([3]);
  });

  it('are what other policies say, of every service, without a change of facts', async () => {
    await storeAdvisories(knex, 'test', [critical()], new Date());
    await scan(knex, ['a', '1.0.0']);
    await score(knex);
    expect(await outcomes(knex)).toEqual([3]);
    await score(knex, [{ name: 'lenient', warnOnly: true }]);
    expect(await outcomes(knex)).toEqual([2]);
    expect((await told(knex)).at(-1)).toMatchObject({
      gate: 'lenient',
      from: 'block',
      to: 'warn',
    });
  });

  it('are written only where they differ', async () => {
    await scan(knex, ['a', '1.0.0']);
    await score(knex);
    const written: string[] = [];
    knex.on('query', ({ sql }) => written.push(sql));
    await knex('scorecard_queue').update({ due_at: new Date(0) });
    await score(knex);
    expect(
      written.filter(sql =>
        /^(insert into|update) .?(targets|outbox|triage)/.test(sql),
      ),
    ).toEqual([]);
  });

  it('end when the service leaves the catalog, and nobody is told', async () => {
    await scan(knex, ['a', '1.0.0']);
    await score(knex);
    await new TargetReconciler(knex, new Date()).finish();
    await score(knex);
    expect(await outcomes(knex)).toEqual([0]);
    expect(await told(knex)).toEqual([]);
  });
});
