import {
  type NpmOptions,
  readNpmConfiguration,
} from '@safety-curtain/npm-configuration';
import { pickRegistry } from 'npm-registry-fetch';
import type { RegistryOptions } from '../options';
import { RegistryClient } from '../RegistryClient';
import { npmTransport } from './npmTransport';

/** How the registries are called in messages. */
export const NPM_REGISTRY = 'npm registry';

/** The registry, or registries, that npm is configured with, and who asks them. */
export class NpmRegistries {
  readonly client: RegistryClient;
  readonly #configure: () => Promise<NpmOptions>;
  #configuration?: Promise<NpmOptions>;

  constructor(
    options: Pick<RegistryOptions, 'timeoutMs' | 'maxBytes'>,
    configure: () => Promise<NpmOptions> = readNpmConfiguration,
  ) {
    this.#configure = configure;
    this.client = new RegistryClient({
      title: NPM_REGISTRY,
      timeoutMs: options.timeoutMs,
      maxBytes: options.maxBytes,
      transport: npmTransport(() => this.#configured()),
    });
  }

  /** The registry of a package; undefined for what is no package's name. */
  async of(name: string): Promise<string | undefined> {
    if (!/^(?:@[^/@\s:]+\/)?[^/@\s:]+$/.test(name)) return undefined;
    const options = await this.#configured();
    // Only the scope says where; a name could be taken for a file or a version.
    const scope = name.startsWith('@') ? name.split('/', 1)[0] : undefined;
    const registry = pickRegistry(scope ? `${scope}/any` : 'any', options);
    if (URL.canParse(registry)) return registry;
    throw new Error('npm is configured with a registry that is no address');
  }

  /** Read once; read again where it could not be read. */
  #configured(): Promise<NpmOptions> {
    this.#configuration ??= this.#configure().catch(error => {
      this.#configuration = undefined;
      throw new Error(
        `npm's configuration cannot be read: ${
          (error as { code?: string }).code ?? 'it is not valid'
        }`,
      );
    });
    return this.#configuration;
  }
}
