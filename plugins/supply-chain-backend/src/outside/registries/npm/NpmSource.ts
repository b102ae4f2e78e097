import type {
  PackageFacts,
  PackageMetadataSource,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import { licenseTextOf } from '@safety-curtain/licenses';
import { pickRegistry } from 'npm-registry-fetch';
import { TooLargeError } from '../../web/download';
import type { RegistryOptions } from '../options';
import { isPreRelease } from '@safety-curtain/advisories';
import { addressBelow, RegistryClient } from '../RegistryClient';
import {
  distinct,
  entriesOf,
  expectSame,
  fieldOf,
  textOf,
  timeOf,
  webAddressOf,
} from '../untrusted';
import {
  NpmOptions,
  readNpmConfiguration,
} from '@safety-curtain/npm-configuration';
import { npmTransport } from './npmTransport';

const TITLE = 'npm registry';
const MAX_REASON = 2000;

/**
 * The registry, or registries, that npm is configured with. The whole document
 * of a package is asked for: the short one that installs take has neither
 * licenses nor times (npm's registry documentation, "Package metadata").
 * Where that is larger than allowed, each version is asked for by itself,
 * which gives licenses but no times.
 */
export class NpmSource implements PackageMetadataSource {
  readonly id = 'npm';
  readonly title = TITLE;
  readonly ecosystems = ['npm'];
  readonly concurrency: number;
  readonly #client: RegistryClient;
  readonly #configure: () => Promise<NpmOptions>;
  #configuration?: Promise<NpmOptions>;

  constructor(
    options: Pick<RegistryOptions, 'concurrency' | 'timeoutMs' | 'maxBytes'>,
    configure: () => Promise<NpmOptions> = readNpmConfiguration,
  ) {
    this.concurrency = options.concurrency;
    this.#configure = configure;
    this.#client = new RegistryClient({
      title: TITLE,
      timeoutMs: options.timeoutMs,
      maxBytes: options.maxBytes,
      transport: npmTransport(() => this.#configured()),
    });
  }

  async describe(
    { name }: PackageName,
    versions: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    const registry = await this.#registryOf(name);
    const url = registry && addressBelow(registry, [name]);
    if (!url) return undefined;
    try {
      const document = await this.#client.json(url, signal);
      return document === undefined
        ? undefined
        : factsOf(name, versions, document);
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw error;
      return this.#describeEach(name, versions, registry, signal);
    }
  }

  async #describeEach(
    name: string,
    versions: readonly string[],
    registry: string,
    signal: AbortSignal,
  ): Promise<PackageFacts> {
    const found = new Map<string, PackageVersionFacts>();
    for (const version of versions) {
      const url = addressBelow(registry, [name, version]);
      const manifest = url && (await this.#client.json(url, signal));
      if (manifest === undefined) continue;
      found.set(version, factsOfVersion(name, version, manifest));
    }
    return { versions: found };
  }

  /** The registry of a package; undefined for what is no package's name. */
  async #registryOf(name: string): Promise<string | undefined> {
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

function factsOf(
  name: string,
  versions: readonly string[],
  document: unknown,
): PackageFacts {
  expectSame(TITLE, name, name, fieldOf(document, 'name'));
  const times = fieldOf(document, 'time');
  const manifests = fieldOf(document, 'versions');
  const found = new Map<string, PackageVersionFacts>();
  for (const version of versions) {
    const manifest = fieldOf(manifests, version);
    if (manifest === undefined) continue;
    found.set(version, {
      ...factsOfVersion(name, version, manifest),
      publishedAt: timeOf(fieldOf(times, version)),
    });
  }
  return { versions: found, releases: releasesOf(manifests, times) };
}

function factsOfVersion(
  name: string,
  version: string,
  manifest: unknown,
): PackageVersionFacts {
  const asked = `${name} ${version}`;
  expectSame(TITLE, asked, name, fieldOf(manifest, 'name'));
  expectSame(TITLE, asked, version, fieldOf(manifest, 'version'));
  return {
    licenses: distinct([textOf(licenseTextOf(manifest))]),
    deprecated: deprecationOf(manifest),
    homepage: webAddressOf(fieldOf(manifest, 'homepage')),
  };
}

/** An empty text takes a deprecation back (npm-deprecate). */
function deprecationOf(manifest: unknown): string | undefined {
  const value = fieldOf(manifest, 'deprecated');
  if (value === true) return 'Deprecated without a reason';
  return typeof value === 'string'
    ? textOf(value.slice(0, MAX_REASON))
    : undefined;
}

/** Deprecated versions count only where the whole package is deprecated. */
function releasesOf(manifests: unknown, times: unknown) {
  const all = entriesOf(manifests).filter(
    ([version]) => !isPreRelease('npm', version),
  );
  const live = all.filter(([, manifest]) => !deprecationOf(manifest));
  return (live.length > 0 ? live : all).map(([version]) => ({
    version,
    publishedAt: timeOf(fieldOf(times, version)),
  }));
}
