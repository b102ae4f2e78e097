import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type {
  Finding,
  Target,
} from '@safety-curtain/plugin-supply-chain-common';
import { PluginClient } from './PluginClient';

/**
 * Reads services and their findings from the supply-chain backend, with the
 * rights of the plugin that asks: for plugins that keep or index them.
 *
 * @public
 */
export class ServiceReader {
  readonly #client: PluginClient;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#client = new PluginClient(options);
  }

  /**
   * All services by name, a page at a time, with their counts of open findings.
   * Throws `ResponseError`, also after some.
   */
  services(): AsyncGenerator<Target> {
    return this.#client.all((client, page, options) =>
      client.listTargets({ orderBy: 'name', ...page }, options),
    );
  }

  /**
   * The open findings of a service that are to be dealt with first. Throws
   * `ResponseError`.
   *
   * @param most - 200 at the most
   */
  async worstFindings(entityRef: string, most: number): Promise<Finding[]> {
    const { items } = await this.#client.ask((client, options) =>
      client.listFindings(
        { entityRef, state: ['open'], orderBy: 'risk', limit: most },
        options,
      ),
    );
    return items;
  }
}
