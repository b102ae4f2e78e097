import { baseEcosystem } from '../ecosystems/ecosystems';
import { AffectedPackage } from '../records/advisory';
import { readVersion } from '../versions/compare';
import { VersionOrdering } from '../versions/ordering';
import { orderingOf } from '../versions/orderings';
import { semver } from '../versions/semver';
import {
  CompiledRange,
  FixedVersion,
  compileRange,
  rangeContains,
} from './ranges';

/** Which part of the record says that a version is affected. */
export type MatchReason = 'listed' | 'range';

/** What one record says about one package, ready to be asked. */
export interface CompiledAffected {
  contains(version: string): boolean;
  /** Undefined where the version is not affected. */
  reasonFor(version: string): MatchReason | undefined;
  /**
   * The versions above `version` that the record names as fixed and that it
   * does not call affected elsewhere, ascending, as the record writes them.
   * Of the ranges that contain the version; of all ranges where the version
   * is only listed. Empty where there is none.
   */
  fixedFor(version: string): string[];
}

/** SEMVER means Semantic Versioning in every ecosystem. GIT is not for versions. */
function orderingOfRange(type: string, ecosystem: string) {
  if (type === 'SEMVER') return semver;
  return type === 'ECOSYSTEM'
    ? orderingOf(baseEcosystem(ecosystem))
    : undefined;
}

function compileRanges(
  ecosystem: string,
  affected: readonly AffectedPackage[],
): CompiledRange[] {
  return affected.flatMap(entry =>
    (entry.ranges ?? []).flatMap(range => {
      const ordering = orderingOfRange(range.type, ecosystem);
      return ordering
        ? [compileRange(ordering as VersionOrdering<unknown>, range)]
        : [];
    }),
  );
}

class Affected implements CompiledAffected {
  private readonly listed: ReadonlySet<string>;
  /** The listed versions in order, for other spellings of the same version. */
  private sortedList: readonly unknown[] | undefined;
  private readonly ranges: readonly CompiledRange[];
  private readonly listOrdering: VersionOrdering<unknown> | undefined;

  constructor(ecosystem: string, affected: readonly AffectedPackage[]) {
    this.listed = new Set(affected.flatMap(entry => entry.versions ?? []));
    this.ranges = compileRanges(ecosystem, affected);
    this.listOrdering = orderingOf(baseEcosystem(ecosystem));
  }

  contains(version: string): boolean {
    return this.reasonFor(version) !== undefined;
  }

  reasonFor(version: string): MatchReason | undefined {
    if (this.listed.has(version)) return 'listed';
    if (this.rangesAround(version).length > 0) return 'range';
    return this.isListedOtherwise(version) ? 'listed' : undefined;
  }

  fixedFor(version: string): string[] {
    const around = this.rangesAround(version);
    const found = (around.length > 0 ? around : this.ranges).flatMap(range =>
      fixedAbove(range, version),
    );
    const fixes = found.filter(fix => !this.contains(fix.text));
    const { listOrdering } = this;
    if (listOrdering) sortFixes(listOrdering, fixes);
    return [...new Set(fixes.map(fix => fix.text))];
  }

  private rangesAround(version: string): CompiledRange[] {
    let ordering: VersionOrdering<unknown> | undefined;
    let read: unknown;
    return this.ranges.filter(range => {
      if (range.ordering !== ordering) {
        ordering = range.ordering;
        read = readVersion(ordering, version);
      }
      return read !== undefined && rangeContains(range, read);
    });
  }

  private isListedOtherwise(version: string): boolean {
    const ordering = this.listOrdering;
    if (!ordering || this.listed.size === 0) return false;
    const wanted = readVersion(ordering, version);
    if (wanted === undefined) return false;
    this.sortedList ??= [...this.listed]
      .map(text => readVersion(ordering, text))
      .filter(read => read !== undefined)
      .sort((a, b) => ordering.compare(a, b));
    return includesSorted(ordering, this.sortedList, wanted);
  }
}

function includesSorted<V>(
  ordering: VersionOrdering<V>,
  sorted: readonly V[],
  wanted: V,
): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const result = ordering.compare(wanted, sorted[middle]);
    if (result === 0) return true;
    if (result < 0) high = middle;
    else low = middle + 1;
  }
  return false;
}

function fixedAbove(
  range: CompiledRange,
  version: string,
): FixedVersion<unknown>[] {
  const read = readVersion(range.ordering, version);
  if (read === undefined) return [];
  return range.fixed.filter(
    fix => range.ordering.compare(fix.version, read) > 0,
  );
}

/** Ranges of several types meet here, so each fix is read once more. */
function sortFixes(
  ordering: VersionOrdering<unknown>,
  fixes: FixedVersion<unknown>[],
): void {
  const read = new Map(
    fixes.map(fix => [fix.text, readVersion(ordering, fix.text)]),
  );
  fixes.sort((a, b) => {
    const [x, y] = [read.get(a.text), read.get(b.text)];
    return x === undefined || y === undefined ? 0 : ordering.compare(x, y);
  });
}

/**
 * Prepares what one record says about one package: its `affected` entries of
 * that package, of any number. Events are read and sorted once.
 */
export function compileAffected(
  ecosystem: string,
  affected: readonly AffectedPackage[],
): CompiledAffected {
  return new Affected(ecosystem, affected);
}

/**
 * Whether a record applies to a version of a package (OSV schema,
 * "Evaluation": listed or in a range), and which versions fix it. A version
 * that cannot be ordered matches only where it is listed literally.
 */
export function matchAffected(
  ecosystem: string,
  version: string,
  affected: readonly AffectedPackage[],
): { applies: boolean; fixed: string[] } {
  const compiled = compileAffected(ecosystem, affected);
  const applies = compiled.contains(version);
  return { applies, fixed: applies ? compiled.fixedFor(version) : [] };
}
