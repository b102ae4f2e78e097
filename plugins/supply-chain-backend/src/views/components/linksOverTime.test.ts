import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { linksOverTime } from './linksOverTime';

describe.each(databaseIds)('links over time on %p', id => {
  it('are those of as many components as a search may find', async () => {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, 'component:default/shop', [
      lockFile(
        'package-lock.json',
        npm('left', '1.0.0'),
        npm('right', '1.0.0'),
      ),
    ]);
    const left = (await knex('components').where('name', 'left').first('id'))!;
    const others = Array.from({ length: 40_000 }, (_, n) => n + 1_000_000);
    const links = linksOverTime(knex, [...others, left.id]);
    expect(await knex.from(links.as('link'))).toMatchObject([
      { manifest: 'package-lock.json', past: 0 },
    ]);
  });
});
