import { databaseIds } from '../__testUtils__/databases';
import {
  get,
  scanned,
  scored,
  type Server,
  start,
} from '../__testUtils__/portal';

describe.each(databaseIds)('alert levels on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await start(id);
    await scanned(server);
    await scored(server);
  });

  it('are told with services, which are filtered and sorted by them', async () => {
    const { body } = await get(server, '/targets?orderBy=alertLevel');
    expect(
      body.items.map((target: { name: string; alertLevel: string }) => [
        target.name,
        target.alertLevel,
      ]),
    ).toEqual([
      expect.arrayContaining(['high']),
      expect.arrayContaining(['high']),
    ]);
    const low = await get(server, '/targets?alertLevel=low&alertLevel=unknown');
    expect(low.body.items).toEqual([]);
    await get(server, '/targets?alertLevel=grave').expect(400);
  });

  it('say since when and why, and have a history', async () => {
    const path = '/targets/component/default/shop';
    const { body } = await get(server, path);
    expect(body.alert).toEqual({
      level: 'high',
      since: expect.any(String),
      because: [{ kind: 'severity', severity: 'critical', count: 1 }],
    });
    const history = await get(server, `${path}/alert-levels`).expect(200);
    expect(history.body.items[0]).toEqual({
      level: 'high',
      since: body.alert.since,
    });
    await get(server, '/targets/component/default/no/alert-levels').expect(404);
  });
});
