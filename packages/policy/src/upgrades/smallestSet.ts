/** Something that can be done, and what of the wanted it reaches. @public */
export interface Choice {
  id: string;
  reaches: ReadonlySet<string>;
  /** What it takes; of as many reached, the cheaper is better. Positive. */
  cost: number;
}

/** What is to be done, the best first. @public */
export interface ChosenSet {
  chosen: readonly Choice[];
  /** What no choice reaches. */
  unreached: readonly string[];
  /**
   * Whether it is the cheapest that there is. Otherwise the best was taken at each step, which costs
   * at most 1 + ln(n) times as much for n that are wanted (Chvátal 1979, "A Greedy Heuristic for the
   * Set-Covering Problem").
   */
  exact: boolean;
}

/** Choices of which all sets are looked at: 2 to the power of it. */
const MOST_FOR_EXACT = 12;

/**
 * The cheapest choices that reach all that can be reached: exactly for few, else one by one the one
 * that reaches the most for its cost. Choices that another makes needless are not looked at.
 *
 * @public
 */
export function smallestSet(
  wanted: ReadonlySet<string>,
  choices: readonly Choice[],
): ChosenSet {
  const useful = withoutNeedless(
    choices.map(choice => ({
      ...choice,
      reaches: new Set([...choice.reaches].filter(one => wanted.has(one))),
    })),
  );
  const reachable = new Set(useful.flatMap(({ reaches }) => [...reaches]));
  const exact = useful.length <= MOST_FOR_EXACT;
  const chosen = exact
    ? cheapest(reachable, useful)
    : oneByOne(reachable, useful);
  return {
    chosen: bestFirst(chosen),
    unreached: [...wanted].filter(one => !reachable.has(one)),
    exact,
  };
}

/** Leaves out what reaches nothing, or nothing that another does not reach as cheaply. */
function withoutNeedless(choices: readonly Choice[]): Choice[] {
  return choices.filter((choice, index) => {
    if (choice.reaches.size === 0) return false;
    return !choices.some(
      (other, at) =>
        at !== index &&
        other.cost <= choice.cost &&
        isWithin(choice.reaches, other.reaches) &&
        // Of two that are the same, the first stays.
        (other.cost < choice.cost ||
          other.reaches.size > choice.reaches.size ||
          at < index),
    );
  });
}

function isWithin(
  some: ReadonlySet<string>,
  all: ReadonlySet<string>,
): boolean {
  return some.size <= all.size && [...some].every(one => all.has(one));
}

function cheapest(
  reachable: ReadonlySet<string>,
  choices: readonly Choice[],
): Choice[] {
  let best: { chosen: Choice[]; cost: number } | undefined;
  for (let set = 0; set < 2 ** choices.length; set++) {
    // eslint-disable-next-line no-bitwise
    const chosen = choices.filter((_, index) => (set >> index) & 1);
    const cost = chosen.reduce((sum, one) => sum + one.cost, 0);
    if (best && cost >= best.cost) continue;
    const reached = new Set(chosen.flatMap(({ reaches }) => [...reaches]));
    if (reached.size === reachable.size) best = { chosen, cost };
  }
  return best!.chosen;
}

function oneByOne(
  reachable: ReadonlySet<string>,
  choices: readonly Choice[],
): Choice[] {
  const left = new Set(reachable);
  const chosen: Choice[] = [];
  while (left.size > 0) {
    const next = bestOf(choices, left);
    next.reaches.forEach(one => left.delete(one));
    chosen.push(next);
  }
  return withoutCovered(chosen);
}

/** What was taken early may be reached by what came after it; one after another, since two may cover each other. */
function withoutCovered(chosen: readonly Choice[]): Choice[] {
  const times = new Map<string, number>();
  for (const one of chosen.flatMap(({ reaches }) => [...reaches])) {
    times.set(one, (times.get(one) ?? 0) + 1);
  }
  return chosen.filter(({ reaches }) => {
    if ([...reaches].some(one => times.get(one) === 1)) return true;
    reaches.forEach(one => times.set(one, times.get(one)! - 1));
    return false;
  });
}

/** The most for its cost, of what is left; of equals, the first. */
function bestOf(choices: readonly Choice[], left: ReadonlySet<string>): Choice {
  const worth = ({ reaches, cost }: Choice) =>
    [...reaches].filter(one => left.has(one)).length / cost;
  return choices.reduce((best, one) => (worth(one) > worth(best) ? one : best));
}

function bestFirst(chosen: readonly Choice[]): Choice[] {
  const left = new Set(chosen.flatMap(({ reaches }) => [...reaches]));
  const pending = [...chosen];
  const ordered: Choice[] = [];
  while (pending.length > 0) {
    const next = bestOf(pending, left);
    pending.splice(pending.indexOf(next), 1);
    next.reaches.forEach(one => left.delete(one));
    ordered.push(next);
  }
  return ordered;
}
