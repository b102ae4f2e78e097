import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { BadInputError } from '../errors';
import { UnavailableError } from '../portal/retrying';
import { comment, type CommentOptions } from './comment';

const MARKER = '<!-- safety-curtain gate default -->';
const REPORT = `${MARKER}\n## Passed\n`;

interface Stored {
  id: number;
  body: string;
  author: string;
}

let folder: string;
let server: http.Server;
let base: string;
/** What is on the pull request. */
let comments: Stored[];
/** Answers that come before any other. */
let refusals: number[];
/** What new comments are answered with although they are stored. */
let lost: number[];
let self: string;
let asked: string[];

/** Both forges: GitHub's paths, and GitLab's. */
async function answerTo(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(request.url ?? '', 'http://localhost');
  asked.push(`${request.method} ${url.pathname}`);
  if (url.pathname.endsWith('/user')) return { login: self, username: self };
  const shown = ({ id, body, author }: Stored) => ({
    id,
    body,
    user: { login: author },
    author: { username: author },
  });
  const [, id] = /\/(?:comments|notes)\/(\d+)$/.exec(url.pathname) ?? [];
  if (request.method === 'GET') {
    const page = Number(url.searchParams.get('page'));
    return comments.slice((page - 1) * 100, page * 100).map(shown);
  }
  const { body } = JSON.parse(text);
  const known = comments.find(one => String(one.id) === id);
  if (known) known.body = body;
  else comments.push({ id: comments.length + 1, body, author: self });
  return {};
}

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'comment-'));
  comments = [];
  refusals = [];
  lost = [];
  asked = [];
  self = 'us';
  server = http.createServer(async (request, response) => {
    const status = refusals.shift();
    const answer = status ? { message: 'no' } : await answerTo(request);
    const told = status ?? (request.method === 'POST' ? lost.shift() : 200);
    response.writeHead(told ?? 200).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  fs.rmSync(folder, { recursive: true });
});

function put(
  forge: CommentOptions['forge'],
  report = REPORT,
  env: Record<string, string> = {},
) {
  const file = path.join(folder, 'report.md');
  fs.writeFileSync(file, report);
  return comment(
    file,
    { forge, token: 'secret' },
    {
      GITHUB_API_URL: base,
      GITHUB_REPOSITORY: 'example/shop',
      GITHUB_REF: 'refs/pull/7/merge',
      CI_API_V4_URL: `${base}/api/v4`,
      CI_PROJECT_ID: '12',
      CI_MERGE_REQUEST_IID: '7',
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    async () => {},
  );
}

describe.each(['github', 'gitlab'] as const)('a comment on %s', forge => {
  it('is made once, and updated from then on', async () => {
    await expect(put(forge)).resolves.toBe('created');
    await expect(put(forge)).resolves.toBe('unchanged');
    await expect(put(forge, `${REPORT}more\n`)).resolves.toBe('updated');
    expect(comments).toEqual([
      { id: 1, body: `${REPORT}more\n`, author: 'us' },
    ]);
    expect(asked[0]).toMatch(/GET .*\/user$/);
    expect(asked.join(' ')).toContain(
      forge === 'github'
        ? '/repos/example/shop/issues/7/comments'
        : '/api/v4/projects/12/merge_requests/7/notes',
    );
  });

  it('is not the one of somebody who writes the same marker', async () => {
    comments = [{ id: 1, body: REPORT, author: 'somebody' }];
    await expect(put(forge)).resolves.toBe('created');
    expect(comments.map(({ author }) => author)).toEqual(['somebody', 'us']);
  });

  it('is found behind many others', async () => {
    comments = Array.from({ length: 230 }, (_, i) => ({
      id: i + 1,
      body: i === 229 ? REPORT : 'Looks good',
      author: 'us',
    }));
    await expect(put(forge, `${REPORT}more\n`)).resolves.toBe('updated');
    expect(comments).toHaveLength(230);
  });

  it('waits for a forge that is busy, and gives up in the end', async () => {
    refusals = [502, 429];
    await expect(put(forge)).resolves.toBe('created');
    refusals = Array.from({ length: 9 }, () => 503);
    await expect(put(forge)).rejects.toThrow(UnavailableError);
  });

  it('is made once where the forge stores it and its answer is lost', async () => {
    lost = [502];
    await expect(put(forge)).resolves.toBe('created');
    expect(comments).toHaveLength(1);
    expect(asked.filter(one => one.startsWith('POST'))).toHaveLength(1);
  });

  it('says what the forge refuses', async () => {
    refusals = [404];
    const refused = put(forge);
    await expect(refused).rejects.toThrow(BadInputError);
    await expect(refused).rejects.toThrow(/answers 404/);
    await expect(refused).rejects.not.toThrow(/secret/);
  });

  it('is no other text', async () => {
    await expect(put(forge, '## Passed\n')).rejects.toThrow(
      /no report of `check --format markdown`/,
    );
  });
});

it('knows whom a workflow comments as, though it may not ask', async () => {
  self = 'github-actions[bot]';
  comments = [{ id: 1, body: REPORT, author: self }];
  refusals = [403];
  await expect(put('github')).resolves.toBe('unchanged');
});

it.each([
  ['github', { GITHUB_REF: 'refs/heads/main' }, 'not about a pull request'],
  ['github', { GITHUB_REPOSITORY: '../x' }, 'no repository'],
  ['gitlab', { CI_MERGE_REQUEST_IID: '' }, 'not about a merge request'],
  ['gitlab', { CI_API_V4_URL: '' }, 'no project'],
] as const)(
  'needs an environment that says where: %s %j',
  async (forge, env, reason) => {
    await expect(put(forge, REPORT, env)).rejects.toThrow(reason);
    expect(asked).toEqual([]);
  },
);
