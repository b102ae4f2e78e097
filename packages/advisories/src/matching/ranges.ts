import { AffectedRange, RangeEvent } from '../records/advisory';
import { BEFORE_ALL, readVersion } from '../versions/compare';
import { compareWithRecord, VersionOrdering } from '../versions/ordering';

/**
 * One place where a range changes: what holds at `version` itself and what
 * holds from there to the next step.
 */
interface Step<V> {
  readonly version: V;
  readonly at: boolean;
  readonly after: boolean;
}

/** A version that a record names as free of the vulnerability. */
export interface FixedVersion<V> {
  readonly version: V;
  /** As the record writes it. */
  readonly text: string;
}

/** The events of one range, read and sorted once. */
export interface CompiledRange<V = unknown> {
  readonly ordering: VersionOrdering<V>;
  /** Whether versions before the first step are affected. */
  readonly fromStart: boolean;
  readonly steps: readonly Step<V>[];
  /** Undefined: no limit. Otherwise only versions below it are affected. */
  readonly limit: V | undefined;
  readonly fixed: readonly FixedVersion<V>[];
  /** Whether the record means all versions there are, those that nobody can order included. */
  readonly hasAll: boolean;
}

type Kind = 'introduced' | 'fixed' | 'last_affected';

interface DatedEvent<V> {
  readonly kind: Kind;
  readonly version: V;
}

interface ReadEvents<V> {
  events: DatedEvent<V>[];
  limits: V[];
  fixed: FixedVersion<V>[];
  isUnlimited: boolean;
  fromStart: boolean;
}

const NO_LIMIT = '*';

function readEvent<V>(
  ordering: VersionOrdering<V>,
  event: RangeEvent,
  into: ReadEvents<V>,
): void {
  const kind = (['introduced', 'fixed', 'last_affected'] as const).find(
    name => event[name] !== undefined,
  );
  const text = kind ? event[kind]! : event.limit;
  if (text === undefined) return;
  if (kind === 'introduced' && text === BEFORE_ALL) {
    into.fromStart = true;
    return;
  }
  if (!kind && text === NO_LIMIT) {
    into.isUnlimited = true;
    return;
  }
  const version = readVersion(ordering, text);
  if (version === undefined) {
    // A point that cannot be placed must not hide an affected version: an
    // introduction counts from the start, an end or a limit never comes.
    if (kind === 'introduced') into.fromStart = true;
    if (!kind) into.isUnlimited = true;
    return;
  }
  if (!kind) into.limits.push(version);
  else into.events.push({ kind, version });
  if (kind === 'fixed') into.fixed.push({ version, text });
}

/**
 * The step at a version that one or several events name. Where something
 * begins and ends there at once, it is two neighboring intervals if versions
 * before were affected, and otherwise an interval that is empty (`fixed`) or
 * holds just this version (`last_affected`).
 */
function toStep<V>(version: V, kinds: Set<Kind>, before: boolean): Step<V> {
  const begins = kinds.has('introduced');
  const isFixed = kinds.has('fixed');
  const ends = isFixed || kinds.has('last_affected');
  if (begins && ends) {
    return { version, at: before || !isFixed, after: before };
  }
  if (begins) return { version, at: true, after: true };
  return { version, at: before && !isFixed, after: false };
}

/** Events of any order to steps of ascending version. */
function toSteps<V>(
  ordering: VersionOrdering<V>,
  events: DatedEvent<V>[],
  fromStart: boolean,
): Step<V>[] {
  const sorted = [...events].sort((a, b) =>
    ordering.compare(a.version, b.version),
  );
  const steps: Step<V>[] = [];
  let before = fromStart;
  for (let i = 0; i < sorted.length; ) {
    const { version } = sorted[i];
    const kinds = new Set<Kind>();
    for (
      ;
      i < sorted.length && ordering.compare(sorted[i].version, version) === 0;
      i++
    ) {
      kinds.add(sorted[i].kind);
    }
    const step = toStep(version, kinds, before);
    steps.push(step);
    before = step.after;
  }
  return steps;
}

function greatest<V>(ordering: VersionOrdering<V>, versions: V[]) {
  return versions.reduce((a, b) => (ordering.compare(a, b) >= 0 ? a : b));
}

/**
 * Reads and sorts the events of one range (OSV schema, "Evaluation").
 * `ordering` is the rule that the range's type calls for.
 */
export function compileRange<V>(
  ordering: VersionOrdering<V>,
  range: AffectedRange,
): CompiledRange<V> {
  const read: ReadEvents<V> = {
    events: [],
    limits: [],
    fixed: [],
    isUnlimited: false,
    fromStart: false,
  };
  for (const event of range.events) readEvent(ordering, event, read);
  const { events, limits, fixed, isUnlimited, fromStart } = read;
  const hasLimit = limits.length > 0 && !isUnlimited;
  return {
    ordering,
    fromStart,
    steps: toSteps(ordering, events, fromStart),
    limit: hasLimit ? greatest(ordering, limits) : undefined,
    fixed: fixed.sort((a, b) => ordering.compare(a.version, b.version)),
    hasAll: meansAll(range),
  };
}

/** Whether a range begins before all versions and has no end. */
export function meansAll({ events }: AffectedRange): boolean {
  return (
    events.length > 0 &&
    events.every(
      ({ introduced, limit }) =>
        introduced === BEFORE_ALL || limit === NO_LIMIT,
    ) &&
    events.some(({ introduced }) => introduced === BEFORE_ALL)
  );
}

/** Whether a version lies in the range. Takes O(log events). */
export function rangeContains<V>(range: CompiledRange<V>, version: V): boolean {
  const { ordering, steps, limit } = range;
  if (limit !== undefined && compareWithRecord(ordering, version, limit) >= 0) {
    return false;
  }
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const result = compareWithRecord(ordering, version, steps[middle].version);
    if (result === 0) return steps[middle].at;
    if (result < 0) high = middle;
    else low = middle + 1;
  }
  return low === 0 ? range.fromStart : steps[low - 1].after;
}
