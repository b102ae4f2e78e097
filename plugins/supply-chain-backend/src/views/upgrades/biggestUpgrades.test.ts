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
import { biggestUpgrades } from './biggestUpgrades';

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
    biggestUpgrades(knex, query, targets, NOW);

  it('count findings, services and what is urgent, each once', async () => {
    const { items, ...rest } = await biggest();
    expect(items).toEqual([
      {
        ecosystem: 'npm',
        package: 'lodash',
        from: ['4.17.15', '4.17.20'],
        to: '4.17.21',
        step: 'patch',
        findings: 5,
        urgent: 2,
        left: 0,
        services: 3,
        directServices: 1,
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

  it('say where there is more', async () => {
    expect((await biggest({ limit: 1 })).items).toHaveLength(1);
  });
});
