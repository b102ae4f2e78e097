import { childrenOf, contentOf, elementOf } from '@safety-curtain/input';
import type {
  PackageFacts,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
import { normalizeLicense } from '@safety-curtain/licenses';
import { isPreRelease } from '@safety-curtain/advisories';
import { distinct, expectSame, textOf, webAddressOf } from './untrusted';
import { WebRegistry, WebRegistryOptions } from './WebRegistry';

const TITLE = 'Maven';
const MAX_PARENTS = 5;

interface Coordinates {
  group: string;
  artifact: string;
  version: string;
}

/**
 * A repository of Maven's default layout ("Maven Repository Layout"):
 * the POM of a version, or the nearest parent that names licenses, and
 * `maven-metadata.xml` for what is released. It does not say when that was.
 */
export class MavenSource extends WebRegistry {
  constructor(options: WebRegistryOptions) {
    super('maven', TITLE, ['Maven'], options);
  }

  async describe(
    { name }: PackageName,
    versions: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    const [group, artifact, more] = name.split(':');
    if (!group || !artifact || more !== undefined) return undefined;
    const found = new Map<string, PackageVersionFacts>();
    for (const version of versions) {
      const facts = await this.#read({ group, artifact, version }, signal);
      if (facts) found.set(version, facts);
    }
    const releases = await this.#releases(name, group, artifact, signal);
    return found.size > 0 || releases
      ? { versions: found, releases }
      : undefined;
  }

  async #read(
    coordinates: Coordinates,
    signal: AbortSignal,
  ): Promise<PackageVersionFacts | undefined> {
    let pom = await this.#pom(coordinates, signal);
    if (!pom) return undefined;
    const facts: PackageVersionFacts = {
      licenses: licensesOf(pom),
      homepage: webAddressOf(valueOf(pom, 'url')),
    };
    for (let i = 0; i < MAX_PARENTS && facts.licenses.length === 0; i++) {
      const parent = coordinatesOf(elementOf(pom, 'parent'));
      pom = parent && (await this.#pom(parent, signal));
      if (!pom) break;
      facts.licenses = licensesOf(pom);
    }
    return facts;
  }

  async #pom({ group, artifact, version }: Coordinates, signal: AbortSignal) {
    const document = await this.xml(
      [...group.split('.'), artifact, version, `${artifact}-${version}.pom`],
      signal,
    );
    if (document === undefined) return undefined;
    const pom = elementOf(document, 'project');
    const parent = elementOf(pom, 'parent');
    const what = `${group}:${artifact} ${version}`;
    const expect = (expected: string, told: string | undefined) =>
      // A POM may compute them from properties, which says nothing here.
      told?.includes('${') || expectSame(TITLE, what, expected, told);
    expect(group, valueOf(pom, 'groupId') ?? valueOf(parent, 'groupId'));
    expect(artifact, valueOf(pom, 'artifactId'));
    expect(version, valueOf(pom, 'version') ?? valueOf(parent, 'version'));
    return pom;
  }

  async #releases(
    name: string,
    group: string,
    artifact: string,
    signal: AbortSignal,
  ) {
    const document = await this.xml(
      [...group.split('.'), artifact, 'maven-metadata.xml'],
      signal,
    );
    if (document === undefined) return undefined;
    const metadata = elementOf(document, 'metadata');
    expectSame(TITLE, name, group, valueOf(metadata, 'groupId'));
    expectSame(TITLE, name, artifact, valueOf(metadata, 'artifactId'));
    const versions = elementOf(elementOf(metadata, 'versioning'), 'versions');
    return distinct(childrenOf(versions, 'version').map(valueIn))
      .filter(version => !isPreRelease('Maven', version))
      .map(version => ({ version }));
  }
}

function valueIn(element: unknown): string | undefined {
  return textOf(contentOf(element));
}

function valueOf(parent: unknown, name: string): string | undefined {
  return valueIn(childrenOf(parent, name)[0]);
}

function coordinatesOf(parent: unknown): Coordinates | undefined {
  const group = valueOf(parent, 'groupId');
  const artifact = valueOf(parent, 'artifactId');
  const version = valueOf(parent, 'version');
  return group && artifact && version
    ? { group, artifact, version }
    : undefined;
}

/**
 * Of several licenses a user may choose one (POM reference, "Licenses"). The
 * address of a single one is a claim of its own where the name is not clear.
 */
function licensesOf(pom: unknown): string[] {
  const licenses = childrenOf(elementOf(pom, 'licenses'), 'license').map(
    license => ({
      name: valueOf(license, 'name'),
      url: webAddressOf(valueOf(license, 'url')),
    }),
  );
  if (licenses.length === 1) {
    const [{ name, url }] = licenses;
    const understood = name && normalizeLicense(name);
    const isClear = understood && 'expression' in understood;
    return distinct([name, isClear ? undefined : url]);
  }
  const names = distinct(licenses.map(({ name, url }) => name ?? url));
  return names.length > 1
    ? [names.map(each => `(${each})`).join(' OR ')]
    : names;
}
