import type {
  PackageFacts,
  PackageName,
  PackageVersionFacts,
} from '@safety-curtain/plugin-supply-chain-node';
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

const TITLE = 'NuGet';
/** A page has 64 versions or more; no honest package has that many pages. */
const MAX_PAGES = 200;

/**
 * NuGet's registrations (learn.microsoft.com/nuget/api, "Package metadata"):
 * `{id}/index.json` has pages of versions, with their entries or with the
 * address of a page that has them. The configured address is that of the
 * `RegistrationsBaseUrl` resource.
 */
export class NugetSource extends WebRegistry {
  readonly #origin: string;

  constructor(options: WebRegistryOptions) {
    super('nuget', TITLE, ['NuGet'], options);
    this.#origin = new URL(options.url).origin;
  }

  async describe(
    { name }: PackageName,
    versions: readonly string[],
    { signal }: { signal: AbortSignal },
  ): Promise<PackageFacts | undefined> {
    const index = await this.json([name.toLowerCase(), 'index.json'], signal);
    if (index === undefined) return undefined;
    const pages = listOf(fieldOf(index, 'items'));
    if (pages.length > MAX_PAGES) {
      throw new Error(`${TITLE} lists more than ${MAX_PAGES} pages of ${name}`);
    }
    const asked = new Map(versions.map(each => [canonical(each), each]));
    const found = new Map<string, PackageVersionFacts>();
    const releases: ListedVersion[] = [];
    let first: Date | undefined;
    for (const page of pages) {
      for (const leaf of await this.#leaves(page, signal)) {
        const entry = fieldOf(leaf, 'catalogEntry');
        const told = fieldOf(entry, 'id');
        expectSame(TITLE, name, name, told, sameId);
        const version = textOf(fieldOf(entry, 'version'));
        if (!version) continue;
        const wanted = asked.get(canonical(version));
        if (wanted !== undefined) found.set(wanted, factsOf(entry));
        const published = timeOf(fieldOf(entry, 'published'));
        if (published && (!first || published < first)) first = published;
        if (isListed(entry) && !isPreRelease('NuGet', version)) {
          const deprecated = deprecationOf(entry) !== undefined;
          releases.push({ version, publishedAt: published, deprecated });
        }
      }
    }
    return {
      versions: found,
      releases: releasesOf(releases),
      firstPublishedAt: first,
      isPublic: this.host === 'api.nuget.org',
    };
  }

  async #leaves(page: unknown, signal: AbortSignal): Promise<unknown[]> {
    const items = fieldOf(page, 'items');
    if (Array.isArray(items)) return items;
    const address = webAddressOf(fieldOf(page, '@id'));
    if (!address || new URL(address).origin !== this.#origin) {
      throw new Error(`${TITLE} names a page outside of its own address`);
    }
    const document = await this.client.json(address, signal);
    return listOf(fieldOf(document, 'items'));
  }
}

interface ListedVersion {
  version: string;
  publishedAt?: Date;
  deprecated: boolean;
}

/** Deprecated versions count only where the whole package is deprecated. */
function releasesOf(all: readonly ListedVersion[]) {
  const live = all.filter(one => !one.deprecated);
  return (live.length > 0 ? live : all).map(
    ({ version, publishedAt, deprecated }) => ({
      version,
      publishedAt,
      ...(deprecated && { deprecated }),
    }),
  );
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Versions that are the same to NuGet ("Package versioning": normalized). */
function canonical(version: string): string {
  const [release, ...labels] = version
    .toLowerCase()
    .split('+', 1)[0]
    .split('-');
  const numbers = release.split('.').map(part => part.replace(/^0+(?=\d)/, ''));
  while (numbers.length < 3) numbers.push('0');
  if (numbers.length === 4 && numbers[3] === '0') numbers.pop();
  return [numbers.join('.'), ...labels].join('-');
}

function factsOf(entry: unknown): PackageVersionFacts {
  return {
    licenses: distinct([
      textOf(fieldOf(entry, 'licenseExpression')) ??
        webAddressOf(fieldOf(entry, 'licenseUrl')),
    ]),
    publishedAt: timeOf(fieldOf(entry, 'published')),
    deprecated: deprecationOf(entry),
    homepage: webAddressOf(fieldOf(entry, 'projectUrl')),
    release: { yanked: !isListed(entry) },
  };
}

function deprecationOf(entry: unknown): string | undefined {
  const deprecation = fieldOf(entry, 'deprecation');
  if (typeof deprecation !== 'object' || deprecation === null) {
    return isListed(entry) ? undefined : 'Unlisted';
  }
  const reasons = distinct(
    listOf(fieldOf(deprecation, 'reasons')).map(reason => textOf(reason, 100)),
  );
  return (
    textOf(fieldOf(deprecation, 'message')) ??
    (reasons.join(', ') || 'Deprecated without a reason')
  );
}

/** Listed where nothing is said; 1900 is how older feeds say that it is not. */
function isListed(entry: unknown): boolean {
  const published = fieldOf(entry, 'published');
  return (
    fieldOf(entry, 'listed') !== false &&
    !(typeof published === 'string' && published.startsWith('1900-'))
  );
}
