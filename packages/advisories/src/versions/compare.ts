import { baseEcosystem } from '../ecosystems/ecosystems';
import { VersionOrdering } from './ordering';
import { orderingOf } from './orderings';

/**
 * The longest string taken for a version. Every packaging system's versions
 * are far shorter; a longer string costs time and says nothing.
 *
 * @public
 */
export const MAX_VERSION_LENGTH = 256;

/**
 * Thrown where a version, or an ecosystem's versions, cannot be ordered.
 *
 * @public
 */
export class VersionError extends Error {
  constructor(
    readonly ecosystem: string,
    readonly version: string,
    reason: string,
  ) {
    super(
      `cannot order ${ecosystem} version "${version.slice(0, 80)}": ${reason}`,
    );
    this.name = 'VersionError';
  }
}

/** What `ordering` makes of a string, undefined if it is no version to it. */
export function readVersion<V>(
  ordering: VersionOrdering<V>,
  text: string,
): V | undefined {
  return text.length > MAX_VERSION_LENGTH ? undefined : ordering.parse(text);
}

/**
 * A version that is put to many records: each order reads it once, not once
 * for each record.
 *
 * @public
 */
export class AskedVersion {
  private ordering: VersionOrdering<unknown> | undefined;
  private value: unknown;

  constructor(readonly text: string) {}

  /** What `ordering` makes of it, undefined if it is no version to it. */
  in<V>(ordering: VersionOrdering<V>): V | undefined {
    if (this.ordering !== ordering) {
      this.ordering = ordering;
      this.value = readVersion(ordering, this.text);
    }
    return this.value as V | undefined;
  }
}

/** Whether versions of this OSV ecosystem can be ordered at all. @public */
export function isOrderable(ecosystem: string): boolean {
  return orderingOf(baseEcosystem(ecosystem)) !== undefined;
}

/** OSV's name for the point before every version. */
export const BEFORE_ALL = '0';

/**
 * Orders two versions by the rules of an OSV ecosystem (`npm`, `PyPI`,
 * `Debian:12`, …): negative where `a` is the older, zero where both are the
 * same version, positive where `a` is the newer.
 *
 * The string "0" comes before every version, as in the events of OSV ranges,
 * save in Maven, where it is the version 0.
 *
 * @throws VersionError where the ecosystem has no known order or a string is
 * no version in it.
 *
 * @public
 */
export function compareVersions(
  ecosystem: string,
  a: string,
  b: string,
): number {
  const ordering = orderingOf(baseEcosystem(ecosystem));
  if (!ordering) throw new VersionError(ecosystem, a, 'unknown ecosystem');
  const left = readVersion(ordering, a);
  if (left === undefined) throw new VersionError(ecosystem, a, 'no version');
  const right = readVersion(ordering, b);
  if (right === undefined) throw new VersionError(ecosystem, b, 'no version');
  if (!ordering.zeroIsOrdinary && (a === BEFORE_ALL || b === BEFORE_ALL)) {
    return Number(b === BEFORE_ALL) - Number(a === BEFORE_ALL);
  }
  return ordering.compare(left, right);
}
