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
 * The cheapest choices that reach all that can be reached. Choices that have nothing in common, not
 * even through others, are looked at apart: of few that hang together all sets, of more one by one
 * that which reaches the most for its cost. Choices that another makes needless are not looked at.
 *
 * @public
 */
export function smallestSet(
  wanted: ReadonlySet<string>,
  choices: readonly Choice[],
): ChosenSet {
  const useful = choices
    .map(choice => ({
      ...choice,
      reaches: new Set([...choice.reaches].filter(one => wanted.has(one))),
    }))
    .filter(({ reaches }) => reaches.size > 0);
  const reachable = new Set(useful.flatMap(({ reaches }) => [...reaches]));
  const parts = independentParts(withoutNeedless(useful)).map(solve);
  return {
    chosen: parts
      .flatMap(({ ordered }) => ordered)
      // Within a part each is worth no more than the one before it.
      .sort((a, b) => b.worth - a.worth)
      .map(({ choice }) => choice),
    unreached: [...wanted].filter(one => !reachable.has(one)),
    exact: parts.every(({ exact }) => exact),
  };
}

/** The places of the choices that reach something. */
function placesByReached(choices: readonly Choice[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  choices.forEach(({ reaches }, at) => {
    for (const one of reaches) {
      const others = places.get(one);
      if (others) others.push(at);
      else places.set(one, [at]);
    }
  });
  return places;
}

/** Choices by what they reach in common, over any number of steps; in the order in which they were given. */
function independentParts(choices: readonly Choice[]): Choice[][] {
  const reaching = placesByReached(choices);
  const seen = new Set<number>();
  const partOf = (first: number) => {
    const part = new Set([first]);
    // A Set visits what is added during the walk.
    for (const at of part) {
      for (const one of choices[at].reaches) {
        reaching.get(one)?.forEach(other => part.add(other));
        // Whoever reaches it is in the part now.
        reaching.delete(one);
      }
    }
    part.forEach(at => seen.add(at));
    return [...part].sort((a, b) => a - b).map(at => choices[at]);
  };
  return choices.flatMap((_, at) => (seen.has(at) ? [] : [partOf(at)]));
}

function solve(part: readonly Choice[]) {
  const reachable = new Set(part.flatMap(({ reaches }) => [...reaches]));
  const exact = part.length <= MOST_FOR_EXACT;
  const chosen = exact ? cheapest(reachable, part) : oneByOne(reachable, part);
  return { ordered: bestFirst(chosen), exact };
}

/** Leaves out what reaches nothing that another does not reach as cheaply. */
function withoutNeedless(choices: readonly Choice[]): Choice[] {
  const reaching = placesByReached(choices);
  return choices.filter((choice, index) => {
    // Whoever reaches all of it reaches its first.
    const [first] = choice.reaches;
    return !reaching.get(first)!.some(at => {
      const other = choices[at];
      return (
        at !== index &&
        other.cost <= choice.cost &&
        isWithin(choice.reaches, other.reaches) &&
        // Of two that are the same, the first stays.
        (other.cost < choice.cost ||
          other.reaches.size > choice.reaches.size ||
          at < index)
      );
    });
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

/** What a choice reaches of what is left, for its cost. */
function worthOf({ reaches, cost }: Choice, left: ReadonlySet<string>): number {
  let count = 0;
  for (const one of reaches) if (left.has(one)) count++;
  return count / cost;
}

/** The most for its cost, of what is left; of equals, the first. */
function bestOf(choices: readonly Choice[], left: ReadonlySet<string>): Choice {
  let best = choices[0];
  let worth = worthOf(best, left);
  for (const choice of choices) {
    const other = worthOf(choice, left);
    if (other > worth) [best, worth] = [choice, other];
  }
  return best;
}

function bestFirst(
  chosen: readonly Choice[],
): { choice: Choice; worth: number }[] {
  const left = new Set(chosen.flatMap(({ reaches }) => [...reaches]));
  const pending = [...chosen];
  const ordered: { choice: Choice; worth: number }[] = [];
  while (pending.length > 0) {
    const choice = bestOf(pending, left);
    ordered.push({ choice, worth: worthOf(choice, left) });
    pending.splice(pending.indexOf(choice), 1);
    choice.reaches.forEach(one => left.delete(one));
  }
  return ordered;
}
