import {
  RemoteApi,
  type RemoteRequest,
} from '@safety-curtain/plugin-supply-chain-node';

type Json = any;

/** What people call it. */
export const NAME = 'GitLab';

export interface GitlabApiOptions {
  /** Of GitLab itself: a project's path is below it. */
  baseUrl: string;
  /** `https://gitlab.com/api/v4`. */
  apiBaseUrl: string;
  token: string;
  /** The web address of a project. */
  repository: string;
}

/** The REST API of GitLab, for one project. */
export class GitlabApi {
  readonly #api: RemoteApi;
  readonly #path: string;

  constructor({ baseUrl, apiBaseUrl, token, repository }: GitlabApiOptions) {
    const project = repository
      .slice(baseUrl.replace(/\/+$/, '').length)
      .replace(/^\/+/, '');
    this.#path = `/projects/${encodeURIComponent(project)}`;
    this.#api = new RemoteApi({
      name: NAME,
      baseUrl: apiBaseUrl,
      headers: async () => ({ Authorization: `Bearer ${token}` }),
    });
  }

  async get(path: string, signal: AbortSignal): Promise<Json> {
    return (await this.#api.request({ path, signal })).body;
  }

  /** `path` is below the project: `/issues/1`. */
  async ofProject(request: RemoteRequest): Promise<Json> {
    const { body } = await this.#api.request({
      ...request,
      path: this.#path + request.path,
    });
    return body;
  }
}
