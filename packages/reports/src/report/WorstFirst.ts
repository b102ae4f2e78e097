import type { ResultSeverity } from '../model/toolReport';

/** What no tool rated may be anything. */
const ORDER: readonly ResultSeverity[] = [
  'critical',
  'high',
  'medium',
  'unknown',
  'low',
  'none',
];

/** Keeps as many things as there is room for: the worst, and of equals the first. */
export class WorstFirst<T> {
  readonly #most: number;
  readonly #kept: { at: number; item: T }[][] = ORDER.map(() => []);
  #count = 0;
  /** How many there were. */
  total = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(severity: ResultSeverity, item: T): void {
    const rank = ORDER.indexOf(severity);
    const at = this.total;
    this.total += 1;
    if (this.#count >= this.#most) {
      const least = this.#kept.findLastIndex(({ length }) => length > 0);
      if (least <= rank) return;
      this.#kept[least].pop();
      this.#count -= 1;
    }
    this.#kept[rank].push({ at, item });
    this.#count += 1;
  }

  /** In the order in which they came. */
  items(): T[] {
    return this.#kept
      .flat()
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  /** Undefined where there was room for all. */
  cut(): { read: number; total: number } | undefined {
    return this.total > this.#count
      ? { read: this.#count, total: this.total }
      : undefined;
  }
}

/** What people are told of what was left out. */
export function cutNotice({ read, total }: { read: number; total: number }) {
  return `only the worst ${read} of ${total} results are read`;
}
