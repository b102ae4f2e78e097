import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import request from 'supertest';
import { operations } from '../__testUtils__/documented';
import { databaseIds } from '../__testUtils__/databases';
import { get, lock, runTask, Server, start } from '../__testUtils__/portal';
import { until } from '../__testUtils__/scanning';
import { unzip } from '../__testUtils__/unzip';

jest.setTimeout(120_000);

/** Stands in every address, header and file; is no word of anything else. */
const CANARY = 'Zaunkoenig';
let planted = 0;
const canary = () => `${CANARY}${++planted}secret`;

/** Reads what a source says, and fails as clients do: with all that they sent. */
const urlReader = createServiceFactory({
  service: coreServices.urlReader,
  deps: {},
  factory: () =>
    mockServices.urlReader.mock({
      readTree: async url => {
        if (url.includes('broken')) {
          throw new Error(
            `GET ${url} failed, Authorization: Basic ${canary()}`,
            {
              cause: new Error(`PRIVATE-TOKEN: ${canary()} at ${url}`),
            },
          );
        }
        const files: Record<string, string> = {
          'package-lock.json': lock({ lodash: '4.17.15' }).replace(
            '"version":"4.17.15"',
            `"version":"4.17.15","resolved":"https://u:${canary()}@npm.example/lodash/-/lodash-4.17.15.tgz?token=${canary()}"`,
          ),
          'requirements.txt': [
            `--index-url https://u:${canary()}@pypi.example/simple`,
            'flask==1.0',
            `lib @ git+https://u:${canary()}@git.example/lib.git@0123456789012345678901234567890123456789`,
            `other @ https://u:${canary()}@files.example/other-1.0.zip?private_token=${canary()}&apikey=${canary()}#${canary()}`,
          ].join('\n'),
          'yarn.lock': `<html>https://u:${canary()}@host.example</html>`,
        };
        return {
          etag: '1',
          archive: jest.fn(),
          dir: jest.fn(),
          files: async () =>
            Object.entries(files).map(([path, text]) => ({
              path,
              content: async () => Buffer.from(text),
            })),
        } as any;
      },
    }),
});

function logOf() {
  const lines: string[] = [];
  const write = (...parts: unknown[]) => {
    lines.push(
      parts
        .map(part =>
          part instanceof Error
            ? `${part.stack} ${JSON.stringify(part)}`
            : JSON.stringify(part),
        )
        .join(' '),
    );
  };
  const logger: any = mockServices.logger.mock({
    error: write,
    warn: write,
    info: write,
    debug: write,
    child: () => logger,
  });
  return { lines, feature: logger.factory };
}

async function wholeDatabase(knex: Knex): Promise<string[]> {
  const tables: string[] = String(knex.client.config.client).includes('pg')
    ? await knex('information_schema.tables')
        .whereRaw('table_schema = current_schema()')
        .pluck('table_name')
    : await knex('sqlite_master').where('type', 'table').pluck('name');
  const lines: string[] = [];
  for (const table of tables) {
    for (const row of await knex(table).select()) {
      // What is read and asked needs its credentials; nothing shows these.
      if (table === 'targets') delete row.source;
      if (table === 'openssf_results') delete row.url;
      lines.push(`${table} ${JSON.stringify(row)}`);
    }
  }
  return lines;
}

async function answersOf(server: Server): Promise<string[]> {
  const { body: snapshots } = await get(server, '/snapshots');
  const { body: scans } = await get(server, '/scans');
  const { body: findings } = await get(server, '/findings');
  const today = new Date().toISOString().slice(0, 10);
  const answers: string[] = [];
  for (const name of ['good', 'broken', 'wrong']) {
    const ref = `component:default/${name}`;
    const own = (one: any) => one.entityRef === ref;
    const snapshot = snapshots.items.find(own)?.id ?? '1';
    const scan = scans.items.find(own)?.id ?? '-';
    const finding = findings.items.find(own)?.id ?? '1';
    const queries: Record<string, string> = {
      '/components': `?entityRef=${ref}`,
      '/scans': `?entityRef=${ref}`,
      '/usages': '?package=lodash',
      '/usages/export': '?package=lodash',
      '/snapshots/{id}/diff': `?base=${snapshot}`,
      '/snapshots/{id}/paths': '?purl=pkg:npm/lodash@4.17.15',
      '/as-of': `?entityRef=${ref}&at=${today}`,
      '/as-of/findings': `?entityRef=${ref}&at=${today}`,
      '/presence': '?package=lodash',
      '/presence/export': '?package=lodash',
      '/licenses/component': '?purl=pkg:npm/lodash@4.17.15',
      '/licenses/notices': `?entityRef=${ref}`,
    };
    for (const { method, path } of operations) {
      if (method !== 'get') continue;
      const at = path
        .replace('{kind}/{namespace}/{name}', `component/default/${name}`)
        .replace('{scorecard}', 'supply-chain')
        .replace('{id}', path.startsWith('/findings') ? finding : snapshot)
        .replace('{scanId}', scan)
        .replace('{exportId}', '00000000-0000-4000-8000-000000000000')
        .replace('{advisoryId}', 'CVE-2021-0001');
      const answer = await get(server, `${at}${queries[path] ?? ''}`)
        .buffer()
        .parse((res, done) => {
          const chunks: Buffer[] = [];
          res.on('data', chunk => chunks.push(chunk));
          res.on('end', () => done(null, Buffer.concat(chunks)));
        });
      answers.push(`${path} ${answer.body}`);
    }
  }
  return answers;
}

/** Documents of others that name addresses with credentials. */
async function upload(server: Server) {
  const address = () =>
    `https://u:${canary()}@files.example/a.tgz?private_token=${canary()}`;
  const lodash = { name: 'lodash', version: '4.17.15' };
  const send = (path: string, body: object) =>
    request(server)
      .post(
        `/api/supply-chain/${path}entityRef=${encodeURIComponent(
          'component:default/good',
        )}${path === 'sboms?' ? '&name=ci' : ''}`,
      )
      .set('content-type', 'application/json')
      .send(JSON.stringify(body));
  await send('sboms?', {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [
      {
        type: 'library',
        ...lodash,
        purl: `pkg:npm/lodash@4.17.15?download_url=${encodeURIComponent(
          address(),
        )}`,
        externalReferences: [{ type: 'distribution', url: address() }],
      },
    ],
  }).expect(201);
  await send('reports?', {
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tool', rules: [] } },
        results: [
          {
            ruleId: 'address',
            message: { text: `Found ${address()}` },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: address() } },
              },
            ],
          },
        ],
      },
    ],
  }).expect(201);
}

async function exportOf(server: Server): Promise<string[]> {
  const { body } = await request(server)
    .post('/api/supply-chain/exports')
    .send({
      scope: { kind: 'organization' },
      formats: ['cyclonedx', 'spdx'],
    })
    .expect(201);
  const answer = await get(server, `/exports/${body.id}/content`)
    .buffer()
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', chunk => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect(200);
  const files = await unzip(answer.body);
  // What was sent is kept as it was sent: it may be signed.
  return [...files]
    .filter(([name]) => !/^services\/[^/]+\/sboms\/.*\.original\./.test(name))
    .map(([name, bytes]) => `${name} ${bytes}`);
}

describe.each(databaseIds)('on %p', id => {
  it('no credential leaves, whatever fails', async () => {
    let knex: Knex;
    const log = logOf();
    const nowhere = 'http://127.0.0.1:1';
    const server = await start(
      id,
      [urlReader, log.feature],
      {
        licenses: {
          sources: {
            npm: { enabled: false },
            pypi: {
              url: `${nowhere}/pypi`,
              authorization: `Basic ${canary()}`,
            },
          },
        },
        scorecards: {
          openSsf: { url: `${nowhere}/{host}/{path}?token=${canary()}` },
        },
        advisories: {
          osv: [
            {
              id: 'a',
              url: `http://u:${canary()}@127.0.0.1:1/osv`,
              ecosystems: ['npm'],
            },
          ],
          epss: {
            url: `${nowhere}/epss;jwt=${canary()}?private_token=${canary()}#${canary()}`,
          },
          kev: { url: `http://u:${canary()}@127.0.0.1:1/kev` },
          vulnrichment: { url: `${nowhere}/ssvc?token=${canary()}` },
        },
        images: {
          registries: [
            {
              host: 'registry.example',
              mirror: nowhere,
              allowPrivate: true,
              username: 'u',
              password: canary(),
            },
            {
              host: 'tokens.example',
              mirror: nowhere,
              allowPrivate: true,
              token: canary(),
            },
          ],
        },
        triage: {
          vex: [
            {
              id: 'vendor',
              author: 'Vendor',
              url: `${nowhere}/vex.json?sig=${canary()}`,
              authorization: `Bearer ${canary()}`,
            },
          ],
        },
        provenance: {
          enabled: true,
          npm: { enabled: false },
          pypi: {
            url: `http://127.0.0.1:1/pypi`,
            authorization: `Basic ${canary()}`,
          },
        },
      },
      {
        onDatabase: opened => {
          knex = opened;
        },
        annotations: {
          'safety-curtain.io/image':
            'registry.example/team/shop:1, tokens.example/team/shop:1',
        },
        sources: {
          good: `url:https://u:${canary()}@git.example/owner;jwt=${canary()}/good?private_token=${canary()}&code=${canary()}#${canary()}`,
          broken: `url:https://u:${canary()}@git.example/owner/broken;session=${canary()}?private_token=${canary()}#${canary()}`,
          wrong: `url:ftp://u:${canary()}@git.example/x`,
        },
      },
    );
    await until(async () => {
      const { body } = await get(server, '/scans');
      return body.items?.filter((s: any) => s.state !== 'running').length >= 4;
    });
    await until(async () => {
      const rows = await knex!('advisory_sources').whereNotNull('error');
      return rows.length === 5;
    });
    await until(async () => {
      await runTask(server, 'images');
      const images = await knex!('target_images').whereNotNull('error');
      return images.length === 2;
    });
    await upload(server);
    const left = [
      ...(await exportOf(server)),
      ...(await answersOf(server)),
      ...(await wholeDatabase(knex!)),
      ...log.lines,
    ];
    expect(planted).toBeGreaterThan(15);
    // It is there where failures are told, in words.
    expect(left.join('\n')).toContain('git.example/owner/broken');
    const leaks = left.filter(text => text.includes(CANARY));
    expect(
      leaks.map(text => {
        const at = text.indexOf(CANARY);
        return `${text.slice(0, 40)} … ${text.slice(
          Math.max(0, at - 120),
          at + 40,
        )}`;
      }),
    ).toEqual([]);
  });
});
