import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { startServer, TestServer } from '../../__testUtils__/httpServer';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { readOpenSsfFacts } from './facts/openSsf';
import { OpenSsfFetcher } from './OpenSsfFetcher';

const signal = new AbortController().signal;
const PATH = '/git.example/acme/shop';

const result = (score: number, date = '2026-03-01') =>
  JSON.stringify({
    date,
    repo: { name: 'git.example/acme/shop' },
    score,
    checks: [{ name: 'Code-Review', score, reason: 'Reviewed' }],
  });

function source(target: string) {
  return { type: 'url' as const, target, exclude: [] };
}

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

async function shop(id: (typeof databaseIds)[number][0]) {
  const knex = await createDatabase(id);
  await addTargets(
    knex,
    catalogTarget('shop', {
      source: source('https://git.example/acme/shop/tree/main/packages/web/'),
    }),
  );
  // The second, by its number.
  await addTargets(knex, catalogTarget('local'));
  return knex;
}

function fetcher(knex: Knex, refreshMs = 60_000) {
  const template = `${server.url}/{host}/{path}`;
  return new OpenSsfFetcher({ knex, template, refreshMs });
}

const scoreOf = async (knex: Knex) =>
  (await readOpenSsfFacts(knex, 1, undefined, undefined))?.score;

describe.each(databaseIds)('OpenSsfFetcher on %p', id => {
  it('asks for the repository of each target, once in a while', async () => {
    const knex = await shop(id);
    server.answers.set(PATH, result(7));
    const fetching = fetcher(knex);
    await fetching.refresh([1, 2], signal);
    await fetching.refresh([1, 2], signal);
    expect(server.takeRequests()).toEqual([PATH]);
    expect(await scoreOf(knex)).toBe(7);
  });

  it('keeps what it had while the service is away, and says why', async () => {
    const knex = await shop(id);
    server.answers.set(PATH, result(7));
    await fetcher(knex).refresh([1], signal);
    server.answers.set(PATH, (_, response) => response.writeHead(500).end());
    await fetcher(knex, 0).refresh([1], signal);
    expect(await scoreOf(knex)).toBe(7);
    expect(await knex('openssf_results').first('error')).toEqual({
      error: expect.stringContaining('status 500'),
    });
    server.answers.delete(PATH);
    await fetcher(knex, 0).refresh([1], signal);
    expect(await scoreOf(knex)).toBeUndefined();
  });

  it.each([
    ['no JSON', '<html>'],
    ['no result', '{"score": 7}'],
    ['too much', `{"a":"${'a'.repeat(3 * 1024 * 1024)}"}`],
  ])('takes nothing from an answer that is %s', async (_, answer) => {
    const knex = await shop(id);
    server.answers.set(PATH, answer);
    await fetcher(knex).refresh([1], signal);
    const row = await knex('openssf_results').first();
    expect(row!.document).toBeNull();
    expect(row!.error).not.toBeNull();
    expect(await scoreOf(knex)).toBeUndefined();
  });

  it('leaves a service alone that wants to be', async () => {
    const knex = await shop(id);
    server.answers.set(PATH, (_, response) =>
      response.writeHead(429, { 'retry-after': '60' }).end(),
    );
    const fetching = fetcher(knex, 0);
    await fetching.refresh([1], signal);
    await fetching.refresh([1], signal);
    expect(server.takeRequests()).toEqual([PATH]);
  });

  it('prefers the newer of what was fetched and what is in the source', async () => {
    const knex = await shop(id);
    server.answers.set(PATH, result(7, '2026-03-01'));
    await fetcher(knex).refresh([1], signal);
    const inSource = (date: string) => ({
      paths: ['openssf.json'],
      texts: new Map([['openssf.json', result(3, date)]]),
      complete: true,
    });
    const read = (date: string) =>
      readOpenSsfFacts(knex, 1, inSource(date), 'openssf.json');
    expect((await read('2026-02-01'))?.score).toBe(7);
    expect((await read('2026-04-01'))?.score).toBe(3);
  });
});
