import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BadInputError } from '../errors';
import { UnavailableError } from '../portal/retrying';
import { upload } from './upload';

interface Received {
  method?: string;
  path: string;
  query: Record<string, string>;
  headers: http.IncomingHttpHeaders;
  document: string;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

const accepted = { id: '1', format: 'CycloneDX', created: true, warnings: [] };
const cycloneDx = '{"bomFormat":"CycloneDX","specVersion":"1.6"}';

let folder: string;
let server: http.Server;
let base: string;
let received: Received[];
let answers: Answer[];

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'safety-curtain-'));
  received = [];
  answers = [];
  server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '', 'http://localhost');
    received.push({
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      document: gunzipSync(Buffer.concat(chunks)).toString('utf8'),
    });
    const { status, headers, body } = answers.shift() ?? {
      status: 201,
      body: accepted,
    };
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}/api/supply-chain`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  fs.rmSync(folder, { recursive: true });
});

function fileOf(text: string): string {
  const file = path.join(folder, 'sbom');
  fs.writeFileSync(file, text);
  return file;
}

const options = () => ({
  url: base,
  entity: 'component:default/shop',
  token: 'secret',
});

function send(text = cycloneDx) {
  const waits: number[] = [];
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds);
  };
  return { waits, answer: upload(fileOf(text), options(), wait) };
}

describe('upload', () => {
  it('sends the bytes, compressed, with what they are of', async () => {
    const text = `${cycloneDx.slice(0, -1)},"x":"${'é'.repeat(300_000)}"}`;
    const answer = await upload(fileOf(text), {
      ...options(),
      url: `${base}/`,
      revision: 'abc&1',
      release: '1.0',
      name: 'image',
    });
    expect(answer).toEqual(accepted);
    expect(received).toHaveLength(1);
    const [{ document, headers, ...rest }] = received;
    expect(document === text).toBe(true);
    expect(rest).toEqual({
      method: 'POST',
      path: '/api/supply-chain/sboms',
      query: {
        entityRef: 'component:default/shop',
        revision: 'abc&1',
        release: '1.0',
        name: 'image',
      },
    });
    expect(headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-encoding': 'gzip',
      'content-type': 'application/vnd.cyclonedx+json',
    });
  });

  it.each([
    ['<?xml version="1.0"?><bom/>', 'application/vnd.cyclonedx+xml'],
    ['\ufeff<bom/>', 'application/vnd.cyclonedx+xml'],
    ['{"spdxVersion":"SPDX-2.3"}', 'application/spdx+json'],
    [
      `{"name":"${'x'.repeat(65_520)}","spdxVersion":"SPDX-2.3"}`,
      'application/spdx+json',
    ],
    ['---\nSPDXID: "x"\nspdxVersion: "SPDX-2.3"\n', 'application/spdx+yaml'],
    [
      '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}',
      'application/spdx+json',
    ],
    [
      '{"schema":{"url":"https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.0.0.json"}}',
      'application/vnd.syft+json',
    ],
    ['# made by hand\n\nSPDXVersion: SPDX-2.3\n', 'text/spdx'],
  ])('says what %.30j is', async (text, mediaType) => {
    await send(text).answer;
    expect(received[0].headers['content-type']).toBe(mediaType);
  });

  it('gives the reason of a refusal without control characters, and does not ask again', async () => {
    answers = [
      {
        status: 422,
        body: { error: { name: 'InputError', message: 'line 1\u001b[2J' } },
      },
    ];
    const { answer } = send();
    await expect(answer).rejects.toThrow(BadInputError);
    await expect(answer).rejects.toThrow(/was refused: line 1 \[2J$/);
    expect(received).toHaveLength(1);
  });

  it('follows no redirect: the token is for one address', async () => {
    answers = [{ status: 307, headers: { location: `${base}/elsewhere` } }];
    await expect(send().answer).rejects.toThrow('refused: status 307');
    expect(received).toHaveLength(1);
  });

  it('asks again while the server is busy, waiting as long as it says', async () => {
    answers = [
      { status: 503, headers: { 'retry-after': '7' } },
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 502 },
    ];
    const { answer, waits } = send();
    await expect(answer).resolves.toEqual(accepted);
    expect(waits).toEqual([7000, 1, 4000]);
    expect(new Set(received.map(r => r.document))).toEqual(
      new Set([cycloneDx]),
    );
  });

  it('gives up after three more attempts', async () => {
    answers = Array.from({ length: 9 }, () => ({ status: 500 }));
    const { answer, waits } = send();
    await expect(answer).rejects.toThrow(UnavailableError);
    await expect(answer).rejects.toThrow('the server answers 500');
    expect(received).toHaveLength(4);
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('gives up at once where it would have to wait too long', async () => {
    answers = [{ status: 503, headers: { 'retry-after': '3600' } }];
    const { answer, waits } = send();
    await expect(answer).rejects.toThrow(UnavailableError);
    expect(waits).toEqual([]);
  });

  it('says that nobody listens', async () => {
    server.close();
    await once(server, 'close');
    await expect(send().answer).rejects.toThrow(UnavailableError);
  });

  it.each([
    ['no SBOM', 'hello', {}, 'no document of CycloneDX, SPDX or Syft'],
    ['no address', cycloneDx, { url: 'portal' }, 'not an http(s) address'],
    ['a wrong scheme', cycloneDx, { url: 'file:///a' }, 'not an http(s)'],
    [
      'a password in the address',
      cycloneDx,
      { url: 'http://u:CANARY@portal.example' },
      'portal.example holds a user or password',
    ],
    [
      'a token of two lines',
      cycloneDx,
      { token: 'CANARY\nCANARY' },
      'no header can hold',
    ],
  ])('refuses %s before anything is sent', async (_, text, change, why) => {
    const answer = upload(fileOf(text), { ...options(), ...change });
    await expect(answer).rejects.toThrow(BadInputError);
    await expect(answer).rejects.toThrow(why);
    await expect(answer).rejects.not.toThrow('CANARY');
    expect(received).toEqual([]);
  });

  it('refuses an answer that is no JSON', async () => {
    answers = [{ status: 200, body: undefined }];
    await expect(send().answer).rejects.toThrow('no Safety Curtain');
  });
});

describe('safety-curtain upload', () => {
  const bin = path.resolve(__dirname, '../../bin/safety-curtain');

  async function run(env: Record<string, string>, ...args: string[]) {
    const child = spawn(process.execPath, [bin, 'upload', ...args], {
      env: { PATH: process.env.PATH, ...env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', chunk => (stdout += chunk));
    child.stderr.on('data', chunk => (stderr += chunk));
    const [status] = await once(child, 'close');
    return { status, stdout, stderr };
  }

  const named = () => ['--url', base, '--entity', 'component:default/shop'];

  it('prints the answer, with the token of the variable that is named', async () => {
    const { status, stdout } = await run(
      { CI_TOKEN: 'from CI' },
      fileOf(cycloneDx),
      ...named(),
      '--token-env',
      'CI_TOKEN',
      '--release',
      '2.0',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(accepted);
    expect(received[0].headers.authorization).toBe('Bearer from CI');
    expect(received[0].query.release).toBe('2.0');
  }, 30_000);

  it.each([
    ['http://u:CANARY@127.0.0.1:1/api'],
    ['https:\\\\u:CANARY@portal.example'],
    ['ftp://u:CANARY@portal.example'],
    ['u:CANARY@portal.example'],
    ['http://u:CANARY@[bad'],
  ])(
    'never prints the password of %s',
    async url => {
      const { status, stdout, stderr } = await run(
        { SAFETY_CURTAIN_TOKEN: 'x' },
        fileOf(cycloneDx),
        '--url',
        url,
        '--entity',
        'component:default/shop',
      );
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).not.toContain('CANARY');
    },
    30_000,
  );

  it.each([
    [3, [], {}, 'SAFETY_CURTAIN_TOKEN is not set'],
    [
      3,
      [{ status: 403, body: { error: { message: 'not yours' } } }],
      { SAFETY_CURTAIN_TOKEN: 'x' },
      'refused: not yours',
    ],
    [
      69,
      [{ status: 503, headers: { 'retry-after': '3600' } }],
      { SAFETY_CURTAIN_TOKEN: 'x' },
      'could not be reached: the server answers 503',
    ],
  ])(
    'ends with %i for %j',
    async (expected, given, env: Record<string, string>, why) => {
      answers = given;
      const outcome = await run(env, fileOf(cycloneDx), ...named());
      expect(outcome.status).toBe(expected);
      expect(outcome.stdout).toBe('');
      expect(outcome.stderr).toContain(why);
    },
    30_000,
  );
});
