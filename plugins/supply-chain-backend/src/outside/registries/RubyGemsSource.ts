import type {
  PackageFacts,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import { isPreRelease } from '@safety-curtain/advisories';
import {
  distinct,
  fieldOf,
  listOf,
  textOf,
  timeOf,
  webAddressOf,
} from './untrusted';
import { WebRegistry, WebRegistryOptions } from './WebRegistry';

/**
 * The interface of RubyGems (its guides, "API V1", "Gem version methods"):
 * `api/v1/versions/{name}.json` lists every version, once for each platform.
 * It does not repeat the name, and yanked versions are not in it.
 */
export class RubyGemsSource extends WebRegistry {
  constructor(options: WebRegistryOptions) {
    super('rubygems', 'RubyGems', ['RubyGems'], options);
  }

  async describe(
    { name }: PackageName,
    versions: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    const path = ['api', 'v1', 'versions', `${name}.json`];
    const document = await this.json(path, signal);
    if (document === undefined) return undefined;
    const builds = buildsByVersion(document);
    const found = new Map<string, PackageVersionFacts>();
    for (const version of versions) {
      const same = builds.get(version);
      if (same) found.set(version, factsOf(same));
    }
    const releases = [...builds].flatMap(([version, same]) =>
      isPreRelease('RubyGems', version)
        ? []
        : [{ version, publishedAt: firstTime(same) }],
    );
    return {
      versions: found,
      releases,
      firstPublishedAt: firstTime([...builds.values()].flat()),
      isPublic: this.host === 'rubygems.org',
    };
  }
}

function buildsByVersion(document: unknown): Map<string, unknown[]> {
  if (!Array.isArray(document)) {
    throw new Error('RubyGems answered with something else than versions');
  }
  const builds = new Map<string, unknown[]>();
  for (const build of document) {
    const version = textOf(fieldOf(build, 'number'));
    if (!version) continue;
    const same = builds.get(version);
    if (same) same.push(build);
    else builds.set(version, [build]);
  }
  return builds;
}

/** The build for every platform (`ruby`) speaks for those that are compiled. */
function factsOf(builds: readonly unknown[]): PackageVersionFacts {
  const build =
    builds.find(each => fieldOf(each, 'platform') === 'ruby') ?? builds[0];
  const licenses = distinct(
    listOf(fieldOf(build, 'licenses')).map(license => textOf(license)),
  );
  return {
    // A gem names its licenses but not how they relate: a comma says as much.
    licenses: licenses.length > 0 ? [licenses.join(', ')] : [],
    publishedAt: firstTime(builds),
    homepage: webAddressOf(fieldOf(fieldOf(build, 'metadata'), 'homepage_uri')),
  };
}

function firstTime(builds: readonly unknown[]): Date | undefined {
  return builds
    .flatMap(build => timeOf(fieldOf(build, 'created_at')) ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0];
}
