import { storeAdvisories } from '../flows/advise/storeAdvisories';
import { createDatabase, databaseIds } from '../__testUtils__/databases';
import {
  addTargets,
  advisory,
  allFindings,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../__testUtils__/organization';

const ROUNDS = 60;

describe.each(databaseIds)(
  'a scan and an advisory update at once on %p',
  id => {
    it('never miss each other', async () => {
      const knex = await createDatabase(id);
      await addTargets(knex, catalogTarget('shop'));
      for (let round = 0; round < ROUNDS; round++) {
        const name = `package-${round}`;
        const record = advisory(`TEST-${round}`, name, '2.0.0');
        await Promise.all([
          storeScanOf(knex, 'component:default/shop', [
            lockFile('package-lock.json', npm(name, '1.0.0')),
          ]),
          storeAdvisories(knex, 'test', [record], new Date()),
        ]);
        const open = (await allFindings(knex)).filter(f => f.state === 'open');
        expect(open).toMatchObject([{ package: name, advisory: record.id }]);
      }
    });
  },
);
