import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { startServer, TestServer } from '../../__testUtils__/httpServer';
import { advisory } from '../../__testUtils__/organization';
import { zipOf } from '../../__testUtils__/zip';
import { OsvDumpSource } from './OsvDumpSource';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

function serve(ecosystem: string, changes: [time: string, id: string][]) {
  server.answers.set(
    `/${ecosystem}/modified_id.csv`,
    changes.map(([time, id]) => `${time},${id}\n`).join(''),
  );
}

const record = (id: string) => JSON.stringify(advisory(id, 'lodash', '4'));

async function serveDump(ecosystem: string, ...ids: string[]) {
  server.answers.set(
    `/${ecosystem}/all.zip`,
    await zipOf(ids.map(id => [`${id}.json`, record(id)])),
  );
}

async function read(ecosystems: string[], state?: JsonObject) {
  const source = new OsvDumpSource({ id: 'osv', url: server.url, ecosystems });
  const result = await source.read({
    state,
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
  });
  if (result.unchanged)
    throw new Error('Dumps are compared while they are read');
  const ids: unknown[] = [];
  for await (const one of result.records) {
    ids.push(typeof one === 'string' ? one : (one as { id: string }).id);
  }
  return { ids, ...result.done() };
}

const days = (day: number) => `2026-01-0${day}T00:00:00.000000Z`;

describe('OsvDumpSource', () => {
  it('takes the dump first, and nothing while the list stays as it was', async () => {
    serve('npm', [
      [days(2), 'B-2'],
      [days(1), 'A-1'],
    ]);
    await serveDump('npm', 'A-1', 'B-2');
    const first = await read(['npm']);
    expect(first.ids).toEqual(['A-1', 'B-2']);
    expect(first.dataAsOf).toEqual(new Date(days(2)));
    expect(server.takeRequests()).toEqual([
      '/npm/modified_id.csv',
      '/npm/all.zip',
    ]);

    const second = await read(['npm'], first.state);
    expect(second).toEqual({ ...first, ids: [], whole: false });
    expect(server.takeRequests()).toEqual(['/npm/modified_id.csv 304']);
  });

  it('takes only the records that changed since', async () => {
    serve('npm', [[days(1), 'A-1']]);
    await serveDump('npm', 'A-1');
    const { state } = await read(['npm']);
    server.takeRequests();

    serve('npm', [
      [days(4), 'D-4'],
      [days(3), 'C-3'],
      [days(1), 'A-1'],
    ]);
    server.answers.set('/npm/D-4.json', record('D-4'));
    server.answers.set('/npm/C-3.json', record('C-3'));
    const next = await read(['npm'], state);
    expect(next.ids).toEqual(['D-4', 'C-3']);
    expect(next.dataAsOf).toEqual(new Date(days(4)));
    expect(server.takeRequests().sort()).toEqual([
      '/npm/C-3.json',
      '/npm/D-4.json',
      '/npm/modified_id.csv',
    ]);
  });

  it('takes the dump again where too much changed', async () => {
    serve('npm', [[days(1), 'A-1']]);
    await serveDump('npm', 'A-1');
    const { state } = await read(['npm']);
    server.takeRequests();

    serve(
      'npm',
      Array.from({ length: 2001 }, (_, i) => [days(2), `B-${i}`]),
    );
    expect((await read(['npm'], state)).ids).toEqual(['A-1']);
    expect(server.takeRequests()).toEqual([
      '/npm/modified_id.csv',
      '/npm/all.zip',
    ]);
  });

  it('reads the other ecosystems where one fails, and that one again later', async () => {
    serve('PyPI', [[days(1), 'P-1']]);
    await serveDump('PyPI', 'P-1');
    server.answers.set('/npm/modified_id.csv', (_, response) =>
      response.writeHead(503).end(),
    );
    const first = await read(['npm', 'PyPI']);
    expect(first.ids).toEqual(['P-1']);
    expect(first.error?.message).toMatch(/^npm: .*503/);
    expect(Object.keys(first.state)).toEqual(['PyPI']);
    server.takeRequests();

    serve('npm', [[days(1), 'N-1']]);
    await serveDump('npm', 'N-1');
    const second = await read(['npm', 'PyPI'], first.state);
    expect(second.ids).toEqual(['N-1']);
    expect(second.error).toBeUndefined();
    expect(server.takeRequests()).toContain('/PyPI/modified_id.csv 304');
  });

  it('is as old as the oldest of its ecosystems, and names it', async () => {
    const written = new Map<string, string>();
    const serveWritten = async (ecosystem: string, day: number) => {
      const body = `${days(day)},${ecosystem}-1\n`;
      await serveDump(ecosystem, `${ecosystem}-1`);
      server.answers.set(
        `/${ecosystem}/modified_id.csv`,
        (request, response) => {
          const time = written.get(ecosystem);
          if (time) response.setHeader('Last-Modified', time);
          const known = request.headers['if-none-match'] === '"1"';
          response.writeHead(known ? 304 : 200, { etag: '"1"' });
          response.end(known ? undefined : body);
        },
      );
    };
    await serveWritten('npm', 5);
    await serveWritten('PyPI', 1);
    await serveWritten('Go', 3);
    const ecosystems = ['npm', 'PyPI', 'Go'];
    const first = await read(ecosystems);
    expect([first.oldestPart, first.dataAsOf]).toEqual([
      'PyPI',
      new Date(days(1)),
    ]);

    // A quiet ecosystem whose list was written later is no older for it.
    written.set('PyPI', 'Sun, 04 Jan 2026 00:00:00 GMT');
    const second = await read(ecosystems, first.state);
    expect(second.ids).toEqual([]);
    expect([second.oldestPart, second.dataAsOf]).toEqual([
      'Go',
      new Date(days(3)),
    ]);

    // A time to come says nothing.
    written.set('Go', 'Sun, 04 Jan 2099 00:00:00 GMT');
    expect((await read(ecosystems, second.state)).oldestPart).toBe('Go');

    server.answers.delete('/Go/modified_id.csv');
    const without = await read(ecosystems);
    expect([without.oldestPart, without.dataAsOf]).toEqual(['Go', undefined]);
  });

  it('counts a record that is gone as one bad record', async () => {
    serve('npm', [[days(1), 'A-1']]);
    await serveDump('npm', 'A-1');
    const { state } = await read(['npm']);
    serve('npm', [
      [days(4), 'D-4'],
      [days(3), 'C-3'],
      [days(2), 'B-2'],
    ]);
    server.answers.set('/npm/D-4.json', record('D-4'));
    server.answers.set('/npm/B-2.json', record('B-2'));
    const next = await read(['npm'], state);
    expect(next.ids).toEqual([
      'D-4',
      expect.stringMatching(/^C-3: .*404/),
      'B-2',
    ]);
    expect(next.error).toBeUndefined();
  });

  it('asks again for a record in whose place an error page came', async () => {
    serve('npm', [[days(1), 'A-1']]);
    await serveDump('npm', 'A-1');
    const { state } = await read(['npm']);
    serve('npm', [[days(2), 'B-2']]);
    server.answers.set('/npm/B-2.json', '<html>');
    const failed = await read(['npm'], state);
    expect(failed.error?.message).toBe('npm: B-2: not JSON');
    server.answers.set('/npm/B-2.json', record('B-2'));
    expect((await read(['npm'], failed.state)).ids).toEqual(['B-2']);
  });

  it.each([
    ['an empty list', '', ['A-1']],
    ['an error page', '<html>\n<p>Sorry, later</p></html>', ['A-1']],
    ['NUL bytes', '\0'.repeat(100), ['A-1']],
    [
      'a dump of far fewer records than are listed',
      ['C-3', 'B-2', 'A-1'].map(name => `${days(1)},${name}\n`).join(''),
      ['A-1'],
    ],
  ])('takes nothing for read with %s', async (_, list, dump) => {
    server.answers.set('/npm/modified_id.csv', list);
    await serveDump('npm', ...dump);
    const { error, state, whole } = await read(['npm']);
    expect(error?.message).toMatch(/^npm: /);
    expect([state, whole]).toEqual([{}, false]);
  });

  it('asks for an id as a name, never as a path', async () => {
    serve('npm', [[days(1), 'A-1']]);
    await serveDump('npm', 'A-1');
    const { state } = await read(['npm']);
    serve('npm', [
      [days(2), '../../admin?x=1#'],
      [days(1), 'A-1'],
    ]);
    const urls: (string | undefined)[] = [];
    server.answers.set('/npm/../../admin?x=1#.json', (request, response) => {
      urls.push(request.url);
      response.end('{}');
    });
    await read(['npm'], state);
    expect(urls).toEqual(['/npm/..%2F..%2Fadmin%3Fx%3D1%23.json']);
  });

  it('says nothing of credentials in its address', () => {
    const source = new OsvDumpSource({
      id: 'osv',
      url: 'https://me:secret@mirror.example/osv/?token=secret',
    });
    expect(source.location).toBe('https://mirror.example/osv/');
    expect(source.title).toBe('mirror.example');
  });

  it('names in its address the ecosystems that are not the usual ones', () => {
    // Another choice of ecosystems is another place, and is read from its start.
    const source = new OsvDumpSource({
      id: 'osv',
      url: 'https://me:secret@mirror.example/osv/',
      ecosystems: ['npm', 'Packagist'],
    });
    expect(source.location).toBe(
      'https://mirror.example/osv/ (npm, Packagist)',
    );
  });

  it('takes ecosystems of packages in use beside the usual ones, where none are configured', async () => {
    const source = new OsvDumpSource({ id: 'osv', url: server.url });
    const asked = async (inUse?: string[]) => {
      const result = await source.read({
        ecosystems: inUse,
        signal: new AbortController().signal,
        logger: mockServices.logger.mock(),
      });
      if (result.unchanged) throw new Error('It was read');
      for await (const _ of result.records);
      return server
        .takeRequests()
        .map(path => decodeURIComponent(path.split('/')[1]));
    };
    const usual = await asked();
    expect(usual).toContain('npm');
    expect(usual).not.toContain('Debian');
    expect(await asked(['Debian', 'npm'])).toEqual([...usual, 'Debian']);
  });
});
