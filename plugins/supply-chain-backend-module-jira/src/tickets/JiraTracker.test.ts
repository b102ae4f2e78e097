import type { TicketDraft } from '@safety-curtain/plugin-supply-chain-node';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JiraTracker } from './JiraTracker';
import { documentOf, wikiText } from './texts';

interface Issue {
  key: string;
  fields: Record<string, any>;
}

const KEY = '0123456789abcdef0123456789abcdef';
const draft: TicketDraft = {
  key: KEY,
  title: 'Upgrade a in shop',
  body: [
    { heading: 'Findings' },
    {
      list: [
        [{ text: '[x|https://evil.example]', code: true }, { text: ' · ' }],
      ],
    },
    { paragraph: [{ text: 'Portal', link: 'https://portal.example/a' }] },
  ],
  markdown: '',
  labels: ['two words'],
  priority: 'Highest',
  dueDate: '2026-12-24',
  assignees: ['kim'],
};
const { signal } = new AbortController();
const TO_DO = { statusCategory: { key: 'new' } };
const DONE = { statusCategory: { key: 'done' } };

/** A Jira that keeps issues: Cloud has another search, and documents as texts. */
class LocalJira {
  readonly issues: Issue[] = [];
  readonly queries: string[] = [];
  readonly authorizations = new Set<string | undefined>();
  readonly turns: object[] = [];
  transitions: object[] = [
    { id: '11', to: TO_DO },
    {
      id: '31',
      to: DONE,
      fields: {
        resolution: { allowedValues: [{ name: "Won't Do" }, { name: 'Done' }] },
      },
    },
  ];
  /** Answers in place of it. */
  instead?: { status: number; headers?: Record<string, string>; text: string };
  #server!: Server;

  async start(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      this.authorizations.add(request.headers.authorization);
      const text = Buffer.concat(chunks).toString();
      const answer = this.instead ?? {
        ...this.#answer(
          request.method!,
          request.url!.split('?')[0],
          text ? JSON.parse(text) : {},
        ),
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

  #answer(method: string, path: string, body: any) {
    const json = (value: unknown, status = 200) => ({
      status,
      text: JSON.stringify(value),
    });
    const nothing = { status: 204, text: '' };
    if (/\/search(\/jql)?$/.test(path)) return json(this.#search(path, body));
    if (path.endsWith('/issue')) {
      const key = `SEC-${this.issues.length + 1}`;
      this.issues.push({ key, fields: { ...body.fields, status: TO_DO } });
      return json({ id: '1', key }, 201);
    }
    const [, key, below] = /\/issue\/([^/]+)(\/transitions)?$/.exec(path)!;
    const issue = this.issues.find(one => one.key === key);
    if (!issue) return json({ errorMessages: ['It does not exist'] }, 404);
    if (below && method === 'GET')
      return json({ transitions: this.transitions });
    if (below) {
      this.turns.push(body);
      issue.fields.status = body.transition.id === '31' ? DONE : TO_DO;
      return nothing;
    }
    if (method === 'GET') return json(issue);
    for (const { add, remove } of body.update?.labels ?? []) {
      issue.fields.labels = issue.fields.labels
        .filter((label: string) => label !== remove)
        .concat(add ?? []);
    }
    Object.assign(issue.fields, body.fields);
    return nothing;
  }

  #search(path: string, body: any) {
    this.queries.push(body.jql);
    const label = /labels = "([^"]+)"/.exec(body.jql)![1];
    const all = this.issues.filter(one => one.fields.labels.includes(label));
    const start = Number(body.nextPageToken ?? body.startAt ?? 0);
    const end = start + body.maxResults;
    return path.endsWith('/jql')
      ? {
          issues: all.slice(start, end),
          ...(end < all.length && { nextPageToken: String(end) }),
        }
      : { issues: all.slice(start, end), startAt: start, total: all.length };
  }
}

describe.each([
  ['Cloud', 'robot@example.org'],
  ['Data Center', undefined],
])('tickets in Jira %s', (_product, email) => {
  let jira: LocalJira;
  let tracker: JiraTracker;

  beforeEach(async () => {
    jira = new LocalJira();
    const baseUrl = await jira.start();
    tracker = new JiraTracker({
      baseUrl,
      email,
      token: 'secret',
      issueType: 'Task',
    });
  });
  afterEach(() => jira.close());

  it('creates an issue, and finds it by its label', async () => {
    expect(await tracker.find('SEC', KEY, { signal })).toBeUndefined();
    const created = await tracker.create('SEC', draft, { signal });
    expect(created).toMatchObject({ id: 'SEC-1', state: 'open' });
    expect(jira.issues[0].fields).toMatchObject({
      project: { key: 'SEC' },
      issuetype: { name: 'Task' },
      summary: 'Upgrade a in shop',
      labels: ['safety-curtain', `safety-curtain-${KEY}`, 'two-words'],
      priority: { name: 'Highest' },
      duedate: '2026-12-24',
      assignee: email ? { accountId: 'kim' } : { name: 'kim' },
    });
    expect(await tracker.find('SEC', KEY, { signal })).toEqual(created);
    expect(jira.queries.at(-1)).toBe(
      `project = "SEC" AND labels = "safety-curtain-${KEY}" ORDER BY created`,
    );
    expect([...jira.authorizations]).toEqual([
      email
        ? `Basic ${Buffer.from('robot@example.org:secret').toString('base64')}`
        : 'Bearer secret',
    ]);
  });

  it('updates in place, closes by a transition once, and reopens', async () => {
    await tracker.create('SEC', draft, { signal });
    jira.issues[0].fields.labels.push('ours');
    const { labels, priority, dueDate } = draft;
    const turn = (state: 'open' | 'closed') =>
      tracker.update(
        'SEC',
        'SEC-1',
        {
          draft: { ...draft, title: 'Other', labels: ['new'] },
          before: { labels, priority, dueDate },
          state,
        },
        { signal },
      );
    expect(await turn('closed')).toMatchObject({ state: 'closed' });
    await turn('closed');
    expect(jira.turns).toEqual([
      { transition: { id: '31' }, fields: { resolution: { name: 'Done' } } },
    ]);
    expect(jira.issues[0].fields).toMatchObject({
      summary: 'Other',
      labels: expect.arrayContaining(['safety-curtain', 'ours', 'new']),
    });
    expect(jira.issues[0].fields.labels).not.toContain('two-words');
    expect(await turn('open')).toMatchObject({ state: 'open' });
  });

  it('says where there is no transition', async () => {
    await tracker.create('SEC', draft, { signal });
    jira.transitions = [];
    const change = { draft, before: draft, state: 'closed' as const };
    await expect(
      tracker.update('SEC', 'SEC-1', change, { signal }),
    ).rejects.toThrow('Jira has no transition by which SEC-1 would be closed');
  });

  it('tells what people did, over all pages', async () => {
    for (let i = 0; i < 120; i++)
      await tracker.create('SEC', draft, { signal });
    Object.assign(jira.issues[0].fields, {
      status: DONE,
      resolution: { name: "Won't Do" },
    });
    const text = "Won't fix: never called";
    Object.assign(jira.issues[119].fields, {
      comment: {
        comments: [
          {
            author: { displayName: 'Kim' },
            body: email
              ? { type: 'doc', content: [{ content: [{ text }] }] }
              : text,
          },
        ],
      },
    });
    const since = new Date(Date.now() - 60_000);
    const read = await tracker.read('SEC', ['SEC-1', 'SEC-2', 'SEC-120'], {
      since,
      signal,
    });
    expect(read).toEqual([
      { id: 'SEC-1', state: 'closed', wontFix: { text: "Won't Do" } },
      { id: 'SEC-2', state: 'open' },
      { id: 'SEC-120', state: 'open', wontFix: { by: 'Kim', text } },
    ]);
    expect(jira.queries.at(-1)).toMatch(/updated >= "-\d+m"/);
  });

  it.each([
    ['a limit', 429, { 'retry-after': '60' }, '{}', 'RemoteUnavailableError'],
    ['a refusal', 403, {}, '{"errorMessages":["no"]}', 'RemoteRefusedError'],
    ['an outage', 502, {}, 'Bad gateway', 'RemoteUnavailableError'],
    ['no JSON', 200, {}, '<html>', 'RemoteUnavailableError'],
    ['other JSON', 200, {}, '{"key":1}', 'RemoteUnavailableError'],
  ])('says so of %s', async (_, status, headers, text, name) => {
    jira.instead = { status, headers: { ...headers }, text };
    const questions = [
      tracker.find('SEC', KEY, { signal }),
      tracker.create('SEC', draft, { signal }),
      tracker.read('SEC', ['SEC-1'], { signal }),
    ];
    for (const question of await Promise.allSettled(questions)) {
      expect(question).toMatchObject({ reason: { name } });
    }
  });
});

describe('texts of strangers in Jira', () => {
  const { body } = draft;

  it('are text in a document', () => {
    const [, list] = documentOf(body).content as any[];
    expect(list.content[0].content[0].content[0]).toEqual({
      type: 'text',
      text: '[x|https://evil.example]',
      marks: [{ type: 'code' }],
    });
  });

  it('mean nothing in wiki text', () => {
    const text = wikiText(body);
    expect(text).toContain('* &#91;x&#124;https&#58;&#47;&#47;evil');
    expect(text).toContain('[Portal|https://portal.example/a]');
  });
});
