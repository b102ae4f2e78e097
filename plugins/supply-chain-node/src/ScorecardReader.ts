import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createSupplyChainClient,
  ScorecardDefinition,
  ScorecardService,
  SupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-common';

const PLUGIN = 'supply-chain';
const PAGE = 200;

/**
 * Reads how services stand on scorecards from the supply-chain backend, with
 * the rights of the plugin that asks: for plugins that keep or index it.
 *
 * @public
 */
export class ScorecardReader {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** The scorecards in force. Throws `ResponseError`. */
  async scorecards(): Promise<ScorecardDefinition[]> {
    const client = await this.#client();
    const { items } = await client.listScorecards({}, await this.#options());
    return items;
  }

  /**
   * All services on a scorecard by name, a page at a time. Throws
   * `ResponseError`, also after some: who replaces what it kept does so at the
   * end.
   *
   * @param options - `reasons`: with those of checks that fail, warn or are unknown
   */
  async *services(
    scorecard: string,
    options: { reasons?: boolean } = {},
  ): AsyncGenerator<ScorecardService> {
    const client = await this.#client();
    let cursor: string | undefined;
    do {
      const page = await client.listScorecardServices(
        { scorecard, ...options, orderBy: 'name', limit: PAGE, cursor },
        // Reading may outlive a token: each page asks with a fresh one.
        await this.#options(),
      );
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor);
  }

  async #client(): Promise<SupplyChainApi> {
    return createSupplyChainClient({
      baseUrl: await this.#discovery.getBaseUrl(PLUGIN),
      fetchApi: { fetch },
    });
  }

  async #options(): Promise<{ token: string }> {
    return this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN,
    });
  }
}
