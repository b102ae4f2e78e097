import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { startServer, TestServer } from '../../__testUtils__/httpServer';
import { advisory } from '../../__testUtils__/organisation';
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
    expect(second).toEqual({ ...first, ids: [] });
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

  it('counts a record that is gone or no JSON as one bad record', async () => {
    serve('npm', [[days(1), 'A-1']]);
    await serveDump('npm', 'A-1');
    const { state } = await read(['npm']);
    serve('npm', [
      [days(4), 'D-4'],
      [days(3), 'C-3'],
      [days(2), 'B-2'],
    ]);
    server.answers.set('/npm/D-4.json', '<html>');
    server.answers.set('/npm/B-2.json', record('B-2'));
    const next = await read(['npm'], state);
    expect(next.ids).toEqual([
      'D-4: not JSON',
      expect.stringMatching(/^C-3: .*404/),
      'B-2',
    ]);
    expect(next.error).toBeUndefined();
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
});
