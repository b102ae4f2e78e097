import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitlabForge } from '../pulls/gitlabForge';

const REPOSITORY = 'https://git.example/lab/acme/back/shop';
const FOLDER = `${REPOSITORY}/-/tree/main/services/shop`;
const { signal } = new AbortController();

type Answer = { status?: number; body?: unknown };

const project = (more: object = {}) => ({
  body: {
    archived: false,
    default_branch: 'main',
    namespace: { kind: 'group', full_path: 'acme/back' },
    only_allow_merge_if_pipeline_succeeds: true,
    merge_method: 'ff',
    approvals_before_merge: 0,
    ...more,
  },
});

describe('the repository of an address on GitLab', () => {
  let server: Server;
  let url: string;
  /** By path below the project, or below the API. */
  let routes: Record<string, Answer>;

  beforeEach(async () => {
    routes = { '': project() };
    server = createServer((request, response) => {
      const [path] = request
        .url!.replace('/lab/api/v4', '')
        .replace('/projects/acme%2Fback%2Fshop', '')
        .split('?');
      const { status = 200, body } = routes[path] ?? {
        status: 404,
        body: { message: '404 Not found' },
      };
      response.writeHead(status).end(JSON.stringify(body ?? {}));
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

  function reader(address: string, gitlab: object = { token: 'very-secret' }) {
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
    ).repository!(address);
  }

  const read = () => reader(FOLDER)!.read(signal);

  it.each([
    [FOLDER, REPOSITORY],
    [`${REPOSITORY}/tree/main/services`, REPOSITORY],
    [`${REPOSITORY}.git`, REPOSITORY],
    [`${REPOSITORY}/`, REPOSITORY],
    ['https://git.example/lab/acme', undefined],
    ['https://elsewhere.example/lab/acme/shop', undefined],
  ])('of %s is %s', (address, expected) => {
    expect(reader(address)?.address).toBe(expected);
  });

  it('is none without a token', () => {
    expect(reader(FOLDER, {})).toBeUndefined();
  });

  it('is read with all that the token is shown', async () => {
    routes = {
      '': project(),
      '/protected_branches': {
        body: [
          { name: 'release/*', allow_force_push: true },
          {
            name: 'ma*',
            allow_force_push: false,
            push_access_levels: [{ access_level: 0 }],
            code_owner_approval_required: true,
          },
        ],
      },
      '/push_rule': { body: { reject_unsigned_commits: true } },
      '/approval_rules': {
        body: [
          { rule_type: 'any_approver', approvals_required: 1 },
          {
            rule_type: 'regular',
            approvals_required: 2,
            protected_branches: [{ name: 'm*n' }],
          },
          {
            rule_type: 'regular',
            approvals_required: 3,
            protected_branches: [{ name: 'release/*' }],
          },
          { rule_type: 'report_approver', approvals_required: 4 },
        ],
      },
      '/approvals': {
        body: {
          reset_approvals_on_push: true,
          merge_requests_disable_committers_approval: false,
        },
      },
      '/groups/acme': { body: { require_two_factor_authentication: false } },
      '/merge_requests': {
        body: [
          { iid: 3, author: { username: 'ann' }, web_url: `${REPOSITORY}/3` },
          { iid: 2, author: { username: 'ann' }, web_url: `${REPOSITORY}/2` },
          {
            iid: 1,
            author: { username: 'project_7_bot_a1' },
            web_url: `${REPOSITORY}/1`,
          },
        ],
      },
      '/merge_requests/3/approvals': {
        body: { approved_by: [{ user: { username: 'bob' } }] },
      },
      '/merge_requests/2/approvals': {
        body: { approved_by: [{ user: { username: 'ann' } }] },
      },
      '/repository/commits': {
        body: [{ id: 'a1' }, { id: 'b2' }, { id: 'c3' }, { id: 'd4' }],
      },
      '/repository/commits/a1/signature': {
        body: { verification_status: 'verified' },
      },
      '/repository/commits/c3/signature': {
        body: { verification_status: 'verified_system' },
      },
      '/repository/commits/d4/signature': {
        body: { verification_status: 'unverified' },
      },
    };
    expect(await read()).toEqual({
      archived: false,
      defaultBranch: 'main',
      branch: {
        protected: true,
        forcePushes: false,
        deletions: false,
        pullRequests: true,
        approvals: 2,
        codeOwners: true,
        dismissesStale: true,
        lastPush: false,
        statusChecks: true,
        upToDate: true,
        signedCommits: true,
      },
      twoFactorRequired: false,
      changes: { looked: 2, reviewed: 1, unreviewed: [`${REPOSITORY}/2`] },
      commits: { looked: 4, signed: 2 },
    });
  });

  it('says nothing of what the token is not shown', async () => {
    const state = await read();
    expect(JSON.parse(JSON.stringify(state))).toEqual({
      archived: false,
      defaultBranch: 'main',
    });
  });

  it('has no approvals to require where GitLab has none', async () => {
    routes[''] = project({ approvals_before_merge: undefined });
    routes['/protected_branches'] = {
      body: [{ name: 'main', push_access_levels: [{ access_level: 40 }] }],
    };
    expect((await read()).branch).toMatchObject({
      protected: true,
      pullRequests: false,
      approvals: 0,
      codeOwners: false,
    });
  });

  it('is not protected by rules of other branches', async () => {
    routes['/protected_branches'] = { body: [{ name: 'main-*' }] };
    expect((await read()).branch).toEqual({ protected: false });
  });

  it.each([
    ['main', true],
    ['*', true],
    ['m*', true],
    ['*n', true],
    ['m*n', true],
    ['ma*in', true],
    ['main*main', false],
    ['*x*', false],
    ['mai', false],
    ['*a*a*a*a*a*a*a*a*a*a*b', false],
  ])('is protected by a rule about %s: %s', async (name, expected) => {
    routes['/protected_branches'] = { body: [{ name }] };
    expect((await read()).branch?.protected).toBe(expected);
  });

  it('does not know of signatures that are not shown', async () => {
    routes['/repository/commits'] = { body: [{ id: 'a1' }] };
    routes['/repository/commits/a1/signature'] = { status: 403 };
    expect((await read()).commits).toBeUndefined();
  });

  it('is not read where the forge is away', async () => {
    routes['/protected_branches'] = { status: 500 };
    await expect(read()).rejects.toThrow('GitLab answers 500');
  });
});
