import type { LockState, PackageList, PackageName } from '@safety-curtain/sbom';
import type { PackageRisk, RiskPackage } from '../model';
import { hostOf, isPublicPlace, type OwnRegistries } from './places';

/** What one lock file says of its packages. @public */
export interface LockOfFile {
  path: string;
  lock: LockState;
  /** Packages of the file whose names are the organization's own. */
  own: readonly RiskPackage[];
}

/** What is wrong with a lock file, before it has a severity. */
export type LockRisk = Omit<PackageRisk, 'severity'> & {
  /** Where it is about one package. */
  package?: RiskPackage;
};

/** Of more packages than this share of a file, a place is the usual one of the project. */
const USUAL_SHARE = 0.5;
/** Where more than this share of packages has no hash, the file's tool writes none. */
const EXCEPTION_SHARE = 0.2;
/** Packages that a message names. */
const MOST_NAMED = 3;

/**
 * What is wrong with how a lock file fetches and fixes its packages.
 *
 * @param registries - the organization's own
 */
export function judgeLock(
  { lock, own }: LockOfFile,
  registries: OwnRegistries,
): LockRisk[] {
  return [
    ...ownNames(lock, own, registries),
    ...misnamed(lock),
    ...places(lock, registries),
    ...hashes(lock),
  ];
}

/** Own names that come from a public registry. Of the place of most packages, which those are is told by the others. */
function ownNames(
  { places: all = [] }: LockState,
  own: readonly RiskPackage[],
  registries: OwnRegistries,
): LockRisk[] {
  const [usual, ...others] = all;
  if (!usual) return [];
  const isWhole = others.every(({ count, first }) => count === first.length);
  const keyOf = ({ name, version }: { name: string; version: string }) =>
    `${name} ${version}`;
  const elsewhere = new Map(
    others.flatMap(({ place, first }) =>
      first.map((one): [string, string] => [keyOf(one), place]),
    ),
  );
  return own.flatMap(pkg => {
    const place = elsewhere.get(keyOf(pkg)) ?? (isWhole ? usual.place : '');
    if (!isPublicPlace(place)) return [];
    if (registries.serves(place, pkg.ecosystem)) return [];
    return [
      {
        rule: 'own-name-from-elsewhere',
        confidence: 'high' as const,
        package: pkg,
        message: `${pkg.name} ${pkg.version} is one of your own names, and the lock file fetches it from ${place}.`,
      },
    ];
  });
}

function misnamed({ misnamed: list }: LockState): LockRisk[] {
  return list
    ? [
        {
          rule: 'address-of-another',
          confidence: 'high',
          message: `${counted(
            list,
          )} fetched by an entry that has another name: ${named(list.first)}.`,
        },
      ]
    : [];
}

function places(
  { places: all = [] }: LockState,
  registries: OwnRegistries,
): LockRisk[] {
  return all.flatMap(one => {
    const { place, ecosystem, count, byAddress, first } = one;
    const total = all
      .filter(other => other.ecosystem === ecosystem)
      .reduce((sum, other) => sum + other.count, 0);
    const risks: LockRisk[] = [];
    if (place.startsWith('http:') && !isOnMachine(place)) {
      risks.push({
        rule: 'plain-address',
        confidence: 'high',
        detail: place,
        message: `${counted(one)} fetched from ${place}: ${named(first)}.`,
      });
    }
    const isUsual = count - byAddress > total * USUAL_SHARE;
    const isKnown =
      isPublicPlace(place, ecosystem) || registries.serves(place, ecosystem);
    if (!isKnown && !isUsual) {
      risks.push({
        rule: 'foreign-address',
        confidence: 'medium',
        detail: place,
        message: `${counted(
          one,
        )} fetched from ${place}, and the rest from elsewhere: ${named(
          first,
        )}.`,
      });
    }
    return risks;
  });
}

function hashes({
  hashes: state,
  weaklyHashed,
  twiceHashed,
}: LockState): LockRisk[] {
  const risks: LockRisk[] = [];
  if (twiceHashed) {
    risks.push({
      rule: 'two-hashes',
      confidence: 'high',
      message: `Two hashes of one version: ${named(twiceHashed.first)}.`,
    });
  }
  if (
    state &&
    state.without > 0 &&
    state.without <= state.able * EXCEPTION_SHARE
  ) {
    risks.push({
      rule: 'hash-missing',
      confidence: 'medium',
      message: `${state.without} of ${
        state.able
      } packages have no hash: ${named(state.first)}.`,
    });
  }
  if (weaklyHashed) {
    risks.push({
      rule: 'hash-weak',
      confidence: 'high',
      message: `${
        weaklyHashed.count === 1
          ? '1 package has'
          : `${weaklyHashed.count} packages have`
      } no better hash than SHA-1: ${named(weaklyHashed.first)}.`,
    });
  }
  return risks;
}

function counted({ count }: Pick<PackageList, 'count'>): string {
  return count === 1 ? '1 package is' : `${count} packages are`;
}

function named(packages: readonly PackageName[]): string {
  const first = packages
    .slice(0, MOST_NAMED)
    .map(({ name, version }) => `${name} ${version}`.trim().slice(0, 150));
  if (packages.length > MOST_NAMED) first.push('…');
  return first.join(', ') || 'most of the file';
}

/** A registry that runs on the developer's machine, as for tests. */
function isOnMachine(place: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(hostOf(place));
}
