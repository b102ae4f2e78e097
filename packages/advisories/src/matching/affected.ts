import { baseEcosystem } from '../ecosystems/ecosystems';
import { AffectedPackage, AffectedRange } from '../records/advisory';
import { AskedVersion, readVersion } from '../versions/compare';
import { compareWithRecord, VersionOrdering } from '../versions/ordering';
import { orderingOf } from '../versions/orderings';
import { rpm } from '../versions/rpm';
import { semver } from '../versions/semver';
import { CompiledRange, compileRange, meansAll, rangeContains } from './ranges';

/**
 * How many fixed versions are looked at, lowest first. No real record has
 * nearly as many; it keeps a hostile one from costing fixes times ranges.
 */
const MAX_EXAMINED_FIXES = 1_000;

/** Which part of the record says that a version is affected. @public */
export type MatchReason = 'listed' | 'range';

/**
 * What one record says about one package, ready to be asked about versions:
 * as text, or as an `AskedVersion` where many records are asked about one.
 *
 * @public
 */
export interface CompiledAffected {
  contains(version: string | AskedVersion): boolean;
  /** Undefined where the version is not affected. */
  reasonFor(version: string | AskedVersion): MatchReason | undefined;
  /**
   * The versions above `version` that the record names as fixed and that it
   * does not call affected elsewhere, ascending, as the record writes them.
   * Of the ranges that contain the version; of all ranges where those name
   * none, or where the version is only listed. Empty where there is none.
   */
  fixedFor(version: string | AskedVersion): string[];
}

/** SEMVER means Semantic Versioning in every ecosystem. GIT is not for versions. */
function orderingOfRange(type: string, ecosystem: string) {
  if (type === 'SEMVER') return semver;
  return type === 'ECOSYSTEM'
    ? orderingOf(baseEcosystem(ecosystem))
    : undefined;
}

/** A build of one stream of a module, in the release of an rpm (Fedora, "Modularity"). */
const OF_MODULE = /\.module[+_]/;

/** Whether a range is about builds of modules: by what it names as fixed; undefined where that is open. */
function isOfModule({ events }: AffectedRange): boolean | undefined {
  const fixed = events.flatMap(event => event.fixed ?? []);
  const ofModules = fixed.filter(text => OF_MODULE.test(text));
  return fixed.length === 0 ||
    (ofModules.length > 0 && ofModules.length < fixed.length)
    ? undefined
    : ofModules.length > 0;
}

/** A range of rpm versions, which are told apart by whether they come out of modules. */
interface ModularRange extends CompiledRange {
  ofModule?: boolean;
}

function compileRanges(
  ecosystem: string,
  affected: readonly AffectedPackage[],
): ModularRange[] {
  return affected.flatMap(entry =>
    (entry.ranges ?? []).flatMap(range => {
      const ordering =
        orderingOfRange(range.type, ecosystem) ??
        // Where no order is needed, any will do.
        (range.type === 'ECOSYSTEM' && meansAll(range) ? semver : undefined);
      if (!ordering) return [];
      const compiled = compileRange(
        ordering as VersionOrdering<unknown>,
        range,
      );
      return ordering === rpm
        ? [{ ...compiled, ofModule: isOfModule(range) }]
        : [compiled];
    }),
  );
}

class Affected implements CompiledAffected {
  private readonly listed: ReadonlySet<string>;
  /** The listed versions in order, for other spellings of the same version. */
  private sortedList: readonly unknown[] | undefined;
  private readonly ranges: readonly ModularRange[];
  private readonly ordering: VersionOrdering<unknown> | undefined;

  constructor(ecosystem: string, affected: readonly AffectedPackage[]) {
    this.listed = new Set(affected.flatMap(entry => entry.versions ?? []));
    this.ranges = compileRanges(ecosystem, affected);
    this.ordering = orderingOf(baseEcosystem(ecosystem));
  }

  contains(version: string | AskedVersion): boolean {
    return this.reasonFor(version) !== undefined;
  }

  reasonFor(version: string | AskedVersion): MatchReason | undefined {
    const asked = toAsked(version);
    if (this.listed.has(asked.text)) return 'listed';
    if (this.ranges.some(range => isIn(range, asked))) return 'range';
    return this.isListedOtherwise(asked) ? 'listed' : undefined;
  }

  fixedFor(version: string | AskedVersion): string[] {
    const asked = toAsked(version);
    const around = this.ranges
      .filter(range => isIn(range, asked))
      .flatMap(range => fixedAbove(range, asked));
    // A branch that ended without a fix is fixed by a later branch.
    const fixes =
      around.length > 0
        ? around
        : this.ranges.flatMap(range => fixedAbove(range, asked));
    return inOrder(this.ordering, [...new Set(fixes)])
      .slice(0, MAX_EXAMINED_FIXES)
      .filter(fix => !this.contains(fix));
  }

  /** Whether the list has the version in another spelling: 1.0 for 1.0.0. */
  private isListedOtherwise(asked: AskedVersion): boolean {
    const { ordering } = this;
    if (!ordering || this.listed.size === 0) return false;
    const wanted = asked.in(ordering);
    if (wanted === undefined) return false;
    this.sortedList ??= [...this.listed]
      .map(text => readVersion(ordering, text))
      .filter(read => read !== undefined)
      .sort((a, b) => ordering.compare(a, b));
    return includesSorted(ordering, this.sortedList, wanted);
  }
}

function toAsked(version: string | AskedVersion): AskedVersion {
  return typeof version === 'string' ? new AskedVersion(version) : version;
}

function isIn(range: ModularRange, asked: AskedVersion): boolean {
  const { ofModule } = range;
  if (ofModule !== undefined && ofModule !== OF_MODULE.test(asked.text)) {
    return false;
  }
  const version = asked.in(range.ordering);
  return version === undefined ? range.hasAll : rangeContains(range, version);
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
    const result = compareWithRecord(ordering, wanted, sorted[middle]);
    if (result === 0) return true;
    if (result < 0) high = middle;
    else low = middle + 1;
  }
  return false;
}

function fixedAbove(range: CompiledRange, asked: AskedVersion): string[] {
  const { ordering, fixed } = range;
  const version = asked.in(ordering);
  if (version === undefined) return [];
  return fixed
    .filter(fix => compareWithRecord(ordering, version, fix.version) < 0)
    .map(fix => fix.text);
}

/** Ascending; left as they are where the ecosystem has no order. */
export function inOrder(
  ordering: VersionOrdering<unknown> | undefined,
  versions: string[],
): string[] {
  if (!ordering || versions.length < 2) return versions;
  return versions
    .map(text => ({ text, read: readVersion(ordering, text) }))
    .sort((a, b) =>
      a.read === undefined || b.read === undefined
        ? Number(a.read === undefined) - Number(b.read === undefined)
        : ordering.compare(a.read, b.read),
    )
    .map(({ text }) => text);
}

/**
 * Prepares what one record says about one package: its `affected` entries of
 * that package, of any number. Events are read and sorted once.
 *
 * @public
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
 * that cannot be ordered matches where it is listed literally, or a range has
 * no end.
 *
 * @public
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
