import type {
  PackageFacts,
  PackageMetadataSource,
  PackageName,
} from '@safety-curtain/plugin-supply-chain-node';
import type { RegistryOptions, RegistryPlace } from './options';
import { addressBelow, RegistryClient } from './RegistryClient';

/** How one registry of the configuration is asked. */
export type WebRegistryOptions = RegistryPlace &
  Pick<RegistryOptions, 'concurrency' | 'timeoutMs' | 'maxBytes'> & {
    intervalMs?: number;
  };

/** The client of a registry, which gives nobody else its credentials. */
export function clientOf(
  title: string,
  options: Omit<WebRegistryOptions, 'concurrency'>,
): RegistryClient {
  const { url, authorization, timeoutMs, maxBytes, intervalMs } = options;
  return new RegistryClient({
    title,
    timeoutMs,
    maxBytes,
    intervalMs,
    // Whoever a registry redirects to does not learn them either.
    authorizationOf: address =>
      new URL(address).origin === new URL(url).origin
        ? authorization
        : undefined,
  });
}

/** What all sources that are asked at a configured address have in common. */
export abstract class WebRegistry implements PackageMetadataSource {
  readonly concurrency: number;
  protected readonly client: RegistryClient;
  readonly #base: string;

  constructor(
    readonly id: string,
    readonly title: string,
    readonly ecosystems: readonly string[],
    options: WebRegistryOptions,
  ) {
    this.#base = options.url;
    this.concurrency = options.concurrency;
    this.client = clientOf(title, options);
  }

  /** The host that is asked. */
  protected get host(): string {
    return new URL(this.#base).hostname;
  }

  abstract describe(
    packageName: PackageName,
    versions: readonly string[],
    options: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined>;

  /** The JSON at a path below the registry's address, if it is there. */
  protected async json(segments: readonly string[], signal: AbortSignal) {
    const url = addressBelow(this.#base, segments);
    return url ? this.client.json(url, signal) : undefined;
  }

  /** The same of XML. */
  protected async xml(segments: readonly string[], signal: AbortSignal) {
    const url = addressBelow(this.#base, segments);
    return url ? this.client.xml(url, signal) : undefined;
  }
}
