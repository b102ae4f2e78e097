import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { githubForge } from '../pulls/githubForge';

const REPOSITORY = 'https://git.example/acme/shop';
const FOLDER = `${REPOSITORY}/tree/main/services/shop`;
const { signal } = new AbortController();

type Answer = { status?: number; body?: unknown };
const no = (status: number, message: string): Answer => ({
  status,
  body: { message },
});

const repository = (more: object = {}) => ({
  body: {
    archived: false,
    default_branch: 'release/1.x',
    permissions: { admin: false },
    owner: { type: 'Organization', login: 'acme' },
    ...more,
  },
});
const protection = {
  required_pull_request_reviews: {
    required_approving_review_count: 1,
    require_code_owner_reviews: true,
    dismiss_stale_reviews: true,
    require_last_push_approval: false,
  },
  required_status_checks: { strict: true, contexts: ['test'], checks: [] },
  enforce_admins: { enabled: true },
  allow_force_pushes: { enabled: false },
  allow_deletions: { enabled: false },
  required_signatures: { enabled: false },
};
const rulesets = [
  { type: 'deletion' },
  { type: 'non_fast_forward' },
  {
    type: 'pull_request',
    parameters: {
      required_approving_review_count: 2,
      require_code_owner_review: false,
      dismiss_stale_reviews_on_push: false,
      require_last_push_approval: true,
    },
  },
  { type: 'required_signatures' },
  // Of another ruleset.
  {
    type: 'pull_request',
    parameters: {
      required_approving_review_count: 1,
      require_code_owner_review: true,
    },
  },
];
const change = (number: number, author: object | null, ...by: string[]) => ({
  url: `${REPOSITORY}/pull/${number}`,
  author,
  reviews: { nodes: by.map(login => ({ author: { login } })) },
});

describe('the repository of an address on GitHub', () => {
  let server: Server;
  let url: string;
  /** By path below the API. */
  let routes: Record<string, Answer>;
  let asked: string[];

  beforeEach(async () => {
    routes = { '': repository() };
    asked = [];
    server = createServer((request, response) => {
      const [path] = request.url!.split('?');
      const name = path
        .replace('/api/v3/repos/acme/shop', '')
        .replace('/api/v3', '');
      asked.push(name);
      const { status, body } = routes[name] ?? no(404, 'Not Found');
      response.writeHead(status ?? 200).end(JSON.stringify(body ?? {}));
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

  function reader(address: string, github: object = { token: 'very-secret' }) {
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
    ).repository!(address);
  }

  const read = () => reader(FOLDER)!.read(signal);

  it.each([
    [FOLDER, REPOSITORY],
    [REPOSITORY, REPOSITORY],
    [`${REPOSITORY}.git`, REPOSITORY],
    ['https://git.example/acme', undefined],
    ['https://elsewhere.example/acme/shop', undefined],
    ['git@git.example:acme/shop.git', undefined],
  ])('of %s is %s', (address, expected) => {
    expect(reader(address)?.address).toBe(expected);
  });

  it('is none without a token', () => {
    expect(reader(FOLDER, {})).toBeUndefined();
  });

  it('is read with all that an administrator sees', async () => {
    routes = {
      '': repository({
        archived: true,
        permissions: { admin: true },
        security_and_analysis: { secret_scanning: { status: 'enabled' } },
      }),
      '/branches/release/1.x': { body: { protected: true } },
      '/branches/release/1.x/protection': { body: protection },
      '/rules/branches/release/1.x': { body: [] },
      '/orgs/acme': { body: { two_factor_requirement_enabled: true } },
      '/code-scanning/analyses': {
        body: [
          { created_at: '2026-05-02T00:00:00Z', tool: { name: 'CodeQL' } },
          { created_at: '2026-05-01T00:00:00Z', tool: { name: 'Semgrep' } },
        ],
      },
      '/commits': {
        body: [
          { commit: { verification: { verified: true } } },
          { commit: { verification: { verified: false } } },
          { commit: {} },
        ],
      },
      '/api/graphql': {
        body: {
          data: {
            repository: {
              pullRequests: {
                nodes: [
                  change(4, { __typename: 'User', login: 'a' }, 'a', 'b'),
                  change(3, { __typename: 'User', login: 'a' }, 'a'),
                  change(2, { __typename: 'Bot', login: 'renovate' }),
                  change(1, null, 'b'),
                ],
              },
            },
          },
        },
      },
    };
    expect(await read()).toEqual({
      archived: true,
      defaultBranch: 'release/1.x',
      branch: {
        protected: true,
        forcePushes: false,
        deletions: false,
        pullRequests: true,
        approvals: 1,
        codeOwners: true,
        dismissesStale: true,
        lastPush: false,
        statusChecks: true,
        upToDate: true,
        signedCommits: false,
        coversAdmins: true,
      },
      twoFactorRequired: true,
      codeScanning: {
        on: true,
        lastAt: '2026-05-02T00:00:00Z',
        tools: ['CodeQL', 'Semgrep'],
      },
      secretScanning: true,
      changes: {
        looked: 3,
        reviewed: 2,
        unreviewed: [`${REPOSITORY}/pull/3`],
      },
      commits: { looked: 3, signed: 1 },
    });
  });

  it('says nothing of what a token is not shown', async () => {
    routes['/branches/release/1.x'] = { body: { protected: true } };
    routes['/branches/release/1.x/protection'] = no(404, 'Not Found');
    routes['/rules/branches/release/1.x'] = { body: rulesets };
    routes['/orgs/acme'] = { body: {} };
    routes['/code-scanning/analyses'] = no(403, 'Resource not accessible');
    routes['/commits'] = no(403, 'Resource not accessible');
    routes['/api/graphql'] = { body: { data: { repository: null } } };
    const state = await read();
    // What a ruleset asks for holds, whatever the protection of the branch.
    expect(state.branch).toEqual({
      protected: true,
      forcePushes: false,
      deletions: false,
      pullRequests: true,
      approvals: 2,
      moreApprovals: true,
      codeOwners: true,
      lastPush: true,
      signedCommits: true,
    });
    expect(JSON.parse(JSON.stringify(state))).toEqual({
      archived: false,
      defaultBranch: 'release/1.x',
      branch: state.branch,
    });
  });

  it('does not take one approval for all that is asked for where not all is shown', async () => {
    routes['/branches/release/1.x'] = { body: { protected: true } };
    routes['/rules/branches/release/1.x'] = { body: [rulesets.at(-1)] };
    expect((await read()).branch).toEqual({
      protected: true,
      pullRequests: true,
      approvals: 1,
      moreApprovals: true,
      codeOwners: true,
    });
  });

  it.each([
    ['an administrator', true, no(404, 'Not Found'), { protected: false }],
    [
      'an App that is told so',
      false,
      no(404, 'Branch not protected'),
      { protected: false },
    ],
    ['somebody else', false, no(404, 'Not Found'), { protected: false }],
    ['somebody who is not told', false, no(403, 'No'), undefined],
  ])(
    'is not protected in the eyes of %s',
    async (_who, admin, refusal, expected) => {
      routes[''] = repository({ permissions: { admin } });
      if (expected) {
        routes['/branches/release/1.x'] = { body: { protected: false } };
      }
      routes['/branches/release/1.x/protection'] = refusal;
      routes['/rules/branches/release/1.x'] = { body: [] };
      expect((await read()).branch).toEqual(expected);
    },
  );

  it.each([
    [no(404, 'no analysis found'), { on: false, tools: [] }],
    [
      no(403, 'Code scanning is not enabled for this repository.'),
      { on: false, tools: [] },
    ],
    [no(403, 'Resource not accessible by integration'), undefined],
  ])(
    'tells code scanning that is off from none shown: %j',
    async (answer, expected) => {
      routes['/code-scanning/analyses'] = answer;
      expect((await read()).codeScanning).toEqual(expected);
    },
  );

  it('tells a repository without commits from a forge that is away', async () => {
    routes['/commits'] = no(409, 'Git Repository is empty.');
    expect((await read()).commits).toEqual({ looked: 0, signed: 0 });
    routes['/commits'] = no(502, 'Bad gateway');
    await expect(read()).rejects.toThrow('GitHub answers 502');
  });

  it.each([
    ['nothing', undefined],
    ['another form', { archived: 'no' }],
  ])('refuses an answer that is %s', async (_what, body) => {
    routes[''] = { body };
    await expect(read()).rejects.toThrow('not understood');
  });

  it('asks for two factors of organizations only', async () => {
    routes[''] = repository({ owner: { type: 'User', login: 'ann' } });
    expect((await read()).twoFactorRequired).toBeUndefined();
    expect(asked.filter(path => path.startsWith('/orgs'))).toEqual([]);
  });
});
