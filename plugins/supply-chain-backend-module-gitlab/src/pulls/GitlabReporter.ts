import {
  type CommentPlace,
  type CommitStatus,
  type ForeignComment,
  type ForgeReporter,
  keepComment,
  type PullRequest,
  type PullRequestComment,
  type PullRequestRef,
  type RemoteRefusedError,
  understood,
} from '@safety-curtain/plugin-supply-chain-node';
import { GitlabApi, type GitlabApiOptions, NAME } from '../api/GitlabApi';
import { toPullRequest } from './pullRequests';

type Json = any;

const PAGE = 100;
const STATES = { success: 'success', failure: 'failed', error: 'failed' };

/** Reads merge requests of one project, and reports on them. */
export class GitlabReporter implements ForgeReporter {
  readonly #api: GitlabApi;
  readonly #repository: string;

  constructor(options: GitlabApiOptions) {
    this.#repository = options.repository;
    this.#api = new GitlabApi(options);
  }

  async read({ number }: PullRequestRef, signal: AbortSignal) {
    const body = await this.#api.ofProject({
      path: `/merge_requests/${number}`,
      signal,
    });
    return understood<PullRequest>(NAME, () =>
      toPullRequest(body, this.#repository),
    );
  }

  async mergeBase({ head, base }: PullRequest, signal: AbortSignal) {
    const query = [base.branch, head.revision]
      .map(ref => `refs[]=${encodeURIComponent(ref)}`)
      .join('&');
    try {
      const body = await this.#api.ofProject({
        path: `/repository/merge_base?${query}`,
        signal,
      });
      return understood(NAME, () => sha(body.id));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async setStatus(
    _pull: PullRequestRef,
    { revision, state, context, description, url }: CommitStatus,
    signal: AbortSignal,
  ) {
    const name = encodeURIComponent(context);
    const there = await this.#api.ofProject({
      path: `/repository/commits/${revision}/statuses?name=${name}&per_page=${PAGE}`,
      signal,
    });
    const isSaid = understood<boolean>(NAME, () =>
      there.some(
        (one: Json) =>
          one.name === context &&
          one.status === STATES[state] &&
          one.description === description &&
          (one.target_url ?? undefined) === url,
      ),
    );
    if (isSaid) return;
    try {
      await this.#api.ofProject({
        method: 'POST',
        path: `/statuses/${revision}`,
        body: {
          state: STATES[state],
          name: context,
          description,
          ...(url !== undefined && { target_url: url }),
        },
        signal,
      });
    } catch (error) {
      if (!isSameState(error)) throw error;
    }
  }

  comment(
    { number }: PullRequestRef,
    comment: PullRequestComment,
    signal: AbortSignal,
  ) {
    return keepComment(this.#notes(number, signal), comment);
  }

  #notes(number: number, signal: AbortSignal): CommentPlace {
    const path = `/merge_requests/${number}/notes`;
    return {
      self: async () => {
        const body = await this.#api.get('/user', signal);
        return understood(NAME, () => idOf(body));
      },
      get: async id => {
        try {
          const body = await this.#api.ofProject({
            path: `${path}/${id}`,
            signal,
          });
          return understood(NAME, () => toComment(body));
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      },
      page: async page => {
        const query = `?per_page=${PAGE}&page=${page}&sort=asc`;
        const body = await this.#api.ofProject({ path: path + query, signal });
        const comments = understood<ForeignComment[]>(NAME, () =>
          body.map(toComment),
        );
        return { comments, last: comments.length < PAGE };
      },
      create: async body => {
        const made = await this.#api.ofProject({
          method: 'POST',
          path,
          body: { body },
          signal,
        });
        return understood(NAME, () => idOf(made));
      },
      update: async (id, body) => {
        await this.#api.ofProject({
          method: 'PUT',
          path: `${path}/${id}`,
          body: { body },
          signal,
        });
      },
    };
  }
}

function isMissing(error: unknown): boolean {
  return (error as RemoteRefusedError).status === 404;
}

/** GitLab refuses to set a status that has this state already, whatever else it says. */
function isSameState(error: unknown): boolean {
  const { status, message } = error as RemoteRefusedError;
  return status === 400 && /cannot transition status/i.test(message);
}

function toComment(note: Json): ForeignComment {
  if (typeof note.body !== 'string') throw new TypeError('It has no text');
  return { id: idOf(note), body: note.body, author: idOf(note.author) };
}

function idOf({ id }: Json): string {
  if (!Number.isInteger(id)) throw new TypeError('It has no id');
  return String(id);
}

function sha(value: unknown): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{40,64}$/.test(value)) {
    throw new TypeError('It is no commit');
  }
  return value;
}
