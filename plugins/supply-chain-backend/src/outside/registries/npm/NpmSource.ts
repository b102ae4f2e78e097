import type {
  PackageFacts,
  PackageMetadataSource,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import { licenseTextOf } from '@safety-curtain/licenses';
import { TooLargeError } from '../../web/download';
import type { RegistryOptions } from '../options';
import { isPreRelease } from '@safety-curtain/advisories';
import { addressBelow } from '../RegistryClient';
import {
  distinct,
  entriesOf,
  expectSame,
  fieldOf,
  textOf,
  timeOf,
  webAddressOf,
} from '../untrusted';
import type { NpmOptions } from '@safety-curtain/npm-configuration';
import { NpmRegistries, NPM_REGISTRY } from './NpmRegistries';
import { integrityOf, NpmReleases, runsScript } from './npmReleases';

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
  readonly title = NPM_REGISTRY;
  readonly ecosystems = ['npm'];
  readonly concurrency: number;
  readonly #registries: NpmRegistries;

  constructor(
    options: Pick<RegistryOptions, 'concurrency' | 'timeoutMs' | 'maxBytes'>,
    configure?: () => Promise<NpmOptions>,
  ) {
    this.concurrency = options.concurrency;
    this.#registries = new NpmRegistries(options, configure);
  }

  async describe(
    { name }: PackageName,
    versions: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    const registry = await this.#registries.of(name);
    const url = registry && addressBelow(registry, [name]);
    if (!url) return undefined;
    try {
      const document = await this.#registries.client.json(url, signal);
      return document === undefined
        ? undefined
        : {
            ...factsOf(name, versions, document),
            isPublic: isPublic(registry),
          };
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
      const manifest = url && (await this.#registries.client.json(url, signal));
      if (manifest === undefined) continue;
      found.set(version, factsOfVersion(name, version, manifest));
    }
    return { versions: found, isPublic: isPublic(registry) };
  }
}

/** Whether it is the one where anybody may publish. */
function isPublic(registry: string): boolean {
  return new URL(registry).hostname === 'registry.npmjs.org';
}

function factsOf(
  name: string,
  versions: readonly string[],
  document: unknown,
): PackageFacts {
  expectSame(NPM_REGISTRY, name, name, fieldOf(document, 'name'));
  const times = fieldOf(document, 'time');
  const manifests = fieldOf(document, 'versions');
  const releases = new NpmReleases(manifests, times);
  const found = new Map<string, PackageVersionFacts>();
  for (const version of versions) {
    const manifest = fieldOf(manifests, version);
    if (manifest === undefined) continue;
    found.set(version, {
      ...factsOfVersion(name, version, manifest),
      release: releases.of(version),
      publishedAt: timeOf(fieldOf(times, version)),
    });
  }
  return {
    versions: found,
    releases: releasesOf(manifests, times),
    firstPublishedAt: timeOf(fieldOf(times, 'created')),
  };
}

function factsOfVersion(
  name: string,
  version: string,
  manifest: unknown,
): PackageVersionFacts {
  const asked = `${name} ${version}`;
  expectSame(NPM_REGISTRY, asked, name, fieldOf(manifest, 'name'));
  expectSame(NPM_REGISTRY, asked, version, fieldOf(manifest, 'version'));
  return {
    licenses: distinct([textOf(licenseTextOf(manifest))]),
    deprecated: deprecationOf(manifest),
    homepage: webAddressOf(fieldOf(manifest, 'homepage')),
    release: {
      installScript: runsScript(manifest),
      integrity: integrityOf(manifest),
    },
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
    ...(live.length === 0 && { deprecated: true }),
  }));
}
