import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createSupplyChainClient,
  SupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-common';

const PLUGIN = 'supply-chain';
const PAGE = 200;

interface Page<T> {
  items: T[];
  nextCursor?: string;
}

type PageRequest<T> = (
  client: SupplyChainApi,
  page: { cursor?: string; limit: number },
  options: { token: string },
) => Promise<Page<T>>;

/** Asks the supply-chain backend with the rights of the plugin that asks. */
export class PluginClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** One request; reading all pages may outlive a token, so each has a fresh one. */
  async ask<T>(
    request: (client: SupplyChainApi, options: { token: string }) => Promise<T>,
  ): Promise<T> {
    const client = createSupplyChainClient({
      baseUrl: await this.#discovery.getBaseUrl(PLUGIN),
      fetchApi: { fetch },
    });
    const options = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN,
    });
    return request(client, options);
  }

  /** All pages of a list, one after another. */
  async *all<T>(request: PageRequest<T>): AsyncGenerator<T> {
    let cursor: string | undefined;
    do {
      const page = await this.#page(request, cursor);
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor);
  }

  #page<T>(
    request: PageRequest<T>,
    cursor: string | undefined,
  ): Promise<Page<T>> {
    return this.ask((client, options) =>
      request(client, { cursor, limit: PAGE }, options),
    );
  }
}
