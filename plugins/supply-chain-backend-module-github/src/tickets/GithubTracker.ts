import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
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
import { type Comment, type Issue, readComment, readIssue } from './issues';

/** What all tickets have: only who may label issues can add it. */
const LABEL = 'safety-curtain';
const PER_PAGE = 100;
/** Issues and comments of more pages are not looked through. */
const PAGES = 20;
/** Those whose word about a ticket counts. */
const OWN = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

type Asked = { signal: AbortSignal };

/**
 * Keeps tickets as issues of GitHub. A project is the web address of a
 * repository. The key stands in a comment at the beginning of the text; what
 * was created lately is looked for in the list of issues, which has it at once,
 * and all else in GitHub's search.
 */
export class GithubTracker implements Tracker {
  readonly id = 'github';
  readonly title = 'GitHub';
  readonly settleMs = 60_000;
  readonly #integrations: ScmIntegrations;
  readonly #credentials: GithubCredentialsProvider;

  constructor(integrations: ScmIntegrations) {
    this.#integrations = integrations;
    this.#credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  }

  refuseProject(project: string): string | undefined {
    if (!URL.canParse(project) || this.projectOf(project) !== project) {
      return `must be the address of a repository such as https://github.com/example/security, not '${project}'`;
    }
    return undefined;
  }

  projectOf(source: string): string | undefined {
    if (!URL.canParse(source)) return undefined;
    if (!this.#integrations.github.byUrl(source)) return undefined;
    const { origin, pathname } = new URL(source);
    const [owner, name] = pathname.split('/').filter(Boolean);
    if (!/^[\w.-]+$/.test(owner ?? '') || !/^[\w.-]+$/.test(name ?? '')) {
      return undefined;
    }
    return `${origin}/${owner}/${name.replace(/\.git$/, '')}`;
  }

  async find(
    project: string,
    key: string,
    { since, signal }: { since?: Date } & Asked,
  ): Promise<TicketRef | undefined> {
    const issues = since
      ? await this.#issuesSince(project, since, signal)
      : await this.#search(project, key, signal);
    const found = issues.find(
      ({ body, labels }) =>
        body.startsWith(markerOf(key)) && labels.includes(LABEL),
    );
    return found && refOf(found);
  }

  async create(project: string, draft: TicketDraft, { signal }: Asked) {
    const { title, assignees } = draft;
    const issue = { title, body: bodyOf(draft), labels: labelsOf(draft) };
    const post = async (body: JsonObject) => {
      const path = `${pathOf(project)}/issues`;
      return this.#issue(project, { method: 'POST', path, body, signal });
    };
    try {
      return refOf(await post({ ...issue, assignees }));
    } catch (error) {
      // It takes nothing where one of the assignees is unknown to it.
      const refused =
        error instanceof RemoteRefusedError && error.status === 422;
      if (!refused || assignees.length === 0) throw error;
      return refOf(await post(issue));
    }
  }

  /** Labels are given as a whole: those of people are read before. */
  async update(
    project: string,
    id: string,
    { draft, before, state }: TicketChange,
    { signal }: Asked,
  ) {
    const path = `${pathOf(project)}/issues/${encodeURIComponent(id)}`;
    const now = await this.#issue(project, { path, signal });
    const former = labelsOf(before);
    const kept = now.labels.filter(label => !former.includes(label));
    const body: JsonObject = {
      title: draft.title,
      body: bodyOf(draft),
      labels: [...new Set([...kept, ...labelsOf(draft)])],
      ...(state && {
        state,
        state_reason: state === 'closed' ? 'completed' : 'reopened',
      }),
    };
    return refOf(
      await this.#issue(project, { method: 'PATCH', path, body, signal }),
    );
  }

  async read(
    project: string,
    ids: readonly string[],
    { since, signal }: { since?: Date } & Asked,
  ): Promise<RemoteTicket[]> {
    const issues = await this.#issuesSince(project, since, signal);
    const comments = since
      ? await this.#commentsSince(project, since, signal)
      : [];
    return issues
      .filter(({ id }) => ids.includes(id))
      .map(({ id, state, notPlanned, closedBy }) => {
        const word = comments.findLast(
          ({ issue, text, association }) =>
            issue === id && OWN.has(association) && saysWontFix(text),
        );
        return {
          id,
          state,
          ...(notPlanned && { wontFix: { by: closedBy } }),
          ...(word && { wontFix: { by: word.by, text: word.text } }),
        };
      });
  }

  /** Those with the label; throws where there are more than can be looked through. */
  async #issuesSince(
    project: string,
    since: Date | undefined,
    signal: AbortSignal,
  ): Promise<Issue[]> {
    return this.#pages(
      project,
      `${pathOf(project)}/issues`,
      {
        labels: LABEL,
        state: 'all',
        ...(since && { since: since.toISOString() }),
      },
      readIssue,
      signal,
    );
  }

  async #commentsSince(project: string, since: Date, signal: AbortSignal) {
    return this.#pages<Comment>(
      project,
      `${pathOf(project)}/issues/comments`,
      { sort: 'created', direction: 'asc', since: since.toISOString() },
      readComment,
      signal,
    );
  }

  async #pages<T>(
    project: string,
    path: string,
    query: Record<string, string>,
    read: (json: unknown) => T | undefined,
    signal: AbortSignal,
  ): Promise<T[]> {
    const found: T[] = [];
    for (let page = 1; page <= PAGES; page++) {
      const search = new URLSearchParams({
        ...query,
        per_page: String(PER_PAGE),
        page: String(page),
      });
      const { body } = await this.#api(project).request({
        path: `${path}?${search}`,
        signal,
      });
      if (!Array.isArray(body)) throw nonsense();
      found.push(...body.flatMap(item => read(item) ?? []));
      if (body.length < PER_PAGE) return found;
    }
    throw new RemoteUnavailableError(
      `GitHub has more than ${PAGES * PER_PAGE} tickets to look through`,
    );
  }

  async #search(project: string, key: string, signal: AbortSignal) {
    const repository = new URL(project).pathname.slice(1);
    const q = `"${key}" in:body is:issue label:${LABEL} repo:${repository}`;
    const { body } = await this.#api(project).request({
      path: `/search/issues?${new URLSearchParams({ q })}`,
      signal,
    });
    const { items } = (body ?? {}) as JsonObject;
    if (!Array.isArray(items)) throw nonsense();
    return items.flatMap(item => readIssue(item) ?? []);
  }

  async #issue(
    project: string,
    request: Parameters<RemoteApi['request']>[0],
  ): Promise<Issue> {
    const { body } = await this.#api(project).request(request);
    const issue = readIssue(body);
    if (!issue) throw nonsense();
    return issue;
  }

  #api(project: string): RemoteApi {
    const integration = this.#integrations.github.byUrl(project);
    if (!integration?.config.apiBaseUrl) {
      throw new RemoteRefusedError('No integration knows this repository', 404);
    }
    return new RemoteApi({
      name: this.title,
      baseUrl: integration.config.apiBaseUrl,
      headers: async () => ({
        Accept: 'application/vnd.github+json',
        ...(await this.#credentials.getCredentials({ url: project })).headers,
      }),
    });
  }
}

function markerOf(key: string): string {
  return `<!-- safety-curtain ticket ${key} -->`;
}

function bodyOf({ key, markdown }: TicketDraft): string {
  return `${markerOf(key)}\n${markdown}`;
}

/** GitHub has no priorities: one is a label. */
function labelsOf({
  labels,
  priority,
}: Pick<TicketDraft, 'labels' | 'priority'>): string[] {
  return [LABEL, ...labels, ...(priority === undefined ? [] : [priority])];
}

function pathOf(project: string): string {
  return `/repos${new URL(project).pathname}`;
}

function refOf({ id, url, state }: Issue): TicketRef {
  return { id, url, state };
}

function nonsense(): RemoteUnavailableError {
  return new RemoteUnavailableError('GitHub answers with something unexpected');
}
