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
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import { readOverview } from './overview';
import { readTriageSummary } from './triageSummary';

const DAY_MS = 86_400_000;
const OWNERS = 52;

describe.each(databaseIds)('owners of very many services on %p', id => {
  it('are the first, and how many more there are', async () => {
    const knex = await createDatabase(id);
    const names = Array.from({ length: OWNERS }, (_, at) => `service-${at}`);
    await addTargets(
      knex,
      ...names.map(name =>
        catalogTarget(name, { owners: [`group:default/${name}`] }),
      ),
    );
    const now = new Date();
    await storeAdvisories(
      knex,
      'test',
      [advisory('TEST-1', 'lodash', '4.17.21')],
      now,
    );
    for (const name of names) {
      await storeScanOf(knex, `component:default/${name}`, [
        lockFile('package-lock.json', npm('lodash', '4.17.0')),
      ]);
    }
    await triage(knex);
    const later = new Date(now.getTime() + 400 * DAY_MS);
    const summary = await readTriageSummary(knex, {}, later);
    expect(summary.owners).toHaveLength(50);
    expect(summary.ownersLeft).toBe(2);
    const overview = await readOverview(knex, {}, later);
    expect(overview.owners).toHaveLength(50);
    expect(overview.ownersLeft).toBe(2);
    const one = { owner: ['group:default/service-1'] };
    expect((await readTriageSummary(knex, one, later)).ownersLeft).toBe(0);
    const none = { owner: ['group:default/nobody'] };
    expect(await readTriageSummary(knex, none, later)).toMatchObject({
      owners: [],
      ownersLeft: 0,
    });
  });
});
