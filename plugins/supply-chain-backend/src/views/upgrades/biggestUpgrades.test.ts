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
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import { archiveOf } from '../../__testUtils__/archive';
import { biggestUpgrades } from './biggestUpgrades';
import { readUpgradePlan } from './servicePlan';

const NOW = new Date('2026-12-01T00:00:00Z');
const low = { severity: [], database_specific: { severity: 'LOW' } };

describe.each(databaseIds)('the biggest upgrades on %p', id => {
  let knex: Knex;
  beforeAll(async () => {
    knex = await createDatabase(id);
    const names = ['one', 'two', 'three'];
    await addTargets(
      knex,
      ...names.map(name =>
        catalogTarget(name, { owners: [`group:default/${name}`] }),
      ),
    );
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.19'),
        advisory('GHSA-bbbb-bbbb-bbbb', 'lodash', '4.17.21', low),
        advisory('GHSA-cccc-cccc-cccc', 'qs', '6.5.3', low),
        advisory('GHSA-dddd-dddd-dddd', 'ms', undefined, low),
      ],
      new Date(),
    );
    const deep = { direct: false };
    await storeScanOf(knex, 'component:default/one', [
      lockFile(
        'package-lock.json',
        npm('lodash', '4.17.15'),
        npm('qs', '6.5.2', deep),
        npm('ms', '1.0.0'),
      ),
      lockFile('web/package-lock.json', npm('lodash', '4.17.20', deep)),
    ]);
    await storeScanOf(knex, 'component:default/two', [
      lockFile('package-lock.json', npm('lodash', '4.17.15', deep)),
    ]);
    await storeScanOf(knex, 'component:default/three', [
      lockFile('package-lock.json', npm('lodash', '4.17.20', deep)),
    ]);
  });
  const biggest = (query = {}, targets = {}) =>
    biggestUpgrades(knex, query, targets, { now: NOW });

  it('count findings, services and what is urgent, each once', async () => {
    const { items, ...rest } = await biggest();
    expect(items).toEqual([
      {
        ecosystem: 'npm',
        package: 'lodash',
        from: ['4.17.15', '4.17.20'],
        to: '4.17.21',
        step: 'patch',
        unconfirmed: true,
        findings: 5,
        urgent: 2,
        left: 0,
        services: 3,
        directServices: 1,
        owners: ['one', 'three', 'two'].map(name => ({
          owner: `group:default/${name}`,
          services: 1,
        })),
        ownersLeft: 0,
        versionsKnown: 'fixed',
      },
      expect.objectContaining({ package: 'qs', to: '6.5.3', findings: 1 }),
    ]);
    expect(rest).toEqual({
      packages: { count: 3, atLeast: false },
      packagesLookedAt: 3,
      exact: true,
    });
  });

  it('are those of services that are asked for and may be seen', async () => {
    const ofTwo = { owner: ['group:default/two'] };
    for (const targets of [ofTwo, { access: { owners: ofTwo.owner } }]) {
      expect((await biggest({}, targets)).items).toEqual([
        expect.objectContaining({ findings: 2, services: 1, urgent: 1 }),
      ]);
    }
    const none = await biggest({}, { owner: ['group:default/nobody'] });
    expect(none).toMatchObject({ items: [], exact: true });
    expect((await biggest({ ecosystem: ['PyPI'] })).items).toEqual([]);
  });

  it('go no further than the plans of services for what was decided about', async () => {
    const decided = () =>
      knex('findings').whereIn(
        'vulnerability_id',
        knex('vulnerabilities')
          .where('key', 'GHSA-bbbb-bbbb-bbbb')
          .select('id'),
      );
    const ofTwo = knex('targets').where('name', 'two').select('id');
    await decided().whereIn('target_id', ofTwo).update({ state: 'dismissed' });
    const { items } = await biggest();
    expect(
      items
        .filter(one => one.package === 'lodash')
        .map(({ to, services, findings }) => ({ to, services, findings })),
    ).toEqual([
      { to: '4.17.21', services: 2, findings: 3 },
      { to: '4.17.19', services: 1, findings: 1 },
    ]);
    const plan = await readUpgradePlan(
      knex,
      archiveOf(knex),
      { entityRef: 'component:default/two' },
      {},
      { now: NOW },
    );
    expect(plan.changes.map(({ to }) => to)).toEqual(['4.17.19']);
    await decided().update({ state: 'open' });
  });

  it('move no version of which all was decided about', async () => {
    await addTargets(
      knex,
      catalogTarget('four', { owners: ['group:default/four'] }),
    );
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-eeee-eeee-eeee', 'tar', '1.0.1', low),
        advisory('GHSA-ffff-ffff-ffff', 'tar', undefined, {
          ...low,
          affected: [
            {
              package: { ecosystem: 'npm', name: 'tar' },
              ranges: [{ type: 'SEMVER', events: [{ introduced: '3.0.0' }] }],
            },
          ],
        }),
      ],
      new Date(),
    );
    await storeScanOf(knex, 'component:default/four', [
      lockFile(
        'package-lock.json',
        npm('tar', '1.0.0'),
        npm('tar', '3.0.0', { direct: false }),
      ),
    ]);
    const four = { owner: ['group:default/four'] };
    expect((await biggest({}, four)).items).toEqual([]);
    await knex('findings')
      .whereIn(
        'vulnerability_id',
        knex('vulnerabilities')
          .where('key', 'GHSA-ffff-ffff-ffff')
          .select('id'),
      )
      .update({ state: 'dismissed' });
    expect((await biggest({}, four)).items).toEqual([
      expect.objectContaining({
        package: 'tar',
        from: ['1.0.0'],
        to: '1.0.1',
        findings: 1,
      }),
    ]);
  });

  it('say where there is more', async () => {
    expect((await biggest({ limit: 1 })).items).toHaveLength(1);
  });
});
