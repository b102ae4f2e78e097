import type { PackageFacts } from '../graph/packageFacts';
import type {
  HashState,
  LockState,
  PackageList,
  PackageName,
} from './lockState';

/** Packages that a list names. */
const MAX_NAMED = 50;
/** Names are shown to people; the purl of a real package is far shorter. */
const MAX_PURL = 500;

/** A commit at the end of a repository's location, as SPDX has it. */
const COMMIT = /@[0-9a-f]{7,64}$/;

/** What is known of one purl; its occurrences may differ. */
interface Fixing {
  facts: PackageFacts;
  able: boolean;
  /** Of all occurrences that can have one. */
  hashed: boolean;
  pinned: boolean;
}

/**
 * Which packages of a lock file it fixes by hash, and which may give other content tomorrow.
 *
 * @param holdsHashes - whether the file's format, with its companions, can hold hashes
 */
export function fixingsOf(
  packages: Iterable<PackageFacts>,
  holdsHashes: boolean,
): Pick<LockState, 'hashes' | 'unpinned'> {
  const byPurl = new Map<string, Fixing>();
  for (const facts of packages) {
    const hashed = isHashed(facts);
    const able = holdsHashes && canBeHashed(facts);
    const pinned = isPinned(facts, hashed);
    const known = byPurl.get(facts.purl);
    if (known) {
      known.hashed &&= hashed || !able;
      known.able ||= able;
      known.pinned &&= pinned;
    } else {
      const fixing = { facts, able, hashed: hashed || !able, pinned };
      byPurl.set(facts.purl, fixing);
    }
  }
  const all = [...byPurl.values()];
  const able = all.filter(fixing => fixing.able);
  const without = namesOf(able.filter(({ hashed }) => !hashed));
  const hashes: HashState = {
    able: able.length,
    without: without.count,
    first: without.first,
  };
  return {
    ...(able.length > 0 && { hashes }),
    unpinned: namesOf(all.filter(({ pinned }) => !pinned)),
  };
}

/** The number of packages, and the first of them by purl. */
export function listOfPackages(packages: readonly PackageName[]): PackageList {
  return {
    count: packages.length,
    first: packages
      .filter(({ purl }) => purl.length <= MAX_PURL)
      .sort((a, b) => (a.purl < b.purl ? -1 : 1))
      .slice(0, MAX_NAMED)
      .map(({ purl, name, version }) => ({ purl, name, version })),
  };
}

function namesOf(fixings: readonly Fixing[]): PackageList {
  return listOfPackages(fixings.map(({ facts }) => facts));
}

function isHashed({ hashed, hashes, integrity }: PackageFacts): boolean {
  return hashed ?? ((hashes?.length ?? 0) > 0 || integrity !== undefined);
}

/** Archives; a commit is a hash itself, and folders are part of the source. */
function canBeHashed({ origin, unhashable }: PackageFacts): boolean {
  return !unhashable && (origin === 'registry' || origin === 'url');
}

function isPinned({ origin, vcsUrl }: PackageFacts, hashed: boolean): boolean {
  if (origin === 'git') {
    return hashed || COMMIT.test(vcsUrl ?? '');
  }
  return origin !== 'url' || hashed;
}
