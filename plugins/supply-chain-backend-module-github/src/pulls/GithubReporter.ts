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
import { GithubApi, type GithubApiOptions, NAME } from '../api/GithubApi';
import { toPullRequest } from './pullRequests';

type Json = any;

const PAGE = 100;

/** Reads pull requests of one repository, and reports on them. */
export class GithubReporter implements ForgeReporter {
  readonly #api: GithubApi;
  readonly #repository: string;

  constructor(options: GithubApiOptions) {
    this.#repository = options.repository;
    this.#api = new GithubApi(options);
  }

  async read({ number }: PullRequestRef, signal: AbortSignal) {
    const body = await this.#api.ofRepository({
      path: `/pulls/${number}`,
      signal,
    });
    return understood<PullRequest>(NAME, () =>
      toPullRequest(body, this.#repository),
    );
  }

  async mergeBase({ head, base }: PullRequest, signal: AbortSignal) {
    // The second page of a comparison leaves out its files, which may be many.
    const range = `${base.revision}...${head.revision}`;
    try {
      const body = await this.#api.ofRepository({
        path: `/compare/${range}?page=2&per_page=1`,
        signal,
      });
      return understood(NAME, () => sha(body.merge_base_commit.sha));
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
    const status = { state, context, description, target_url: url ?? null };
    const there = await this.#api.ofRepository({
      path: `/commits/${revision}/statuses?per_page=${PAGE}`,
      signal,
    });
    // The newest comes first.
    const last = understood<Json>(
      NAME,
      () => there.find((one: Json) => one.context === context) ?? {},
    );
    const isSaid =
      last.state === state &&
      last.description === description &&
      (last.target_url ?? null) === status.target_url;
    if (isSaid) return;
    await this.#api.ofRepository({
      method: 'POST',
      path: `/statuses/${revision}`,
      body: status,
      signal,
    });
  }

  comment(
    { number }: PullRequestRef,
    comment: PullRequestComment,
    signal: AbortSignal,
  ) {
    return keepComment(this.#comments(number, signal), comment);
  }

  #comments(number: number, signal: AbortSignal): CommentPlace {
    const path = `/issues/${number}/comments`;
    const one = (id: string) => `/issues/comments/${id}`;
    return {
      self: () => this.#self(signal),
      get: async id => {
        try {
          const body = await this.#api.ofRepository({ path: one(id), signal });
          return understood(NAME, () => toComment(body));
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      },
      page: async page => {
        const query = `?per_page=${PAGE}&page=${page}`;
        const body = await this.#api.ofRepository({
          path: path + query,
          signal,
        });
        const comments = understood<ForeignComment[]>(NAME, () =>
          body.map(toComment),
        );
        return { comments, last: comments.length < PAGE };
      },
      create: async body => {
        const made = await this.#api.ofRepository({
          method: 'POST',
          path,
          body: { body },
          signal,
        });
        return understood(NAME, () => toComment(made).id);
      },
      update: async (id, body) => {
        await this.#api.ofRepository({
          method: 'PATCH',
          path: one(id),
          body: { body },
          signal,
        });
      },
    };
  }

  /** An App is no user, and is asked for by the other API, as who sees. */
  async #self(signal: AbortSignal): Promise<string> {
    try {
      const body = await this.#api.get('/user', signal);
      return understood(NAME, () => text(body.login));
    } catch (error) {
      if ((error as RemoteRefusedError).status !== 403) throw error;
    }
    const data = await this.#api.query('{ viewer { login } }', {}, signal);
    return understood(NAME, () => text(data.viewer.login));
  }
}

function isMissing(error: unknown): boolean {
  return (error as RemoteRefusedError).status === 404;
}

function toComment({ id, body, user }: Json): ForeignComment {
  if (!Number.isInteger(id)) throw new TypeError('It has no id');
  return {
    id: String(id),
    body: text(body ?? ''),
    // Whoever is gone is nobody.
    author: text(user?.login ?? ''),
  };
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('It is no text');
  return value;
}

function sha(value: unknown): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{40,64}$/.test(value)) {
    throw new TypeError('It is no commit');
  }
  return value;
}
