import {
  MetadataSourcePausedError,
  PackageFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import fc from 'fast-check';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { startServer, TestServer } from '../../__testUtils__/httpServer';
import { ask, createSource } from './__testUtils__/registries';

const SECRET = 'hunter2-token';
const authorization = `Bearer ${SECRET}`;
const names: Record<string, string> = { maven: 'org.example:thing' };

let server: TestServer;
let other: TestServer;
beforeEach(async () => {
  server = await startServer();
  other = await startServer();
});
afterEach(() => Promise.all([server.close(), other.close()]));

const answering =
  (status: number, headers: Record<string, string> = {}, body = '') =>
  (_: unknown, response: ServerResponse) =>
    response.writeHead(status, headers).end(body);

async function failure(asked: Promise<unknown>): Promise<Error> {
  const error = await asked.then(
    answer => {
      throw new Error(`There was an answer: ${JSON.stringify(answer)}`);
    },
    caught => caught,
  );
  expect(`${error.message} ${error.stack} ${error.cause}`).not.toContain(
    SECRET,
  );
  return error;
}

describe.each(Object.keys(createSource))('the source %s', id => {
  const name = names[id] ?? 'thing';
  const create = (options?: object) =>
    createSource[id](server.url, { authorization, ...options });
  const describeThing = (options?: object) =>
    ask(create(options), name, ['1.0.0']);

  it.each([404, 410])(
    'does not know what is answered with %p',
    async status => {
      server.otherwise = answering(status);
      expect(await describeThing()).toBeUndefined();
    },
  );

  it('says who asks', async () => {
    const agents: unknown[] = [];
    server.otherwise = ({ headers }, response) => {
      agents.push(headers['user-agent'], headers.authorization);
      response.writeHead(404).end();
    };
    await describeThing();
    expect(agents.slice(0, 2)).toEqual([
      expect.stringMatching(/^safety-curtain\/\d+\.\d+\.\d+ \(\+https:/),
      authorization,
    ]);
  });

  it('wants to be asked later', async () => {
    server.otherwise = answering(429, { 'retry-after': '600' });
    const before = Date.now();
    const error = await failure(describeThing());
    expect(error).toBeInstanceOf(MetadataSourcePausedError);
    const { resumesAt } = error as MetadataSourcePausedError;
    expect(resumesAt.getTime() - before).toBeGreaterThanOrEqual(600_000);
    expect(resumesAt.getTime() - Date.now()).toBeLessThanOrEqual(600_000);
    server.takeRequests();
  });

  it('asks once where the registry fails, and says so', async () => {
    server.otherwise = answering(500, {}, `oops ${SECRET}`);
    const error = await failure(describeThing());
    expect(error.message).toMatch(/ answered with status 500 at http:/);
    expect(server.takeRequests()).toHaveLength(1);
  });

  it.each([401, 403])(
    'says that it may not read where told %p',
    async status => {
      server.otherwise = answering(status, { 'www-authenticate': 'Basic' });
      expect((await failure(describeThing())).message).toContain(`${status}`);
    },
  );

  it('refuses 50 MB, packed or not, before they are in memory', async () => {
    const half = Buffer.alloc(25 * 1024 * 1024, 32);
    server.otherwise = (_, response) => {
      response.writeHead(200);
      response.write(half);
      response.end(half);
    };
    expect((await failure(describeThing())).message).toMatch(
      / is larger than 1048576 bytes$/,
    );
    const packed = gzipSync(half);
    server.otherwise = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    expect((await failure(describeThing())).message).toMatch(
      / is larger than 1048576 bytes$/,
    );
  });

  it('does not read what 50 MB say about an error', async () => {
    server.otherwise = (_, response) => {
      response.writeHead(500);
      response.end(Buffer.alloc(50 * 1024 * 1024, 32));
    };
    expect((await failure(describeThing())).message).toContain('500');
  });

  it.each([
    ['never answers', () => undefined],
    [
      'trickles',
      (_: unknown, response: ServerResponse) => {
        response.writeHead(200);
        response.write('{');
      },
    ],
  ])('gives up on a registry that %s', async (_, answer) => {
    server.otherwise = answer;
    expect((await failure(describeThing({ timeoutMs: 50 }))).message).toMatch(
      / took longer than 50 ms at http:/,
    );
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    server.otherwise = (_, response) => {
      response.writeHead(200);
      response.write('{');
      stop.abort(new Error('enough'));
    };
    await expect(
      ask(create(), name, ['1.0.0'], { signal: stop.signal }),
    ).rejects.toThrow('enough');
  });

  it('says where nobody listens', async () => {
    await server.close();
    expect((await failure(describeThing())).message).toMatch(
      / cannot be read at http:.*: ECONNREFUSED$/,
    );
    server = await startServer();
  });

  it('says where the connection breaks', async () => {
    server.otherwise = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{');
      response.destroy();
    };
    expect((await failure(describeThing())).message).toMatch(
      / cannot be read at http:/,
    );
  });

  it.each(['', '{', '<project>', '\0', '[1,', '{"a":1}}'])(
    'says that it cannot read %j',
    async text => {
      server.otherwise = answering(200, {}, text);
      expect((await failure(describeThing())).message).toMatch(
        / sent what cannot be read: /,
      );
    },
  );

  it('is not led in circles', async () => {
    server.otherwise = answering(302, { location: '/again' });
    expect((await failure(describeThing())).message).toMatch(
      / redirects more than 5 times from http:/,
    );
    expect(server.takeRequests()).toHaveLength(6);
  });

  it.each([
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'data:application/json,{}',
    'http://',
    `http://me:${SECRET}@127.0.0.1/`,
  ])('is not led to %s', async location => {
    server.otherwise = answering(301, { location });
    expect((await failure(describeThing())).message).toMatch(
      / redirects to where it is not followed, from http:/,
    );
  });

  it('follows to another host, but without credentials', async () => {
    server.otherwise = answering(307, { location: `${other.url}/there` });
    const told: unknown[] = [];
    other.otherwise = ({ headers }, response) => {
      told.push(headers.authorization);
      response.writeHead(404).end();
    };
    expect(await describeThing()).toBeUndefined();
    expect(told[0]).toBeUndefined();
    expect(told.length).toBeGreaterThan(0);
  });

  it('is not led out of its address by a name', async () => {
    server.otherwise = answering(404);
    for (const odd of ['..', '.', '', '../..', 'a/../../b', '\ud800', ':']) {
      await ask(create(), odd, ['..', '../../secret']);
    }
    for (const path of server.takeRequests()) {
      expect(path).not.toMatch(/secret/);
    }
  });

  it('gives facts of the right kind or an error, whatever it is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.json().map(json => nestedIn(name, json)),
          likely(name),
          pom(),
        ),
        async json => {
          server.otherwise = answering(200, {}, json);
          const told = await describeThing().catch(error => error);
          expect(wrongIn(told)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** What is of the wrong kind in facts; a TypeError would be a bug of ours. */
function wrongIn(told: PackageFacts | Error | undefined): unknown[] {
  if (told === undefined) return [];
  if (told instanceof Error) {
    return ['Error', 'WrongAnswerError'].includes(told.name) ? [] : [told];
  }
  const versions = [...told.versions.values()];
  const releases = told.releases ?? [];
  const texts: unknown[] = [
    ...versions.flatMap(each => [...each.licenses, each.deprecated ?? '']),
    ...versions.map(each => each.homepage ?? ''),
    ...releases.map(each => each.version),
  ];
  const times: unknown[] = [...versions, ...releases].flatMap(
    each => each.publishedAt ?? [],
  );
  return [
    ...texts.filter(text => typeof text !== 'string' || text.includes('\0')),
    ...times.filter(
      time => !(time instanceof Date) || Number.isNaN(time.getTime()),
    ),
  ];
}

/** Anything, where each of the sources looks for something. */
function nestedIn(name: string, json: string): string {
  return `{"name":${JSON.stringify(name)},"versions":{"1.0.0":${json}},
    "time":${json},"info":${json},"releases":{"1.0.0":${json}},"crate":${json},
    "items":[{"items":[${json}]}],"packageKey":${json},"versionKey":${json}}`;
}

/** A POM of `org.example:thing`, with licenses of any shape. */
function pom() {
  const inner = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<license>MIT</license>',
      '<license><name>M<b/>IT</name><url>x</url></license>',
      '<license><name><b>MIT</b></name></license>',
      '<license a="b"/><license><url>https://x.example</url></license>',
    ),
  );
  return fc
    .tuple(inner, inner)
    .map(
      ([licenses, url]) =>
        `<project><groupId>org.example</groupId><artifactId>thing</artifactId><version>1.0.0</version><licenses>${licenses}</licenses><url>${url}</url></project>`,
    );
}

/** The fields that the sources read, with values that may be anything. */
function likely(name: string) {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(name, '1.0.0', 'MIT\0', '2020-01-01T00:00:00Z', '9999999-'),
  );
  const fields = fc.record(
    Object.fromEntries(
      [
        ...['name', 'version', 'license', 'licenses', 'deprecated', 'homepage'],
        ...['num', 'crate', 'created_at', 'yanked', 'number', 'platform'],
        ...['metadata', 'licenseExpression', 'published', 'deprecation'],
        ...['classifiers', 'project_urls', 'license_expression', 'toString'],
      ].map(field => [field, value]),
    ),
    { requiredKeys: [] },
  );
  const named = fields.map(each => ({
    ...each,
    name,
    id: name,
    crate: name,
    version: '1.0.0',
    num: '1.0.0',
    number: '1.0.0',
  }));
  return fc
    .oneof(
      named.map(each => ({
        name,
        time: each,
        versions: { '1.0.0': each },
      })),
      named.map(each => ({
        crate: { ...each, name },
        versions: [each, each],
        packageKey: { name },
        versionKey: { name, version: '1.0.0' },
        licenses: [each],
      })),
      fc.array(named),
      named.map(info => ({
        info,
        releases: { '1.0.0': [info] },
        items: [{ items: [{ catalogEntry: info }] }],
      })),
    )
    .map(each => JSON.stringify(each));
}
