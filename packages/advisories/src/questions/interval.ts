import { VersionOrdering } from '../versions/ordering';

/** One end of an interval. */
export interface Bound {
  version: string;
  inclusive: boolean;
  /** How people write it, where `version` stands for the first pre-release of it. */
  shown?: string;
}

/** All versions between two bounds but some; without a bound it is open there. */
export interface Interval {
  readonly lower?: Bound;
  readonly upper?: Bound;
  readonly except: readonly Interval[];
}

export const EVERYTHING: Interval = { except: [] };

export const from = (version: string, shown?: string): Interval => ({
  lower: { version, inclusive: true, shown },
  except: [],
});

export const after = (version: string, shown?: string): Interval => ({
  lower: { version, inclusive: false, shown },
  except: [],
});

export const until = (version: string): Interval => ({
  upper: { version, inclusive: true },
  except: [],
});

export const before = (version: string, shown?: string): Interval => ({
  upper: { version, inclusive: false, shown },
  except: [],
});

export const between = (lower: Interval, upper: Interval): Interval => ({
  lower: lower.lower,
  upper: upper.upper,
  except: [],
});

export const only = (version: string): Interval =>
  between(from(version), until(version));

export const allBut = (interval: Interval): Interval => ({
  except: [interval],
});

/** What is in both; undefined where no version can be. */
export function intersection(
  ordering: VersionOrdering<unknown>,
  a: Interval,
  b: Interval,
): Interval | undefined {
  const lower = stricter(ordering, a.lower, b.lower, 1);
  const upper = stricter(ordering, a.upper, b.upper, -1);
  if (lower && upper) {
    const order = orderOf(ordering, lower.version, upper.version);
    const isPoint = lower.inclusive && upper.inclusive;
    if (order > 0 || (order === 0 && !isPoint)) return undefined;
  }
  return { lower, upper, except: [...a.except, ...b.except] };
}

function stricter(
  ordering: VersionOrdering<unknown>,
  a: Bound | undefined,
  b: Bound | undefined,
  sign: 1 | -1,
): Bound | undefined {
  if (!a || !b) return a ?? b;
  const order = orderOf(ordering, a.version, b.version) * sign;
  if (order === 0) return a.inclusive ? b : a;
  return order > 0 ? a : b;
}

function orderOf(ordering: VersionOrdering<unknown>, a: string, b: string) {
  return ordering.compare(ordering.parse(a), ordering.parse(b));
}

/** Whether a version, as the ordering read it, is inside. */
export function isInside(
  ordering: VersionOrdering<unknown>,
  interval: Interval,
  version: unknown,
): boolean {
  const { lower, upper, except } = interval;
  if (lower) {
    const order = ordering.compare(version, ordering.parse(lower.version));
    if (order < 0 || (order === 0 && !lower.inclusive)) return false;
  }
  if (upper) {
    const order = ordering.compare(version, ordering.parse(upper.version));
    if (order > 0 || (order === 0 && !upper.inclusive)) return false;
  }
  return !except.some(hole => isInside(ordering, hole, version));
}

/** `≥ 4.17.0, < 5.0.0`; `= 2.0.0`; `any version`. */
export function describeInterval(interval: Interval): string {
  const { lower, upper, except } = interval;
  const text = (bound: Bound) => bound.shown ?? bound.version;
  const isPoint =
    lower?.inclusive && upper?.inclusive && lower.version === upper.version;
  const parts = isPoint
    ? [`= ${text(lower)}`]
    : [
        ...(lower ? [`${lower.inclusive ? '≥' : '>'} ${text(lower)}`] : []),
        ...(upper ? [`${upper.inclusive ? '≤' : '<'} ${text(upper)}`] : []),
      ];
  for (const hole of except) {
    const inner = describeInterval(hole);
    parts.push(
      inner.startsWith('= ') ? `≠${inner.slice(1)}` : `not (${inner})`,
    );
  }
  return parts.length > 0 ? parts.join(', ') : 'any version';
}
