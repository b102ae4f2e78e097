import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type {
  ScorecardDefinition,
  ScorecardService,
} from '@safety-curtain/plugin-supply-chain-common';
import { PluginClient } from './PluginClient';

/**
 * Reads how services stand on scorecards from the supply-chain backend, with
 * the rights of the plugin that asks: for plugins that keep or index it.
 *
 * @public
 */
export class ScorecardReader {
  readonly #client: PluginClient;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#client = new PluginClient(options);
  }

  /** The scorecards in force. Throws `ResponseError`. */
  async scorecards(): Promise<ScorecardDefinition[]> {
    const { items } = await this.#client.ask((client, options) =>
      client.listScorecards({}, options),
    );
    return items;
  }

  /**
   * All services on a scorecard by name, a page at a time. Throws
   * `ResponseError`, also after some: who replaces what it kept does so at the
   * end.
   *
   * @param options - `reasons`: with those of checks that fail, warn or are unknown
   */
  services(
    scorecard: string,
    options: { reasons?: boolean } = {},
  ): AsyncGenerator<ScorecardService> {
    return this.#client.all((client, page, request) =>
      client.listScorecardServices(
        { scorecard, ...options, orderBy: 'name', ...page },
        request,
      ),
    );
  }
}
