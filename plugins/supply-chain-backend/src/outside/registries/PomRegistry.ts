import type { RegistryClient } from './RegistryClient';
import { addressBelow, XML } from './RegistryClient';
import { clientOf, type WebRegistryOptions } from './WebRegistry';

/** Bytes of one POM: those of the largest BOMs have a tenth of that. */
const MAX_POM_BYTES = 2 * 1024 * 1024;

export interface PomCoordinates {
  groupId: string;
  artifactId: string;
  version: string;
}

/** Gives POMs of a repository of Maven's default layout. */
export class PomRegistry {
  /** That of {@link MavenSource}: a registry is left alone by both. */
  readonly id = 'maven';
  /** Base address, without credentials. */
  readonly url: string;
  readonly #client: RegistryClient;

  constructor(options: Omit<WebRegistryOptions, 'concurrency'>) {
    this.url = options.url;
    const maxBytes = Math.min(options.maxBytes, MAX_POM_BYTES);
    this.#client = clientOf('Maven', { ...options, maxBytes });
  }

  /**
   * The text of a POM, unread; undefined where it is not there. Throws as
   * {@link RegistryClient} does.
   */
  async read(
    { groupId, artifactId, version }: PomCoordinates,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const url = addressBelow(this.url, [
      ...groupId.split('.'),
      artifactId,
      version,
      `${artifactId}-${version}.pom`,
    ]);
    return url ? this.#client.text(url, XML, signal) : undefined;
  }
}
