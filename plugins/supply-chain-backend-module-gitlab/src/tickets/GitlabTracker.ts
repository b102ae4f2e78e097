import {
  getGitLabRequestOptions,
  type ScmIntegrations,
} from '@backstage/integration';
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
  type Tracker,
} from '@safety-curtain/plugin-supply-chain-node';
import { type Issue, readIssue, readNote, readUserId } from './issues';

/** What all tickets have: only members of a project can add it. */
const LABEL = 'safety-curtain';
/** Labels that say that nothing will be done. */
const WONT_FIX = /^(.*::)?won['’]?t[\s_-]*(fix|do)$/i;
const PER_PAGE = 50;
const NOTES = 20;

type Asked = { signal: AbortSignal };

/**
 * Keeps tickets as issues of GitLab. A project is its web address. The key
 * stands in a comment at the beginning of the description, in which GitLab
 * searches its database itself.
 */
export class GitlabTracker implements Tracker {
  readonly id = 'gitlab';
  readonly title = 'GitLab';
  readonly settleMs = 60_000;
  readonly #integrations: ScmIntegrations;

  constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations;
  }

  refuseProject(project: string): string | undefined {
    if (!URL.canParse(project) || this.projectOf(project) !== project) {
      return `must be the address of a project such as https://gitlab.com/example/security, not '${project}'`;
    }
    return undefined;
  }

  projectOf(source: string): string | undefined {
    const integration = this.#integrations.gitlab.byUrl(source);
    if (!URL.canParse(source) || !integration) return undefined;
    const { origin, pathname } = new URL(source);
    const names = pathname
      .replace(/\/-\/.*$/, '')
      .replace(/\/(tree|blob)\/.*$/, '')
      .replace(/(\.git)?\/*$/, '');
    return names.split('/').length < 3 ? undefined : `${origin}${names}`;
  }

  async find(project: string, key: string, { signal }: Asked) {
    const issues = await this.#list(
      project,
      { labels: LABEL, search: key, in: 'description' },
      signal,
    );
    const found = issues.find(
      ({ description, labels }) =>
        description.startsWith(markerOf(key)) && labels.includes(LABEL),
    );
    return found && refOf(found);
  }

  async create(project: string, draft: TicketDraft, { signal }: Asked) {
    const { title, dueDate, assignees } = draft;
    const users: number[] = [];
    for (const name of assignees.slice(0, 5)) {
      const id = await this.#userId(project, name, signal);
      if (id !== undefined) users.push(id);
    }
    const body = {
      title,
      description: descriptionOf(draft),
      labels: labelsOf(draft).join(','),
      ...(dueDate && { due_date: dueDate }),
      ...(users.length > 0 && { assignee_ids: users }),
    };
    const path = `${this.#pathOf(project)}/issues`;
    return this.#issue(project, { method: 'POST', path, body, signal });
  }

  async update(
    project: string,
    id: string,
    { draft, before, state }: TicketChange,
    { signal }: Asked,
  ) {
    const former = labelsOf(before);
    const labels = labelsOf(draft);
    const added = labels.filter(label => !former.includes(label));
    const removed = former.filter(label => !labels.includes(label));
    const body: JsonObject = {
      title: draft.title,
      description: descriptionOf(draft),
      ...(added.length > 0 && { add_labels: added.join(',') }),
      ...(removed.length > 0 && { remove_labels: removed.join(',') }),
      ...(draft.dueDate !== before.dueDate && {
        due_date: draft.dueDate ?? '',
      }),
      ...(state && { state_event: state === 'closed' ? 'close' : 'reopen' }),
    };
    const path = `${this.#pathOf(project)}/issues/${encodeURIComponent(id)}`;
    return this.#issue(project, { method: 'PUT', path, body, signal });
  }

  async read(
    project: string,
    ids: readonly string[],
    { since, signal }: { since?: Date } & Asked,
  ): Promise<RemoteTicket[]> {
    const read: RemoteTicket[] = [];
    for (let start = 0; start < ids.length; start += PER_PAGE) {
      const some = ids.slice(start, start + PER_PAGE);
      for (const issue of await this.#list(project, { iids: some }, signal)) {
        const { id, state, labels, closedBy } = issue;
        const label = labels.find(one => WONT_FIX.test(one));
        const news = !since || issue.updatedAt >= since;
        const word =
          news && issue.notes > 0
            ? await this.#wordIn(project, id, signal)
            : undefined;
        read.push({
          id,
          state,
          ...(label !== undefined && {
            wontFix: { by: closedBy, text: label },
          }),
          ...(word && { wontFix: word }),
        });
      }
    }
    return read;
  }

  /** The last of the newest comments that says that nothing will be done. */
  async #wordIn(project: string, id: string, signal: AbortSignal) {
    const { body } = await this.#api(project).request({
      path: `${this.#pathOf(project)}/issues/${id}/notes?${new URLSearchParams({
        sort: 'desc',
        order_by: 'created_at',
        per_page: String(NOTES),
      })}`,
      signal,
    });
    if (!Array.isArray(body)) throw nonsense();
    return body
      .flatMap(note => readNote(note) ?? [])
      .find(({ text }) => saysWontFix(text));
  }

  async #list(
    project: string,
    query: Record<string, string | readonly string[]>,
    signal: AbortSignal,
  ): Promise<Issue[]> {
    const search = new URLSearchParams({
      scope: 'all',
      per_page: String(PER_PAGE),
    });
    for (const [name, value] of Object.entries(query)) {
      if (typeof value === 'string') search.set(name, value);
      else value.forEach(one => search.append(`${name}[]`, one));
    }
    const { body } = await this.#api(project).request({
      path: `${this.#pathOf(project)}/issues?${search}`,
      signal,
    });
    if (!Array.isArray(body)) throw nonsense();
    return body.flatMap(item => readIssue(item) ?? []);
  }

  async #userId(project: string, name: string, signal: AbortSignal) {
    const { body } = await this.#api(project).request({
      path: `/users?${new URLSearchParams({ username: name })}`,
      signal,
    });
    return Array.isArray(body) ? readUserId(body[0]) : undefined;
  }

  async #issue(
    project: string,
    request: Parameters<RemoteApi['request']>[0],
  ): Promise<TicketRef> {
    const { body } = await this.#api(project).request(request);
    const issue = readIssue(body);
    if (!issue) throw nonsense();
    return refOf(issue);
  }

  #pathOf(project: string): string {
    const base = new URL(this.#configOf(project).baseUrl).pathname;
    const name = new URL(project).pathname
      .slice(base.length)
      .replace(/^\//, '');
    return `/projects/${encodeURIComponent(name)}`;
  }

  #api(project: string): RemoteApi {
    const config = this.#configOf(project);
    return new RemoteApi({
      name: this.title,
      baseUrl: config.apiBaseUrl,
      headers: async () =>
        getGitLabRequestOptions(config).headers as Record<string, string>,
    });
  }

  #configOf(project: string) {
    const integration = this.#integrations.gitlab.byUrl(project);
    if (!integration) {
      throw new RemoteRefusedError('No integration knows this project', 404);
    }
    return integration.config;
  }
}

function markerOf(key: string): string {
  return `<!-- safety-curtain ticket ${key} -->`;
}

function descriptionOf({ key, markdown }: TicketDraft): string {
  return `${markerOf(key)}\n\n${markdown}`;
}

/** GitLab has no priorities: one is a label. */
function labelsOf({
  labels,
  priority,
}: Pick<TicketDraft, 'labels' | 'priority'>): string[] {
  return [LABEL, ...labels, ...(priority === undefined ? [] : [priority])];
}

function refOf({ id, url, state }: Issue): TicketRef {
  return { id, url, state };
}

function nonsense(): RemoteUnavailableError {
  return new RemoteUnavailableError('GitLab answers with something unexpected');
}
