import { archiveOf } from '../../__testUtils__/archive';
import { toDate } from '../../database/dialect';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets } from '../../__testUtils__/organization';
import { createReplica } from '../../__testUtils__/scanning';
import { directory, scanNow, target } from '../scan/__testUtils__/scannedShop';
import { filesOfSource } from './filesOfSource';

jest.setTimeout(60_000);

describe.each(databaseIds)('The files of a source on %s', id => {
  it('are those that its scan saw, but for folders that it does not look into', async () => {
    directory.setContent({
      shop: {
        'src/a.js': '',
        'examples/b.js': '',
        'node_modules/left/c.js': '',
      },
    });
    const knex = await createDatabase(id);
    const source = {
      type: 'file' as const,
      target: directory.resolve('shop'),
      exclude: ['examples'],
    };
    await addTargets(knex, target({ source }));
    const { id: targetId } = (await knex('targets').first('id'))!;
    const archive = archiveOf(knex);
    expect(await filesOfSource(knex, archive, targetId)).toBeUndefined();
    const replica = createReplica({ knex, root: directory.path });
    await scanNow(knex, replica);
    await replica.close();
    const { paths, sees, seenAt } = (await filesOfSource(
      knex,
      archive,
      targetId,
    ))!;
    const scan = (await knex('scans').first('started_at'))!;
    expect(seenAt).toEqual(toDate(scan.started_at));
    expect([...paths]).toEqual(['src/a.js']);
    const seen = ['src/b.js', 'examples/b.js', 'node_modules/left/c.js'];
    expect(seen.filter(sees)).toEqual(['src/b.js']);
  });
});
