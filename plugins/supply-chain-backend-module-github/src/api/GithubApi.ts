import type { GithubCredentialsProvider } from '@backstage/integration';
import type { JsonObject } from '@backstage/types';
import {
  RemoteApi,
  RemoteRefusedError,
  type RemoteRequest,
  RemoteUnavailableError,
  understood,
} from '@safety-curtain/plugin-supply-chain-node';

type Json = any;

/** What people call it. */
export const NAME = 'GitHub';

export interface GithubApiOptions {
  /** Of the REST API: `https://api.github.com`. */
  apiBaseUrl: string;
  /** The web address of a repository: whose token is used. */
  repository: string;
  credentials: GithubCredentialsProvider;
}

/** Both APIs of GitHub, with the credentials for one repository. */
export class GithubApi {
  readonly #rest: RemoteApi;
  readonly #graphql: RemoteApi;
  readonly #repository: string;
  readonly #path: string;
  readonly #credentials: GithubCredentialsProvider;

  constructor({ apiBaseUrl, repository, credentials }: GithubApiOptions) {
    const headers = async () => this.#headers();
    this.#repository = repository;
    this.#credentials = credentials;
    this.#path = `/repos${new URL(repository).pathname}`;
    this.#rest = new RemoteApi({ name: NAME, baseUrl: apiBaseUrl, headers });
    this.#graphql = new RemoteApi({
      name: NAME,
      // GitHub Enterprise Server has its REST API at `/api/v3`, and this one at `/api/graphql`.
      baseUrl: apiBaseUrl.replace(/\/+$/, '').replace(/\/v3$/, ''),
      headers,
    });
  }

  async get(path: string, signal: AbortSignal): Promise<Json> {
    return (await this.#rest.request({ path, signal })).body;
  }

  /** `path` is below the repository: `/issues/1`. */
  async ofRepository(request: RemoteRequest): Promise<Json> {
    const { body } = await this.#rest.request({
      ...request,
      path: this.#path + request.path,
    });
    return body;
  }

  /** The data of an answer without errors. */
  async query(
    query: string,
    variables: JsonObject,
    signal: AbortSignal,
  ): Promise<Json> {
    const { body } = await this.#graphql.request({
      method: 'POST',
      path: '/graphql',
      body: { query, variables },
      signal,
    });
    return understood<Json>(NAME, () => (body as Json).data ?? undefined);
  }

  async #headers(): Promise<Record<string, string>> {
    const headers = { 'X-GitHub-Api-Version': '2022-11-28' };
    let found;
    try {
      found = await this.#credentials.getCredentials({ url: this.#repository });
    } catch {
      // What it throws may quote what was sent.
      throw new RemoteUnavailableError(
        `${NAME} gives no credentials for the repository`,
      );
    }
    if (found.token === undefined) {
      throw new RemoteRefusedError(
        `There are no credentials for the repository at ${NAME}`,
        401,
      );
    }
    return { ...headers, ...found.headers };
  }
}
