import type { PackageFacts } from '@safety-curtain/plugin-supply-chain-node';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { storeReleaseFacts } from './storeReleaseFacts';

describe.each(databaseIds)('facts of releases on %p', databaseId => {
  it('tell that a public registry has the name, where none knows the version', async () => {
    const knex = await createDatabase(databaseId);
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, 'component:default/shop', [
      lockFile('package-lock.json', npm('@acme/ui', '1.0.0')),
    ]);
    const { id } = (await knex('components').first('id'))!;
    const components = [{ id: Number(id), version: '1.0.0' }];
    const storedOf = async (...facts: PackageFacts[]) => {
      const answers = facts.map(each => ({
        components,
        again: [],
        facts: each,
      }));
      await knex.transaction(trx =>
        storeReleaseFacts(trx, [{ answers } as never]),
      );
      const row = await knex('component_facts').first('release');
      return JSON.parse(row!.release!);
    };
    const elsewhere: PackageFacts = { versions: new Map(), isPublic: true };
    expect(await storedOf(elsewhere)).toEqual({ isPublic: true });
    const known: PackageFacts = {
      versions: new Map([
        ['1.0.0', { licenses: [], release: { yanked: true } }],
      ]),
    };
    expect(await storedOf(elsewhere, known)).toEqual({ yanked: true });
  });
});
