import type { JsonObject } from '@backstage/types';
import {
  RemoteApi,
  RemoteRefusedError,
  RemoteUnavailableError,
  saysWontFix,
  type RemoteTicket,
  type TicketChange,
  type TicketDraft,
  type TicketRef,
  type TicketState,
  type Tracker,
} from '@safety-curtain/plugin-supply-chain-node';
import { type Issue, readIssue, readTransitions } from './issues';
import type { JiraOptions } from './options';
import { documentOf, wikiText } from './texts';

const LABEL = 'safety-curtain';
/** Resolutions that say that nothing will be done. */
const WONT_FIX = /^(won['’]?t (do|fix)|declined)$/i;
/** Of done work, where a transition wants one. */
const DONE = /^(done|fixed|resolved)$/i;
const PER_PAGE = 100;
/** Issues of more pages are not looked through. */
const PAGES = 20;

type Asked = { signal: AbortSignal };

/**
 * Keeps tickets as issues of Jira, Cloud and Data Center. A project is its key.
 * The ticket's key is a label of its own, which Jira finds exactly; its index
 * may be behind for a while.
 */
export class JiraTracker implements Tracker {
  readonly id = 'jira';
  readonly title = 'Jira';
  readonly settleMs = 2 * 60_000;
  readonly #options: JiraOptions;
  readonly #api: RemoteApi;
  readonly #isCloud: boolean;
  readonly #base: string;

  constructor(options: JiraOptions) {
    const { baseUrl, email, token } = options;
    this.#options = options;
    this.#isCloud = email !== undefined;
    this.#base = `/rest/api/${this.#isCloud ? 3 : 2}`;
    const pair = Buffer.from(`${email}:${token}`).toString('base64');
    this.#api = new RemoteApi({
      name: this.title,
      baseUrl,
      headers: async () => ({
        Authorization: this.#isCloud ? `Basic ${pair}` : `Bearer ${token}`,
      }),
    });
  }

  refuseProject(project: string): string | undefined {
    return /^[A-Z][A-Z0-9_]{1,60}$/.test(project)
      ? undefined
      : `must be the key of a project such as SEC, not '${project}'`;
  }

  async find(project: string, key: string, { signal }: Asked) {
    const label = keyLabel(key);
    const jql = `project = "${project}" AND labels = "${label}" ORDER BY created`;
    const [found] = await this.#search(jql, signal);
    return found && this.#refOf(found);
  }

  async create(
    project: string,
    draft: TicketDraft,
    { signal }: Asked,
  ): Promise<TicketRef> {
    const { title, key, labels, priority, dueDate, assignees } = draft;
    const [assignee] = assignees;
    const fields: JsonObject = {
      project: { key: project },
      issuetype: { name: this.#options.issueType },
      summary: title,
      description: this.#textOf(draft),
      labels: [LABEL, keyLabel(key), ...labels.map(labelOf)],
      ...(priority !== undefined && { priority: { name: priority } }),
      ...(dueDate !== undefined && { duedate: dueDate }),
      ...(assignee !== undefined && {
        assignee: this.#isCloud ? { accountId: assignee } : { name: assignee },
      }),
    };
    const { body } = await this.#api.request({
      method: 'POST',
      path: `${this.#base}/issue`,
      body: { fields },
      signal,
    });
    const id = (body as JsonObject | undefined)?.key;
    if (typeof id !== 'string') throw nonsense();
    return this.#refOf({ id, state: 'open' });
  }

  async update(
    _project: string,
    id: string,
    { draft, before, state }: TicketChange,
    { signal }: Asked,
  ): Promise<TicketRef> {
    const path = `${this.#base}/issue/${encodeURIComponent(id)}`;
    const former = before.labels.map(labelOf);
    const labels = draft.labels.map(labelOf);
    const changes = [
      ...labels.filter(one => !former.includes(one)).map(add => ({ add })),
      ...former
        .filter(one => !labels.includes(one))
        .map(remove => ({ remove })),
    ];
    const fields: JsonObject = {
      summary: draft.title,
      description: this.#textOf(draft),
      ...(draft.dueDate !== before.dueDate && {
        duedate: draft.dueDate ?? null,
      }),
      ...(draft.priority !== undefined &&
        draft.priority !== before.priority && {
          priority: { name: draft.priority },
        }),
    };
    await this.#api.request({
      method: 'PUT',
      path,
      body: {
        fields,
        ...(changes.length > 0 && { update: { labels: changes } }),
      },
      signal,
    });
    const { body } = await this.#api.request({
      path: `${path}?fields=status,resolution`,
      signal,
    });
    const issue = readIssue(body);
    if (!issue) throw nonsense();
    if (!state || issue.state === state) return this.#refOf(issue);
    await this.#turn(path, id, state, signal);
    return this.#refOf({ id, state });
  }

  async read(
    project: string,
    ids: readonly string[],
    { since, signal }: { since?: Date } & Asked,
  ): Promise<RemoteTicket[]> {
    // Absolute times would be those of the account's time zone.
    const minutes = since && Math.ceil((Date.now() - since.getTime()) / 60_000);
    const lately = minutes ? ` AND updated >= "-${minutes}m"` : '';
    const issues = await this.#search(
      `project = "${project}" AND labels = "${LABEL}"${lately} ORDER BY created`,
      signal,
    );
    return issues
      .filter(({ id }) => ids.includes(id))
      .map(({ id, state, resolution, comments }) => {
        const word = comments.findLast(({ text }) => saysWontFix(text));
        const settled =
          state === 'closed' && resolution && WONT_FIX.test(resolution);
        return {
          id,
          state,
          ...(settled && { wontFix: { text: resolution } }),
          ...(word && { wontFix: word }),
        };
      });
  }

  /** By a transition whose status is done, or is not. */
  async #turn(
    path: string,
    id: string,
    state: TicketState,
    signal: AbortSignal,
  ): Promise<void> {
    const { body } = await this.#api.request({
      path: `${path}/transitions?expand=transitions.fields`,
      signal,
    });
    const fitting = readTransitions(body).filter(
      ({ done }) => done === (state === 'closed'),
    );
    if (fitting.length === 0) {
      throw new RemoteRefusedError(
        `Jira has no transition by which ${id} would be ${state}`,
        409,
      );
    }
    const [{ id: transition, resolutions }] = fitting;
    const resolution =
      state === 'closed'
        ? resolutions.find(name => DONE.test(name)) ??
          resolutions.find(name => !WONT_FIX.test(name))
        : undefined;
    await this.#api.request({
      method: 'POST',
      path: `${path}/transitions`,
      body: {
        transition: { id: transition },
        ...(resolution !== undefined && {
          fields: { resolution: { name: resolution } },
        }),
      },
      signal,
    });
  }

  /** All issues of a query; throws where there are more than can be looked through. */
  async #search(jql: string, signal: AbortSignal): Promise<Issue[]> {
    const fields = ['status', 'resolution', 'comment'];
    const found: Issue[] = [];
    let next: JsonObject = this.#isCloud ? {} : { startAt: 0 };
    for (let page = 0; page < PAGES; page++) {
      const { body } = await this.#api.request({
        method: 'POST',
        path: `${this.#base}/search${this.#isCloud ? '/jql' : ''}`,
        body: { jql, fields, maxResults: PER_PAGE, ...next },
        signal,
      });
      const { issues, nextPageToken, total } = (body ?? {}) as JsonObject;
      if (!Array.isArray(issues)) throw nonsense();
      found.push(...issues.flatMap(issue => readIssue(issue) ?? []));
      const startAt = Number(next.startAt ?? 0) + issues.length;
      const more = this.#isCloud
        ? typeof nextPageToken === 'string'
        : issues.length > 0 && startAt < Number(total);
      if (!more) return found;
      next = this.#isCloud ? { nextPageToken } : { startAt };
    }
    throw new RemoteUnavailableError(
      `Jira has more than ${PAGES * PER_PAGE} tickets to look through`,
    );
  }

  #textOf({ body }: TicketDraft) {
    return this.#isCloud ? documentOf(body) : wikiText(body);
  }

  #refOf({ id, state }: Pick<Issue, 'id' | 'state'>): TicketRef {
    const url = `${this.#options.baseUrl}/browse/${encodeURIComponent(id)}`;
    return { id, state, url };
  }
}

function keyLabel(key: string): string {
  return `${LABEL}-${key}`;
}

/** Labels of Jira have no spaces. */
function labelOf(label: string): string {
  return label.trim().replace(/\s+/g, '-');
}

function nonsense(): RemoteUnavailableError {
  return new RemoteUnavailableError('Jira answers with something unexpected');
}
