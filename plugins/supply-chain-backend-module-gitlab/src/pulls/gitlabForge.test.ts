import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { PullRequest } from '@safety-curtain/plugin-supply-chain-node';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitlabForge } from './gitlabForge';

const REPOSITORY = 'https://git.example/lab/acme/back/shop';
const HEAD = 'b'.repeat(40);
const { signal } = new AbortController();

const pull: PullRequest = {
  repository: REPOSITORY,
  number: 7,
  state: 'open',
  head: { revision: HEAD, branch: 'feature', repository: REPOSITORY },
  base: { branch: 'main' },
  title: 'A feature',
  url: `${REPOSITORY}/-/merge_requests/7`,
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const status = {
  revision: HEAD,
  state: 'failure' as const,
  context: 'Safety Curtain',
  description: 'Blocked',
};
const MARKER = '<!-- safety-curtain gate pull-requests -->';
const comment = { marker: MARKER, body: `${MARKER}\nBlocked\n` };

type Json = any;
type Route = (body: Json) => { status?: number; body?: Json; headers?: object };

describe('GitLab', () => {
  let server: Server;
  let url: string;
  /** By method and path below the project, without the query. */
  let routes: Record<string, Route>;
  let asked: string[];

  beforeEach(async () => {
    routes = { 'GET /user': () => ({ body: { id: 1 } }) };
    asked = [];
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const [path] = request
        .url!.replace('/lab/api/v4', '')
        .replace('/projects/acme%2Fback%2Fshop', '')
        .split('?');
      const name = `${request.method} ${path}`;
      asked.push(name);
      const made = routes[name]?.(text ? JSON.parse(text) : undefined) ?? {
        status: 404,
        body: { message: '404 Not found' },
      };
      response.writeHead(made.status ?? 200, { ...made.headers });
      response.end(JSON.stringify(made.body ?? {}));
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

  function forge(gitlab: object = { token: 'very-secret' }) {
    return gitlabForge(
      ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            gitlab: [
              {
                host: 'git.example',
                baseUrl: 'https://git.example/lab',
                apiBaseUrl: `${url}/lab/api/v4`,
                ...gitlab,
              },
            ],
          },
        }),
      ),
    );
  }

  const reporter = () => forge().reporter!(REPOSITORY)!;

  it('is understood where it tells of a merge request, and nowhere else', () => {
    const { pullRequestOf } = forge();
    const of = (payload: unknown) =>
      pullRequestOf({ topic: 'gitlab', payload });
    const event = {
      object_kind: 'merge_request',
      project: { web_url: REPOSITORY },
      object_attributes: {
        iid: 7,
        state: 'opened',
        last_commit: { id: HEAD },
        source_branch: 'feature',
        target_branch: 'main',
        source: { web_url: REPOSITORY },
        title: 'A feature',
        url: pull.url,
        updated_at: '2026-01-01 00:00:00 UTC',
      },
    };
    expect(of(event)).toEqual(pull);
    for (const state of ['closed', 'merged', 'locked']) {
      const attributes = { ...event.object_attributes, state };
      expect(of({ ...event, object_attributes: attributes })?.state).toBe(
        'closed',
      );
    }
    for (const payload of [
      undefined,
      null,
      'x',
      {},
      { ...event, object_kind: 'note' },
      { ...event, project: null },
    ]) {
      expect(of(payload)).toBeUndefined();
    }
  });

  it.each([
    [REPOSITORY, `${REPOSITORY}/-/tree/${HEAD}`],
    [
      `${REPOSITORY}/-/tree/main/services/shop/`,
      `${REPOSITORY}/-/tree/${HEAD}/services/shop`,
    ],
    [
      `${REPOSITORY}/tree/main/services`,
      `${REPOSITORY}/-/tree/${HEAD}/services`,
    ],
    [`${REPOSITORY}-two/-/tree/main`, undefined],
    [`${REPOSITORY}/-/issues/1`, undefined],
  ])('has %s at a revision', (address, expected) => {
    expect(forge().addressAt(pull, HEAD, address)).toBe(expected);
  });

  it('is reported to where there is a token', () => {
    expect(forge({}).reporter!(REPOSITORY)).toBeUndefined();
    expect(forge().reporter!('https://other.example/a/b')).toBeUndefined();
  });

  it('tells a merge request as it is, and its merge base', async () => {
    routes['GET /merge_requests/7'] = () => ({
      body: {
        iid: 7,
        state: 'opened',
        sha: HEAD,
        source_branch: 'feature',
        target_branch: 'main',
        title: 'A feature',
        web_url: pull.url,
        updated_at: '2026-01-01T00:00:00.000Z',
      },
    });
    routes['GET /repository/merge_base'] = () => ({
      body: { id: 'c'.repeat(40) },
    });
    expect(await reporter().read(pull, signal)).toEqual(pull);
    expect(await reporter().mergeBase(pull, signal)).toBe('c'.repeat(40));
    delete routes['GET /repository/merge_base'];
    expect(await reporter().mergeBase(pull, signal)).toBeUndefined();
  });

  it('is not told a state that it has, and may have a state already', async () => {
    const states: Json[] = [];
    routes[`GET /repository/commits/${HEAD}/statuses`] = () => ({
      body: states,
    });
    routes[`POST /statuses/${HEAD}`] = ({ state, ...body }) => {
      if (states.some(one => one.status === state)) {
        return {
          status: 400,
          body: { message: 'Cannot transition status via :drop from :failed' },
        };
      }
      states.splice(0, 1, { ...body, status: state });
      return { status: 201, body };
    };
    await reporter().setStatus(pull, status, signal);
    await reporter().setStatus(pull, status, signal);
    expect(asked.filter(name => name.startsWith('POST'))).toHaveLength(1);
    expect(states).toEqual([
      { name: 'Safety Curtain', description: 'Blocked', status: 'failed' },
    ]);
    await reporter().setStatus(pull, { ...status, description: 'x' }, signal);
    await reporter().setStatus(pull, { ...status, state: 'success' }, signal);
    expect(states[0].status).toBe('success');
  });

  it('has one note of ours, which is kept up to date', async () => {
    const forged = { id: 1, body: comment.body, author: { id: 666 } };
    const notes: Json[] = [forged];
    routes['GET /merge_requests/7/notes'] = () => ({ body: notes });
    routes['POST /merge_requests/7/notes'] = ({ body }) => {
      const made = { id: 2, body, author: { id: 1 } };
      notes.push(made);
      return { status: 201, body: made };
    };
    routes['PUT /merge_requests/7/notes/2'] = ({ body }) => {
      notes[1].body = body;
      return { body: notes[1] };
    };
    expect(await reporter().comment(pull, comment, signal)).toBe('2');
    expect(await reporter().comment(pull, comment, signal)).toBe('2');
    expect(asked.some(name => name.startsWith('PUT'))).toBe(false);
    routes['GET /merge_requests/7/notes/2'] = () => ({ body: notes[1] });
    const body = `${MARKER}\nPassed\n`;
    await reporter().comment(pull, { ...comment, body, known: '2' }, signal);
    expect(notes).toEqual([forged, { id: 2, body, author: { id: 1 } }]);
  });

  it.each<[string, number, object, Json]>([
    ['is broken', 502, {}, {}],
    ['limits how often it is asked', 429, { 'retry-after': '60' }, {}],
    ['answers nonsense', 200, {}, { id: 7 }],
  ])('is asked again later where it %s', async (_, code, headers, body) => {
    routes['GET /repository/merge_base'] = () => ({
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
});
