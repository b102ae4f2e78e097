import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { TicketDraft } from '@safety-curtain/plugin-supply-chain-node';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitlabTracker } from './GitlabTracker';

interface Issue {
  iid: number;
  web_url: string;
  title: string;
  description: string;
  state: string;
  labels: string[];
  due_date?: string;
  assignee_ids?: number[];
  user_notes_count: number;
  updated_at: string;
  closed_by?: { username: string };
}

const KEY = '0123456789abcdef0123456789abcdef';
const draft: TicketDraft = {
  key: KEY,
  title: 'Upgrade a in shop',
  body: [],
  markdown: 'Upgrade `a`',
  labels: ['security'],
  priority: 'priority::1',
  dueDate: '2026-12-24',
  assignees: ['kim', 'nobody'],
};
const PROJECT = 'https://gitlab.com/example/team/shop';
const PATH = '/api/v4/projects/example%2Fteam%2Fshop/issues';
const { signal } = new AbortController();

/** A GitLab that keeps the issues of one project. */
class LocalGitlab {
  readonly issues: Issue[] = [];
  readonly notes = new Map<number, object[]>();
  readonly tokens = new Set<unknown>();
  /** Answers in place of it. */
  instead?: { status: number; headers?: Record<string, string>; text: string };
  #server!: Server;

  async start(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method, url, headers } = request;
      this.tokens.add(headers['private-token'] ?? headers.authorization);
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
    if (pathname === '/api/v4/users') {
      return json(searchParams.get('username') === 'kim' ? [{ id: 7 }] : []);
    }
    if (pathname === PATH && method === 'GET') {
      const search = searchParams.get('search') ?? '';
      const iids = searchParams.getAll('iids[]').map(Number);
      return json(
        this.issues.filter(
          one =>
            one.description.includes(search) &&
            (iids.length === 0 || iids.includes(one.iid)),
        ),
      );
    }
    if (pathname === PATH) {
      return json(this.add({ ...body, labels: body.labels.split(',') }), 201);
    }
    const [, iid, notes] = /\/issues\/(\d+)(\/notes)?$/.exec(pathname) ?? [];
    const issue = this.issues.find(one => one.iid === Number(iid));
    if (!issue) return json({ message: '404 Not found' }, 404);
    if (notes) return json(this.notes.get(issue.iid) ?? []);
    const {
      add_labels: add,
      remove_labels: remove,
      state_event,
      ...rest
    } = body;
    const gone = remove?.split(',') ?? [];
    const labels = issue.labels.filter(label => !gone.includes(label));
    Object.assign(issue, rest, {
      labels: [...labels, ...(add?.split(',') ?? [])],
    });
    if (state_event === 'close') issue.state = 'closed';
    if (state_event === 'reopen') issue.state = 'opened';
    return json(issue);
  }

  add(issue: Partial<Issue>): Issue {
    const iid = this.issues.length + 1;
    const added: Issue = {
      iid,
      web_url: `${PROJECT}/-/issues/${iid}`,
      title: '',
      description: '',
      state: 'opened',
      labels: [],
      user_notes_count: 0,
      updated_at: new Date().toISOString(),
      ...issue,
    };
    this.issues.push(added);
    return added;
  }
}

describe('tickets on GitLab', () => {
  let gitlab: LocalGitlab;
  let tracker: GitlabTracker;

  beforeEach(async () => {
    gitlab = new LocalGitlab();
    const url = await gitlab.start();
    const host = {
      host: 'gitlab.com',
      apiBaseUrl: `${url}/api/v4`,
      token: 'glpat-example',
    };
    tracker = new GitlabTracker(
      ScmIntegrations.fromConfig(
        new ConfigReader({ integrations: { gitlab: [host] } }),
      ),
    );
  });
  afterEach(() => gitlab.close());

  it('knows the project of a source, and refuses what is none', () => {
    expect(tracker.projectOf(`${PROJECT}/-/tree/main/web`)).toBe(PROJECT);
    expect(tracker.projectOf(`${PROJECT}/tree/main`)).toBe(PROJECT);
    expect(tracker.projectOf('https://git.example.org/a/b')).toBeUndefined();
    expect(tracker.refuseProject(PROJECT)).toBeUndefined();
    expect(tracker.refuseProject('shop')).toContain('must be the address');
  });

  it('creates an issue with its day, and finds it', async () => {
    const created = await tracker.create(PROJECT, draft, { signal });
    expect(gitlab.issues[0]).toMatchObject({
      title: 'Upgrade a in shop',
      description: `<!-- safety-curtain ticket ${KEY} -->\n\nUpgrade \`a\``,
      labels: ['safety-curtain', 'security', 'priority::1'],
      due_date: '2026-12-24',
      assignee_ids: [7],
    });
    expect(await tracker.find(PROJECT, KEY, { signal })).toEqual(created);
    expect([...gitlab.tokens]).toEqual(['Bearer glpat-example']);
  });

  it('is not fooled by an issue of a stranger that has the key', async () => {
    const description = `<!-- safety-curtain ticket ${KEY} -->`;
    gitlab.add({ description });
    gitlab.add({ description: `> ${description}`, labels: ['safety-curtain'] });
    expect(await tracker.find(PROJECT, KEY, { signal })).toBeUndefined();
  });

  it('updates in place what differs, closes and reopens', async () => {
    await tracker.create(PROJECT, draft, { signal });
    gitlab.issues[0].labels.push('ours');
    const before = { labels: ['security'], priority: 'priority::1' };
    const changed = { ...draft, priority: 'priority::2' };
    const turn = (state: 'open' | 'closed') =>
      tracker.update(
        PROJECT,
        '1',
        { draft: changed, before, state },
        { signal },
      );
    expect(await turn('closed')).toMatchObject({ state: 'closed' });
    expect(gitlab.issues[0].labels).toEqual([
      'safety-curtain',
      'security',
      'ours',
      'priority::2',
    ]);
    expect(await turn('open')).toMatchObject({ state: 'open' });
  });

  it('tells what people did', async () => {
    gitlab.add({
      state: 'closed',
      labels: ['safety-curtain', 'wontfix'],
      closed_by: { username: 'kim' },
    });
    gitlab.add({ state: 'closed' });
    gitlab.add({ user_notes_count: 2 });
    gitlab.notes.set(3, [
      { body: 'changed the title to won’t fix', system: true },
      { body: '**Won’t fix**, it is a test', author: { username: 'alex' } },
    ]);
    expect(await tracker.read(PROJECT, ['1', '2', '3'], { signal })).toEqual([
      { id: '1', state: 'closed', wontFix: { by: 'kim', text: 'wontfix' } },
      { id: '2', state: 'closed' },
      {
        id: '3',
        state: 'open',
        wontFix: { by: 'alex', text: '**Won’t fix**, it is a test' },
      },
    ]);
  });

  it.each([
    ['a limit', 429, { 'retry-after': '60' }, '{}', 'RemoteUnavailableError'],
    ['a refusal', 403, {}, '{"message":"no"}', 'RemoteRefusedError'],
    ['an outage', 502, {}, 'Bad gateway', 'RemoteUnavailableError'],
    ['no JSON', 200, {}, '<html>', 'RemoteUnavailableError'],
    ['other JSON', 200, {}, '{"iid":"x"}', 'RemoteUnavailableError'],
  ])('says so of %s', async (_, status, headers, text, name) => {
    gitlab.instead = { status, headers: { ...headers }, text };
    const questions = [
      tracker.find(PROJECT, KEY, { signal }),
      tracker.create(PROJECT, { ...draft, assignees: [] }, { signal }),
      tracker.read(PROJECT, ['1'], { signal }),
    ];
    for (const question of await Promise.allSettled(questions)) {
      expect(question).toMatchObject({ reason: { name } });
    }
  });
});
