import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { vexTasks } from '@safety-curtain/vex';
import type { Knex } from 'knex';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import zlib from 'node:zlib';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { VexPlace } from '../../outside/feeds/VexPlace';
import type { VexPlaceOptions } from '../../outside/feeds/vexPlaceOptions';
import { listFindings } from '../../views/findings/listFindings';
import { listAdvisorySources } from '../../views/vulnerabilities/sourceViews';
import { AdvisoryRefresher } from '../advise/AdvisoryRefresher';
import { storeAdvisories } from '../advise/storeAdvisories';
import { Triager } from '../triage/Triager';
import { triage } from '../../__testUtils__/triage';
import { VexImports } from './VexImports';
import { VexPlaces } from './VexPlaces';

const MAX_BYTES = 100_000;
const directory = createMockDirectory();

/** What a vendor says of one package. */
function openVex(
  name: string,
  { version = 1, id = name, status = 'not_affected' } = {},
): string {
  return JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `https://vendor.example/vex/${id}`,
    author: 'Vendor',
    timestamp: '2026-01-01T00:00:00Z',
    last_updated: `2026-01-0${version}T00:00:00Z`,
    version,
    statements: [
      {
        vulnerability: { name: `CVE-2021-${name}` },
        products: [{ '@id': `pkg:npm/${name}` }],
        status,
        justification: 'vulnerable_code_not_in_execute_path',
      },
    ],
  });
}

describe.each(databaseIds)('Places of VEX on %p', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    directory.setContent({});
    knex = await createDatabase(databaseId);
    await addTargets(knex, catalogTarget('shop'));
    await storeAdvisories(
      knex,
      'test',
      ['1000', '2000'].map(name =>
        advisory(`GHSA-${name}`, name, undefined, {
          aliases: [`CVE-2021-${name}`],
        }),
      ),
      new Date(),
    );
    await storeScanOf(knex, 'component:default/shop', [
      lockFile('package-lock.json', npm('1000', '1.0.0'), npm('2000', '1.0.0')),
    ]);
  });

  let reads: number;

  /** A portal with some places; `next` makes them due and reads them. */
  async function portal(...places: Partial<VexPlaceOptions>[]) {
    const triager = new Triager({
      knex,
      archive: archiveOf(knex),
      triage: { rules: [], duePolicies: [] },
    });
    reads = 0;
    const vexPlaces = new VexPlaces({
      knex,
      pool: {
        async readVex(file) {
          reads++;
          const output = `${file}.statements`;
          const memory = 64 * 1024 * 1024;
          const result = await vexTasks.readVex({ file, output, memory });
          return 'error' in result
            ? { ...result, failure: 'content' }
            : { ...result, statements: output };
        },
      },
      imports: new VexImports({ knex, triager }),
      places: places.map(
        place =>
          new VexPlace({ id: 'acme', author: 'ACME', ...place }, MAX_BYTES),
      ),
    });
    const refresher = new AdvisoryRefresher({
      knex,
      logger: mockServices.logger.mock(),
      refreshMs: 3_600_000,
      staleAfterMs: { osv: 1, epss: 1, kev: 1, vulnrichment: 1 },
      sources: [],
      feeds: [],
      others: vexPlaces.upstreams(),
    });
    await refresher.register();
    return {
      async next() {
        await vexPlaces.endFormer(new AbortController().signal);
        for (const { id = 'acme' } of places) {
          await refresher.request(`vex:${id}`);
        }
        await refresher.refreshDue();
        await triage(knex);
      },
    };
  }

  async function dismissed(): Promise<string[]> {
    const { items } = await listFindings(
      knex,
      { state: ['dismissed'], limit: 100 },
      {},
    );
    return items.map(one => one.package!).sort();
  }

  async function told() {
    const [source] = await listAdvisorySources(knex);
    return source;
  }

  it('takes documents over, tells of them, and reads what changed', async () => {
    directory.setContent({
      'a.json': openVex('1000'),
      'below/b.json.gz': zlib.gzipSync(openVex('2000')),
      'c.json': openVex('3000'),
      'notes.txt': 'none of it',
    });
    const { next } = await portal({ path: directory.path });
    await next();
    expect(await dismissed()).toEqual(['1000', '2000']);
    expect(await told()).toMatchObject({
      id: 'vex:acme',
      kind: 'vex',
      title: 'ACME',
      state: 'ok',
      stale: false,
      records: 3,
      vex: { documents: 3, statements: 3, matchedNothing: 1, notUnderstood: 0 },
    });
    const [row] = await knex('decisions').where('origin', 'vex').orderBy('id');
    expect(row).toMatchObject({
      author: 'vex:acme',
      origin_ref: 'acme: https://vendor.example/vex/1000',
    });
    expect(JSON.parse(row.evidence!).document.author).toBe('ACME');

    const before = await knex('vex_documents').orderBy('id');
    await next();
    expect(reads).toBe(3);
    expect(await knex('vex_documents').orderBy('id')).toEqual(before);

    directory.addContent({
      'a.json': openVex('1000', { version: 2, status: 'affected' }),
    });
    await next();
    expect(reads).toBe(4);
    expect(await dismissed()).toEqual(['2000']);
  });

  it('ends what a document said that is gone, with its history', async () => {
    directory.setContent({
      'a.json': openVex('1000'),
      'b.json': openVex('2000'),
    });
    const { next } = await portal({ path: directory.path });
    await next();
    directory.setContent({ 'moved/b.json': openVex('2000') });
    await next();
    expect(await dismissed()).toEqual(['2000']);
    const decisions = await knex('decisions')
      .where('origin', 'vex')
      .orderBy('id')
      .select('id', 'state');
    expect(decisions.map(({ state }) => state)).toEqual(['revoked', 'active']);
    expect(
      await knex('decision_events')
        .where({ decision_id: decisions[0].id, kind: 'superseded' })
        .first(),
    ).toMatchObject({ comment: `It is gone from ${directory.path}` });
  });

  it('ends what a place said that is gone from the configuration', async () => {
    directory.setContent({ 'a.json': openVex('1000') });
    const { next } = await portal({ path: directory.path });
    await next();
    const { next: without } = await portal();
    await without();
    expect(await dismissed()).toEqual([]);
    expect(await listAdvisorySources(knex)).toEqual([]);
  });

  it('keeps what it said while it cannot be read, and says so', async () => {
    directory.setContent({
      'a.json': openVex('1000'),
      'b.json': openVex('2000'),
    });
    const { next } = await portal({ path: directory.path });
    await next();

    directory.setContent({ 'a.json': '{ "cut": ', 'b.json': openVex('2000') });
    await next();
    expect(await dismissed()).toEqual(['1000', '2000']);
    expect(await told()).toMatchObject({
      state: 'failing',
      error: expect.stringContaining('1 of 2 documents not taken over'),
      vex: { documents: 2 },
    });

    directory.setContent({ 'b.json': 'x'.repeat(MAX_BYTES + 1) });
    await next();
    expect(await dismissed()).toEqual(['2000']);
    expect((await told()).error).toContain('is larger than 100000 bytes');

    directory.clear();
    await next();
    expect(await dismissed()).toEqual(['2000']);
    expect((await told()).error).toContain('holds no .json or .xml file');

    directory.setContent({ 'b.json': openVex('2000') });
    await next();
    expect(await told()).toMatchObject({ state: 'ok', error: undefined });
  });

  it('refuses an older version, and another document of the same one', async () => {
    directory.setContent({ 'a.json': openVex('1000', { version: 2 }) });
    const { next } = await portal({ path: directory.path });
    await next();
    directory.setContent({ 'a.json': openVex('1000', { version: 1 }) });
    await next();
    expect((await told()).error).toContain('is older than');
    directory.setContent({
      'a.json': openVex('2000', { version: 2, id: '1000' }),
    });
    await next();
    expect((await told()).error).toContain('of the same version');
    expect(await dismissed()).toEqual(['1000']);
  });

  it('keeps the same document twice as one, and writes nothing again', async () => {
    directory.setContent({
      'a.json': openVex('1000'),
      'b.json': openVex('1000'),
    });
    const { next } = await portal({ path: directory.path });
    await next();
    const before = await knex('vex_documents');
    await next();
    await next();
    expect(await knex('vex_documents')).toEqual(before);
    expect(await told()).toMatchObject({ state: 'ok', vex: { documents: 1 } });
    directory.setContent({ 'b.json': openVex('1000') });
    await next();
    expect(await dismissed()).toEqual(['1000']);
  });

  it('leaves what people sent, and what other places say, as it is', async () => {
    directory.setContent({
      'one/a.json': openVex('1000'),
      'two/a.json': openVex('1000'),
    });
    const one = { id: 'one', path: directory.resolve('one') };
    const two = { id: 'two', path: directory.resolve('two') };
    const { next } = await portal(one, two);
    await next();
    const { next: less } = await portal(two);
    await less();
    expect(await dismissed()).toEqual(['1000']);
  });

  it('asks an address with its credentials, and not again for what it has', async () => {
    const asked: (string | undefined)[] = [];
    let answer: RequestListener = (_, res) => res.writeHead(500).end();
    const server = createServer((req, res) => {
      asked.push(
        `${req.headers.authorization} ${req.headers['if-none-match']}`,
      );
      answer(req, res);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const { next } = await portal({
        url: `http://127.0.0.1:${port}/vex.json?key=1`,
        authorization: 'Bearer abc',
      });
      answer = (_, res) =>
        res.writeHead(200, { etag: '"one"' }).end(openVex('1000'));
      await next();
      expect(await dismissed()).toEqual(['1000']);
      answer = (_, res) => res.writeHead(304).end();
      await next();
      expect(asked).toEqual(['Bearer abc undefined', 'Bearer abc "one"']);
      expect(reads).toBe(1);
      answer = (_, res) => res.writeHead(404).end();
      await next();
      expect(await dismissed()).toEqual(['1000']);
      expect((await told()).state).toBe('failing');
      expect((await told()).location).not.toContain('key');
      answer = (_, res) => res.end('<!doctype html><p>Log in</p>');
      await next();
      expect(await dismissed()).toEqual(['1000']);
      // Another document in its place.
      answer = (_, res) => res.end(openVex('2000'));
      await next();
      expect(await dismissed()).toEqual(['2000']);
    } finally {
      server.close();
    }
  });
});
