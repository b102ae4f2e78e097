import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { TicketDraft } from '@safety-curtain/plugin-supply-chain-node';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GithubTracker } from './GithubTracker';

interface Issue {
  number: number;
  html_url: string;
  title: string;
  body: string;
  state: string;
  state_reason?: string;
  labels: { name: string }[];
  assignees: string[];
  updated_at: string;
  closed_by?: { login: string };
}

const KEY = '0123456789abcdef0123456789abcdef';
const draft: TicketDraft = {
  key: KEY,
  title: 'Upgrade a in shop',
  body: [],
  markdown: 'Upgrade `a`',
  labels: ['security'],
  priority: 'P1',
  assignees: ['kim'],
};
const REPOSITORY = 'https://github.com/example/shop';
const { signal } = new AbortController();

/** A GitHub that keeps the issues of one repository. */
class LocalGithub {
  readonly issues: Issue[] = [];
  readonly comments: object[] = [];
  readonly asked: string[] = [];
  readonly authorizations = new Set<string | undefined>();
  /** Answers in place of it. */
  instead?: { status: number; headers?: Record<string, string>; text: string };
  #server!: Server;

  async start(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method, url } = request;
      this.asked.push(`${method} ${url!.split('?')[0]}`);
      this.authorizations.add(request.headers.authorization);
      const text = Buffer.concat(chunks).toString();
      const answer = this.instead ?? {
        ...this.#answer(method!, new URL(url!, 'http://local'), text),
        headers: {},
      };
      response.writeHead(answer.status, answer.headers).end(answer.text);
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #answer(method: string, { pathname, searchParams }: URL, text: string) {
    const json = (body: unknown, status = 200) => ({
      status,
      text: JSON.stringify(body),
    });
    const body = text ? JSON.parse(text) : {};
    if (pathname === '/search/issues') {
      const key = /"(\w+)"/.exec(searchParams.get('q')!)![1];
      return json({ items: this.issues.filter(one => one.body.includes(key)) });
    }
    if (pathname === '/repos/example/shop/issues/comments') {
      return json(this.comments);
    }
    if (pathname === '/repos/example/shop/issues' && method === 'GET') {
      const size = Number(searchParams.get('per_page'));
      const start = (Number(searchParams.get('page')) - 1) * size;
      const label = searchParams.get('labels')!;
      const since = searchParams.get('since') ?? '';
      const found = this.issues.filter(
        one =>
          one.updated_at >= since &&
          one.labels.some(({ name }) => name === label),
      );
      return json(found.slice(start, start + size));
    }
    if (pathname === '/repos/example/shop/issues') {
      if (body.assignees?.includes('nobody')) {
        return json({ message: 'Validation Failed' }, 422);
      }
      return json(this.add(body), 201);
    }
    const number = Number(/\/issues\/(\d+)$/.exec(pathname)?.[1]);
    const issue = this.issues.find(one => one.number === number);
    if (!issue) return json({ message: 'Not Found' }, 404);
    if (method === 'PATCH') {
      const { labels, ...rest } = body;
      Object.assign(issue, rest, {
        labels: labels.map((name: string) => ({ name })),
      });
    }
    return json(issue);
  }

  add(issue: Partial<Omit<Issue, 'labels'>> & { labels?: string[] }): Issue {
    const number = this.issues.length + 1;
    const added: Issue = {
      number,
      html_url: `${REPOSITORY}/issues/${number}`,
      title: '',
      body: '',
      state: 'open',
      assignees: [],
      updated_at: new Date().toISOString(),
      ...issue,
      labels: (issue.labels ?? []).map(name => ({ name })),
    };
    this.issues.push(added);
    return added;
  }
}

describe('tickets on GitHub', () => {
  let github: LocalGithub;
  let tracker: GithubTracker;

  beforeEach(async () => {
    github = new LocalGithub();
    const apiBaseUrl = await github.start();
    const host = { host: 'github.com', apiBaseUrl, token: 'ghp_example' };
    tracker = new GithubTracker(
      ScmIntegrations.fromConfig(
        new ConfigReader({ integrations: { github: [host] } }),
      ),
    );
  });
  afterEach(() => github.close());

  const hourAgo = () => new Date(Date.now() - 3_600_000);

  it('knows the repository of a source, and refuses what is none', () => {
    expect(
      tracker.projectOf('https://github.com/example/shop/tree/main/web'),
    ).toBe(REPOSITORY);
    expect(tracker.projectOf('https://git.example.org/a/b')).toBeUndefined();
    expect(tracker.refuseProject(REPOSITORY)).toBeUndefined();
    expect(tracker.refuseProject('shop')).toContain('must be the address');
  });

  it('creates an issue, and finds it at once and by search', async () => {
    const created = await tracker.create(REPOSITORY, draft, { signal });
    expect(created).toEqual({
      id: '1',
      url: `${REPOSITORY}/issues/1`,
      state: 'open',
    });
    expect(github.issues[0]).toMatchObject({
      title: 'Upgrade a in shop',
      body: `<!-- safety-curtain ticket ${KEY} -->\nUpgrade \`a\``,
      labels: ['safety-curtain', 'security', 'P1'].map(name => ({ name })),
      assignees: ['kim'],
    });
    expect(
      await tracker.find(REPOSITORY, KEY, { since: hourAgo(), signal }),
    ).toEqual(created);
    expect(await tracker.find(REPOSITORY, KEY, { signal })).toEqual(created);
    expect([...github.authorizations]).toEqual(['Bearer ghp_example']);
  });

  it('is not fooled by an issue of a stranger that has the key', async () => {
    const body = `<!-- safety-curtain ticket ${KEY} -->`;
    github.add({ body });
    github.add({ body: `See ${body}`, labels: ['safety-curtain'] });
    expect(await tracker.find(REPOSITORY, KEY, { signal })).toBeUndefined();
    expect(
      await tracker.find(REPOSITORY, KEY, { since: hourAgo(), signal }),
    ).toBeUndefined();
  });

  it('looks through all pages', async () => {
    for (let i = 0; i < 150; i++) github.add({ labels: ['safety-curtain'] });
    const { id } = await tracker.create(REPOSITORY, draft, { signal });
    expect(
      await tracker.find(REPOSITORY, KEY, { since: hourAgo(), signal }),
    ).toMatchObject({ id });
  });

  it('creates without assignees that GitHub does not know', async () => {
    const unknown = { ...draft, assignees: ['nobody'] };
    await tracker.create(REPOSITORY, unknown, { signal });
    expect(github.issues).toHaveLength(1);
  });

  it('updates in place, and keeps the labels of people', async () => {
    await tracker.create(REPOSITORY, draft, { signal });
    github.issues[0].labels.push({ name: 'ours' });
    const change = {
      draft: { ...draft, title: 'Other', priority: 'P2' },
      before: { labels: ['security'], priority: 'P1' },
      state: 'closed' as const,
    };
    const closed = await tracker.update(REPOSITORY, '1', change, { signal });
    expect(closed.state).toBe('closed');
    await tracker.update(REPOSITORY, '1', change, { signal });
    expect(github.issues[0]).toMatchObject({
      title: 'Other',
      state: 'closed',
      state_reason: 'completed',
    });
    expect(github.issues[0].labels.map(({ name }) => name).sort()).toEqual([
      'P2',
      'ours',
      'safety-curtain',
      'security',
    ]);
  });

  it('tells what people did, and hears no strangers', async () => {
    const labels = ['safety-curtain'];
    github.add({
      labels,
      state: 'closed',
      state_reason: 'not_planned',
      closed_by: { login: 'kim' },
    });
    github.add({ labels, state: 'closed', state_reason: 'completed' });
    github.add({ labels });
    github.add({ labels });
    const comment = (issue: number, association: string) => ({
      issue_url: `https://api.example/repos/example/shop/issues/${issue}`,
      body: "Won't fix: never called",
      author_association: association,
      user: { login: 'alex' },
    });
    github.comments.push(comment(3, 'MEMBER'), comment(4, 'NONE'));
    const ids = ['1', '2', '3', '4'];
    const since = hourAgo();
    expect(await tracker.read(REPOSITORY, ids, { since, signal })).toEqual([
      { id: '1', state: 'closed', wontFix: { by: 'kim' } },
      { id: '2', state: 'closed' },
      {
        id: '3',
        state: 'open',
        wontFix: { by: 'alex', text: "Won't fix: never called" },
      },
      { id: '4', state: 'open' },
    ]);
  });

  it.each([
    ['a limit', 403, { 'retry-after': '60' }, '{}', 'RemoteUnavailableError'],
    ['a refusal', 403, {}, '{"message":"no"}', 'RemoteRefusedError'],
    ['an outage', 502, {}, 'Bad gateway', 'RemoteUnavailableError'],
    ['no JSON', 200, {}, '<html>', 'RemoteUnavailableError'],
    ['other JSON', 200, {}, '{"number":"x"}', 'RemoteUnavailableError'],
  ])('says so of %s', async (_, status, headers, text, name) => {
    github.instead = { status, headers: { ...headers }, text };
    const questions = [
      tracker.find(REPOSITORY, KEY, { signal }),
      tracker.find(REPOSITORY, KEY, { since: hourAgo(), signal }),
      tracker.create(REPOSITORY, draft, { signal }),
      tracker.read(REPOSITORY, ['1'], { signal }),
    ];
    for (const question of await Promise.allSettled(questions)) {
      expect(question).toMatchObject({ reason: { name } });
    }
  });
});
