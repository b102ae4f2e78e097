import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../../__testUtils__/databases';
import { startServer, TestServer } from '../../../__testUtils__/httpServer';
import { PomRegistry } from '../../../outside/registries/PomRegistry';
import { Asking } from './Asking';
import { PomCache } from './PomCache';

describe.each(databaseIds)('questions for POMs on %s', id => {
  const names = ['r:a:1', 'r:b:1', 'r:c:1', 'r:d:1', 'r:e:1'];
  const never = new AbortController().signal;
  let server: TestServer;
  let knex: Knex;
  const cacheOf = (authorization?: string) =>
    new PomCache({
      knex,
      registry: new PomRegistry({
        url: server.url,
        timeoutMs: 5000,
        maxBytes: 1000,
        authorization,
      }),
    });

  beforeEach(async () => {
    server = await startServer();
    knex = await createDatabase(id);
  });
  afterEach(() => server.close());

  it('take a bounded time where a registry does not answer', async () => {
    server.otherwise = () => undefined;
    const answers = await cacheOf().take(names, new Asking(never, 2000));
    expect([...answers.keys()]).toEqual(names);
    for (const answer of answers.values()) {
      expect(answer).toMatchObject({ state: 'failed' });
    }
    expect(server.takeRequests()).toHaveLength(1);
  });

  it('end after some failures, and with the scan', async () => {
    server.otherwise = (_, response) => response.writeHead(500).end();
    const answers = await cacheOf().take(names, new Asking(never));
    expect(answers.get('r:e:1')).toEqual({
      state: 'failed',
      reason: 'the registry did not answer other questions',
    });
    expect(server.takeRequests()).toHaveLength(3);
    await expect(
      cacheOf().take(
        ['r:f:1'],
        new Asking(AbortSignal.abort(new Error('end'))),
      ),
    ).rejects.toThrow('end');
  });

  it('carry the credentials of the configuration, and bound what comes', async () => {
    const asked: unknown[] = [];
    server.otherwise = (request, response) => {
      asked.push(request.headers.authorization);
      response.end(
        request.url!.includes('/a/') ? '<project/>' : 'x'.repeat(2000),
      );
    };
    const answers = await cacheOf('Bearer t').take(
      names.slice(0, 2),
      new Asking(never),
    );
    expect(asked).toEqual(['Bearer t', 'Bearer t']);
    expect(answers.get('r:a:1')).toEqual({ pom: Buffer.from('<project/>') });
    expect(answers.get('r:b:1')).toMatchObject({
      state: 'absent',
      reason: expect.stringMatching(/larger than 1000 bytes/),
    });
  });

  it('are forgotten where nobody asks again, but for POMs', async () => {
    server.answers.set('/r/a/1/a-1.pom', '<project/>');
    await cacheOf().take(names.slice(0, 2), new Asking(never));
    await cacheOf().forget(new Date(Date.now() + 20 * 24 * 60 * 60_000));
    expect(await knex('maven_poms')).toHaveLength(2);
    await cacheOf().forget(new Date(Date.now() + 40 * 24 * 60 * 60_000));
    expect(await knex('maven_poms').pluck('name')).toEqual(['r:a:1']);
  });

  it('are kept up to a bound: those that were asked for longest ago go first', async () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      server.answers.set(`/r/${name}/1/${name}-1.pom`, '<project/>');
    }
    await cacheOf().take(names, new Asking(never));
    const now = new Date();
    for (const [minutes, name] of ['c', 'a', 'd', 'b'].entries()) {
      await knex('maven_poms')
        .where('name', `r:${name}:1`)
        .update({ asked_at: new Date(now.getTime() - minutes * 60_000) });
    }
    const kept = () => knex('maven_poms').orderBy('name').pluck('name');
    await cacheOf().forget(now, 4);
    expect(await kept()).toEqual(names);
    await cacheOf().forget(now, 2);
    // What the registry does not have is no POM that takes room.
    expect(await kept()).toEqual(['r:a:1', 'r:c:1', 'r:e:1']);
    server.takeRequests();
    await cacheOf().take(['r:d:1'], new Asking(never));
    expect(server.takeRequests()).toEqual(['/r/d/1/d-1.pom']);
  });
});
