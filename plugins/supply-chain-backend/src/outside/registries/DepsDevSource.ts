import type {
  PackageFacts,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import { normalizePackageName } from '@safety-curtain/advisories';
import { isPreRelease } from '@safety-curtain/advisories';
import {
  distinct,
  expectSame,
  fieldOf,
  listOf,
  textOf,
  timeOf,
  webAddressOf,
} from './untrusted';
import { WebRegistry, WebRegistryOptions } from './WebRegistry';

const ID = 'deps.dev';

/** Its name of each system, by OSV's name of the ecosystem. */
const SYSTEMS = new Map([
  ['npm', 'npm'],
  ['PyPI', 'pypi'],
  ['Maven', 'maven'],
  ['crates.io', 'cargo'],
  ['RubyGems', 'rubygems'],
  ['NuGet', 'nuget'],
  ['Go', 'go'],
]);

export const DEPS_DEV_ECOSYSTEMS: readonly string[] = [...SYSTEMS.keys()];

/**
 * Open Source Insights (docs.deps.dev/api/v3): a service that has read many
 * registries, for one more opinion beside each of them, and the only one for
 * Go. It names several licenses of a version without saying how they relate.
 */
export class DepsDevSource extends WebRegistry {
  constructor(options: WebRegistryOptions) {
    super(ID, ID, DEPS_DEV_ECOSYSTEMS, options);
  }

  async describe(
    { ecosystem, name }: PackageName,
    versions: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    const system = SYSTEMS.get(ecosystem);
    if (!system) return undefined;
    const asked = ['v3', 'systems', system, 'packages', name];
    const document = await this.json(asked, signal);
    if (document === undefined) return undefined;
    const same = (a: string, b: string) =>
      normalizePackageName(ecosystem, a) === normalizePackageName(ecosystem, b);
    const told = fieldOf(fieldOf(document, 'packageKey'), 'name');
    expectSame(ID, name, name, told, same);
    const found = new Map<string, PackageVersionFacts>();
    let project: string | undefined;
    for (const version of versions) {
      const spelled = spell(ecosystem, version);
      const one = await this.json([...asked, 'versions', spelled], signal);
      if (one === undefined) continue;
      const key = fieldOf(one, 'versionKey');
      const what = `${name} ${version}`;
      expectSame(ID, what, name, fieldOf(key, 'name'), same);
      expectSame(ID, what, spelled, fieldOf(key, 'version'));
      found.set(version, factsOfVersion(one));
      project = projectOf(one) ?? project;
    }
    const scorecard = await this.#scoreOf(project, signal);
    return {
      versions: found,
      releases: releasesOf(ecosystem, document),
      ...(scorecard !== undefined && { scorecard }),
    };
  }

  /** What OpenSSF Scorecard gives a project, where it has looked at it. */
  async #scoreOf(
    project: string | undefined,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    if (project === undefined) return undefined;
    const asked = await this.json(['v3', 'projects', project], signal);
    if (asked === undefined) return undefined;
    const told = fieldOf(fieldOf(asked, 'projectKey'), 'id');
    const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    expectSame(ID, project, project, told, same);
    const score = fieldOf(fieldOf(asked, 'scorecard'), 'overallScore');
    return typeof score === 'number' && score >= 0 && score <= 10
      ? score
      : undefined;
  }
}

/** Go's tags begin with a `v`, which OSV leaves out. */
function spell(ecosystem: string, version: string): string {
  return ecosystem === 'Go' && /^\d/.test(version) ? `v${version}` : version;
}

function unspell(ecosystem: string, version: string): string {
  return ecosystem === 'Go' ? version.replace(/^v(?=\d)/, '') : version;
}

function factsOfVersion(one: unknown): PackageVersionFacts {
  const licenses = distinct(
    listOf(fieldOf(one, 'licenses')).map(license => textOf(license)),
  );
  const homepage = listOf(fieldOf(one, 'links')).find(
    link => fieldOf(link, 'label') === 'HOMEPAGE',
  );
  return {
    // A comma leaves open whether all apply or one may be chosen.
    licenses: licenses.length > 0 ? [licenses.join(', ')] : [],
    publishedAt: timeOf(fieldOf(one, 'publishedAt')),
    deprecated: deprecationOf(one),
    homepage: webAddressOf(fieldOf(homepage, 'url')),
  };
}

/** `github.com/owner/name` of the repository that a version says it is from. */
function projectOf(version: unknown): string | undefined {
  const source = listOf(fieldOf(version, 'relatedProjects')).find(
    related => fieldOf(related, 'relationType') === 'SOURCE_REPO',
  );
  return textOf(fieldOf(fieldOf(source, 'projectKey'), 'id'));
}

function deprecationOf(version: unknown): string | undefined {
  if (fieldOf(version, 'isDeprecated') !== true) return undefined;
  return (
    textOf(fieldOf(version, 'deprecatedReason')) ??
    'Deprecated without a reason'
  );
}

function releasesOf(ecosystem: string, document: unknown) {
  return listOf(fieldOf(document, 'versions')).flatMap(entry => {
    const spelled = textOf(fieldOf(fieldOf(entry, 'versionKey'), 'version'));
    if (!spelled || fieldOf(entry, 'isDeprecated') === true) return [];
    const version = unspell(ecosystem, spelled);
    const publishedAt = timeOf(fieldOf(entry, 'publishedAt'));
    return isPreRelease(ecosystem, version) ? [] : [{ version, publishedAt }];
  });
}
