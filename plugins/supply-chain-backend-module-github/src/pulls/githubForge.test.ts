import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import type { PullRequest } from '@safety-curtain/plugin-supply-chain-node';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { githubForge } from './githubForge';

const REPOSITORY = 'https://git.example/acme/shop';
const HEAD = 'b'.repeat(40);
const BASE = 'a'.repeat(40);
const { signal } = new AbortController();

const pull: PullRequest = {
  repository: REPOSITORY,
  number: 7,
  state: 'open',
  head: { revision: HEAD, branch: 'feature', repository: REPOSITORY },
  base: { revision: BASE, branch: 'main' },
  title: 'A feature',
  url: `${REPOSITORY}/pull/7`,
  updatedAt: '2026-01-01T00:00:00Z',
};
const foreign = {
  number: 7,
  state: 'open',
  title: 'A feature',
  html_url: pull.url,
  updated_at: '2026-01-01T00:00:00Z',
  head: { sha: HEAD, ref: 'feature', repo: { html_url: REPOSITORY } },
  base: { sha: BASE, ref: 'main' },
};
const status = {
  revision: HEAD,
  state: 'failure' as const,
  context: 'Safety Curtain',
  description: 'Blocked',
  url: 'https://portal.example/',
};
const MARKER = '<!-- safety-curtain gate pull-requests -->';
const comment = { marker: MARKER, body: `${MARKER}\nBlocked\n` };

type Json = any;
type Route = (body: Json) => { status?: number; body?: Json; headers?: object };

describe('GitHub', () => {
  let server: Server;
  let url: string;
  /** By method and path, without the query. */
  let routes: Record<string, Route | 'hang'>;
  let asked: string[];
  let tokens: Set<string | undefined>;

  beforeEach(async () => {
    routes = {};
    asked = [];
    tokens = new Set();
    server = createServer((request, response) => {
      answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(done => {
      server.close(done);
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse) {
    let text = '';
    for await (const chunk of request) text += chunk;
    const [path] = request.url!.split('?');
    const name = `${request.method} ${path}`;
    asked.push(name);
    tokens.add(request.headers.authorization);
    const route = routes[name];
    if (route === 'hang') return;
    const made = route?.(text ? JSON.parse(text) : undefined) ?? {
      status: 404,
      body: { message: 'Not Found' },
    };
    response.writeHead(made.status ?? 200, { ...made.headers });
    response.end(JSON.stringify(made.body ?? {}));
  }

  function forge(github: object = { token: 'very-secret' }) {
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            { host: 'git.example', apiBaseUrl: `${url}/api/v3`, ...github },
          ],
        },
      }),
    );
    return githubForge(
      integrations,
      DefaultGithubCredentialsProvider.fromIntegrations(integrations),
    );
  }

  const reporter = () => forge().reporter!(REPOSITORY)!;
  const at = (path: string) => `/api/v3/repos/acme/shop${path}`;

  /** Comments as the forge keeps them; answers of `lost` requests do not arrive. */
  function keepComments(comments: Json[]) {
    const path = at('/issues/7/comments');
    routes['GET /api/v3/user'] = () => ({ body: { login: 'curtain' } });
    routes[`GET ${path}`] = () => ({ body: comments });
    routes[`POST ${path}`] = ({ body }) => {
      const made = {
        id: comments.length + 1,
        body,
        user: { login: 'curtain' },
      };
      comments.push(made);
      routes[`GET ${at(`/issues/comments/${made.id}`)}`] = () => ({
        body: made,
      });
      routes[`PATCH ${at(`/issues/comments/${made.id}`)}`] = change => {
        made.body = change.body;
        return { body: made };
      };
      return { status: 201, body: made };
    };
    return comments;
  }

  it('is understood where it tells of a pull request, and nowhere else', () => {
    const { pullRequestOf } = forge();
    const of = (payload: unknown) =>
      pullRequestOf({ topic: 'github.pull_request', payload });
    expect(
      of({ pull_request: foreign, repository: { html_url: REPOSITORY } }),
    ).toEqual(pull);
    const gone = {
      ...foreign,
      state: 'closed',
      head: { ...foreign.head, repo: null },
    };
    expect(
      of({ pull_request: gone, repository: { html_url: REPOSITORY } }),
    ).toMatchObject({
      state: 'closed',
      head: { repository: REPOSITORY },
    });
    for (const payload of [
      undefined,
      null,
      7,
      'x',
      {},
      { pull_request: 1, repository: 2 },
      {
        pull_request: { ...foreign, number: '7' },
        repository: { html_url: REPOSITORY },
      },
      {
        pull_request: { ...foreign, title: {} },
        repository: { html_url: REPOSITORY },
      },
    ]) {
      expect(of(payload)).toBeUndefined();
    }
  });

  it.each([
    [REPOSITORY, `${REPOSITORY}/tree/${HEAD}`],
    [`${REPOSITORY}/`, `${REPOSITORY}/tree/${HEAD}`],
    [`${REPOSITORY}/tree/main`, `${REPOSITORY}/tree/${HEAD}`],
    [
      `${REPOSITORY}/tree/main/services/shop/`,
      `${REPOSITORY}/tree/${HEAD}/services/shop`,
    ],
    [`${REPOSITORY}-two/tree/main`, undefined],
    [`${REPOSITORY}/wiki/main`, undefined],
  ])('has %s at a revision', (address, expected) => {
    expect(forge().addressAt(pull, HEAD, address)).toBe(expected);
  });

  it('is reported to where there are a token and an address', () => {
    expect(forge({}).reporter!(REPOSITORY)).toBeUndefined();
    expect(forge().reporter!('https://other.example/a/b')).toBeUndefined();
    expect(forge().reporter!(REPOSITORY)).toBeDefined();
  });

  it('tells a pull request as it is, and its merge base', async () => {
    routes[`GET ${at('/pulls/7')}`] = () => ({ body: foreign });
    routes[`GET ${at(`/compare/${BASE}...${HEAD}`)}`] = () => ({
      body: { merge_base_commit: { sha: 'c'.repeat(40) } },
    });
    expect(await reporter().read(pull, signal)).toEqual(pull);
    expect(await reporter().mergeBase(pull, signal)).toBe('c'.repeat(40));
    expect([...tokens]).toEqual(['Bearer very-secret']);
    delete routes[`GET ${at(`/compare/${BASE}...${HEAD}`)}`];
    expect(await reporter().mergeBase(pull, signal)).toBeUndefined();
  });

  it('is not told a state that it has', async () => {
    const states: Json[] = [];
    routes[`GET ${at(`/commits/${HEAD}/statuses`)}`] = () => ({ body: states });
    routes[`POST ${at(`/statuses/${HEAD}`)}`] = body => {
      states.unshift(body);
      return { status: 201, body };
    };
    await reporter().setStatus(pull, status, signal);
    await reporter().setStatus(pull, status, signal);
    expect(states).toEqual([
      {
        state: 'failure',
        context: 'Safety Curtain',
        description: 'Blocked',
        target_url: 'https://portal.example/',
      },
    ]);
    await reporter().setStatus(pull, { ...status, state: 'success' }, signal);
    await reporter().setStatus(pull, status, signal);
    expect(states.map(({ state }) => state)).toEqual([
      'failure',
      'success',
      'failure',
    ]);
  });

  it('has one comment of ours, which is kept up to date', async () => {
    const forged = {
      id: 1,
      body: `${MARKER}\nPassed`,
      user: { login: 'mallory' },
    };
    const comments = keepComments([forged, { id: 2, body: null, user: null }]);
    const known = await reporter().comment(pull, comment, signal);
    expect(known).toBe('3');
    // What it was found by is forgotten.
    expect(await reporter().comment(pull, comment, signal)).toBe('3');
    expect(asked.filter(name => name.startsWith('PATCH'))).toEqual([]);
    const other = { ...comment, body: `${MARKER}\nPassed\n`, known };
    asked = [];
    expect(await reporter().comment(pull, other, signal)).toBe('3');
    expect(comments).toHaveLength(3);
    expect(comments[2].body).toBe(other.body);
    expect(comments[0]).toEqual(forged);
    expect(asked).not.toContain(`GET ${at('/issues/7/comments')}`);
  });

  it('has a new comment where the last one was deleted', async () => {
    const comments = keepComments([]);
    await reporter().comment(pull, { ...comment, known: '99' }, signal);
    expect(comments).toHaveLength(1);
  });

  it('knows an App by another way', async () => {
    const comments = keepComments([]);
    routes['GET /api/v3/user'] = () => ({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    });
    routes['POST /api/graphql'] = () => ({
      body: { data: { viewer: { login: 'curtain[bot]' } } },
    });
    comments.push({
      id: 1,
      body: comment.body,
      user: { login: 'curtain[bot]' },
    });
    expect(await reporter().comment(pull, comment, signal)).toBe('1');
  });

  it.each<[string, number, object, Json]>([
    ['is broken', 500, {}, {}],
    ['limits how often it is asked', 429, { 'retry-after': '60' }, {}],
    ['limits it in its own way', 403, { 'x-ratelimit-remaining': '0' }, {}],
    ['answers nonsense', 200, {}, { merge_base_commit: { sha: '../x' } }],
    ['answers another nonsense', 200, {}, []],
  ])('is asked again later where it %s', async (_, code, headers, body) => {
    routes[`GET ${at(`/compare/${BASE}...${HEAD}`)}`] = () => ({
      status: code,
      headers,
      body,
    });
    const error = await reporter()
      .mergeBase(pull, signal)
      .catch(e => e);
    expect(error.name).toBe('RemoteUnavailableError');
    expect(error.message).not.toContain('very-secret');
  });

  it('is not asked again where it says no', async () => {
    routes[`GET ${at('/pulls/7')}`] = () => ({
      status: 403,
      body: { message: 'No' },
    });
    const error = await reporter()
      .read(pull, signal)
      .catch(e => e);
    expect(error).toMatchObject({ name: 'RemoteRefusedError', status: 403 });
  });

  it('keeps nobody waiting who stops', async () => {
    routes[`GET ${at('/pulls/7')}`] = 'hang';
    const stop = new AbortController();
    const reading = reporter()
      .read(pull, stop.signal)
      .catch(error => error);
    stop.abort(new Error('Stopping'));
    expect(await reading).toMatchObject({ message: 'Stopping' });
  });
});
