import { ecosystemOfPurlType } from '@safety-curtain/advisories';
import type { PackageFacts } from '../graph/packageFacts';
import { listOfPackages } from './fixings';
import type { LockPlace, LockState, PackageName } from './lockState';

/** What a lock file says of how its packages are fetched. */
export type Fetchings = Pick<
  LockState,
  | 'places'
  | 'misnamed'
  | 'archiveHashes'
  | 'weaklyHashed'
  | 'twiceHashed'
  | 'scripted'
>;

/** Places that are kept; files of people have a handful. */
const MAX_PLACES = 20;

/** Ecosystems in which a version of a registry is one archive. */
const ONE_ARCHIVE: ReadonlySet<string> = new Set(['npm', 'crates.io']);

/** How packages are fetched; empty where the file tells nothing of it. */
export function fetchingsOf(packages: readonly PackageFacts[]): Fetchings {
  const places = placesOf(packages);
  const hashed = packages.filter(({ hashes }) => hashes?.length).length;
  return {
    ...(places.length > 0 && { places }),
    ...listed('misnamed', packages, facts => facts.calledOtherwise === true),
    ...listed('weaklyHashed', packages, isWeaklyHashed),
    ...(hashed > 0 && { archiveHashes: hashed }),
    ...twiceHashed(packages),
    ...listed('scripted', packages, facts => facts.installScript === true),
  };
}

function listed(
  key: 'misnamed' | 'weaklyHashed' | 'scripted',
  packages: readonly PackageFacts[],
  holds: (facts: PackageFacts) => boolean,
): Fetchings {
  const found = distinct(packages.filter(holds));
  return found.length > 0 ? { [key]: listOfPackages(found) } : {};
}

function distinct(packages: readonly PackageFacts[]): PackageName[] {
  return [...new Map(packages.map(facts => [facts.purl, facts])).values()];
}

/** Where registries have better ones; those of others are what they are. */
const BETTER_HASHES: ReadonlySet<string> = new Set(['npm', 'PyPI']);

function isWeaklyHashed({ ecosystem, hashes }: PackageFacts): boolean {
  return (
    BETTER_HASHES.has(ecosystem ?? '') &&
    hashes !== undefined &&
    hashes.length > 0 &&
    hashes.every(
      ({ algorithm }) => algorithm === 'MD5' || algorithm === 'SHA-1',
    )
  );
}

function twiceHashed(packages: readonly PackageFacts[]): Fetchings {
  const first = new Map<string, string>();
  const found: PackageFacts[] = [];
  for (const facts of packages) {
    if (!ONE_ARCHIVE.has(facts.ecosystem ?? '')) continue;
    for (const { algorithm, value } of facts.hashes ?? []) {
      const key = `${algorithm} ${facts.purl}`;
      const known = first.get(key);
      if (known === undefined) first.set(key, value);
      else if (known !== value) found.push(facts);
    }
  }
  return found.length > 0
    ? { twiceHashed: listOfPackages(distinct(found)) }
    : {};
}

/** Of the place that most packages are from, nobody needs names. */
function placesOf(packages: readonly PackageFacts[]): LockPlace[] {
  const byPlace = new Map<
    string,
    { place: string; ecosystem?: string; found: PackageFacts[] }
  >();
  for (const facts of packages) {
    const place = placeOf(facts.address);
    // A commit is the same wherever it is fetched from.
    if (place === undefined || facts.origin === 'git') continue;
    const ecosystem = ecosystemOf(facts);
    const key = `${place} ${ecosystem}`;
    const known = byPlace.get(key);
    if (known) known.found.push(facts);
    else byPlace.set(key, { place, ecosystem, found: [facts] });
  }
  return [...byPlace.values()]
    .map(({ place, ecosystem, found }) => {
      const names = distinct(found);
      return {
        place,
        ecosystem,
        count: names.length,
        names,
        byAddress: distinct(found.filter(({ origin }) => origin === 'url'))
          .length,
      };
    })
    .sort(
      (a, b) =>
        b.count - a.count ||
        compareTexts(a.place, b.place) ||
        compareTexts(a.ecosystem ?? '', b.ecosystem ?? ''),
    )
    .slice(0, MAX_PLACES)
    .map(({ place, ecosystem, count, names, byAddress }, index) => ({
      place,
      ...(ecosystem !== undefined && { ecosystem }),
      count,
      byAddress,
      first: index === 0 && count > 50 ? [] : listOfPackages(names).first,
    }));
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** An archive of an address is in no registry, and yet a package of its ecosystem. */
function ecosystemOf({ ecosystem, purl }: PackageFacts): string | undefined {
  return (
    ecosystem ?? ecosystemOfPurlType(purl.slice('pkg:'.length).split('/', 1)[0])
  );
}

/** Scheme and host; undefined for what is no address of the web. */
function placeOf(address: string | undefined): string | undefined {
  const found = /^(https?):\/\/(?:[^@/\s]*@)?([^/?#\s@]{1,255})/i.exec(
    address?.slice(0, 2_048) ?? '',
  );
  return found
    ? `${found[1].toLowerCase()}://${found[2].toLowerCase()}`
    : undefined;
}
