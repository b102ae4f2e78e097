import {
  type AlertThresholds,
  defaultAlertThresholds,
} from '@safety-curtain/policy';
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
import { TargetReconciler } from '../catalog/targetStore';
import { storeAdvisories } from '../advise/storeAdvisories';

jest.setTimeout(120_000);

const SHOP = 'component:default/shop';
const signal = new AbortController().signal;

const score = (knex: Knex, thresholds?: AlertThresholds) =>
  scorerOf(knex, undefined, thresholds).scoreDue(signal);

const levels = (knex: Knex) =>
  knex('targets').orderBy('name', 'desc').pluck('alert_level');

const periods = async (knex: Knex) => {
  const rows = await knex('alert_levels').orderBy('id');
  return rows.map(({ level, until }) => [level, until === null]);
};

const scan = (knex: Knex, ...packages: [string, string][]) =>
  storeScanOf(knex, SHOP, [
    lockFile(
      'package-lock.json',
      ...packages.map(([name, version]) => npm(name, version)),
    ),
  ]);

const rated = (severity: string) => ({
  severity: [],
  database_specific: { severity },
});

describe.each(databaseIds)('alert levels on %p', id => {
  it('follow scans and advisories, and a service that was never read has none', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'), catalogTarget('new'));
    await score(knex);
    expect(await levels(knex)).toEqual([0, 0]);
    expect(await periods(knex)).toEqual([]);

    await scan(knex, ['a', '1.0.0'], ['b', '1.0.0']);
    await score(knex);
    expect(await levels(knex)).toEqual([1, 0]);

    const record = advisory('TEST-1', 'a', '2.0.0', rated('HIGH'));
    await storeAdvisories(knex, 'test', [record], new Date());
    await score(knex);
    expect(await levels(knex)).toEqual([3, 0]);

    await scan(knex, ['a', '2.0.0'], ['b', '1.0.0']);
    await score(knex);
    expect(await levels(knex)).toEqual([1, 0]);
    expect(await periods(knex)).toEqual([
      [1, false],
      [3, false],
      [1, true],
    ]);
  });

  it('are what other thresholds say, of every service', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeAdvisories(
      knex,
      'test',
      [advisory('TEST-1', 'a', '2.0.0', rated('LOW'))],
      new Date(),
    );
    await scan(knex, ['a', '1.0.0']);
    await score(knex);
    expect(await levels(knex)).toEqual([1]);
    const { high, medium } = defaultAlertThresholds;
    await score(knex, { high, medium: { ...medium, severities: ['low'] } });
    expect(await levels(knex)).toEqual([2]);
  });

  it('are written only where they differ', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await scan(knex, ['a', '1.0.0']);
    await score(knex);
    const written: string[] = [];
    knex.on('query', ({ sql }) => written.push(sql));
    await knex('scorecard_queue').update({ due_at: new Date(0) });
    await score(knex);
    expect(
      written.filter(sql =>
        /^(insert into|update) .?(targets|alert_levels|triage)/.test(sql),
      ),
    ).toEqual([]);
  });

  it('end when a service leaves the catalog', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await scan(knex, ['a', '1.0.0']);
    await score(knex);
    await new TargetReconciler(knex, new Date()).finish();
    await score(knex);
    expect(await periods(knex)).toEqual([[1, false]]);
    await addTargets(knex, catalogTarget('shop'));
    await knex('scorecard_queue').update({ due_at: new Date(0) });
    await score(knex);
    expect(await periods(knex)).toEqual([
      [1, false],
      [1, true],
    ]);
  });

  it('count license issues until an exception holds, and again when it ends', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await scan(knex, ['a', '1.0.0']);
    const { id: target } = (await knex('targets').first('id'))!;
    const { id: component } = (await knex('components').first('id'))!;
    const { id: license } = (await knex('licenses').first('id'))!;
    const again = async () => {
      await knex('scorecard_queue').update({ due_at: new Date(0) });
      await score(knex);
      return levels(knex);
    };
    await knex('license_issues').insert({
      target_id: target,
      component_id: component,
      license_id: license,
      policy: 'hosted-service',
      verdict: 2,
      relation: 0,
      scope: 0,
      package_name: 'a',
      first_seen_at: new Date(),
    });
    expect(await again()).toEqual([2]);
    const [{ id: exception }] = await knex('decisions')
      .insert({
        subject: 'license-exception',
        state: 'active',
        scope_kind: 'organization',
        verdict: 'allow',
        reason: 'It is fine',
        author: 'user:default/ann',
        created_at: new Date(),
      })
      .returning('id');
    await knex('license_issues').update({
      exception_id: exception,
      excepted_until: new Date(Date.now() + 60_000),
    });
    expect(await again()).toEqual([1]);
    await knex('license_issues').update({ excepted_until: new Date(0) });
    expect(await again()).toEqual([2]);
  });
});
