/** How one name came of another by a single slip. */
export type Slip =
  /** Two neighbors changed places. */
  | 'swapped'
  /** A character is there twice, or once where it belongs twice. */
  | 'repeated'
  /** A character of the known name is missing. */
  | 'missing'
  /** There is one more. */
  | 'added'
  /** One is another. */
  | 'other';

/** A slip, and where in the known name it is. */
export interface FoundSlip {
  slip: Slip;
  at: number;
}

/** The slip that makes a name of a known one; undefined where it takes none, or more than one. */
export function slipBetween(
  known: string,
  name: string,
): FoundSlip | undefined {
  if (known === name || Math.abs(known.length - name.length) > 1) {
    return undefined;
  }
  let at = 0;
  while (at < known.length && known[at] === name[at]) at += 1;
  if (name.length > known.length) {
    if (known.slice(at) !== name.slice(at + 1)) return undefined;
    const slip = name[at] === name[at - 1] ? 'repeated' : 'added';
    return { slip, at };
  }
  if (name.length < known.length) {
    if (known.slice(at + 1) !== name.slice(at)) return undefined;
    const slip = known[at] === known[at - 1] ? 'repeated' : 'missing';
    return { slip, at };
  }
  if (known.slice(at + 1) === name.slice(at + 1)) return { slip: 'other', at };
  const isSwapped =
    known[at] === name[at + 1] &&
    known[at + 1] === name[at] &&
    known.slice(at + 2) === name.slice(at + 2);
  return isSwapped ? { slip: 'swapped', at } : undefined;
}

/** A name, and all that is left of it without one of its characters. */
export function* withoutOne(name: string): Generator<string> {
  yield name;
  for (let at = 0; at < name.length; at += 1) {
    yield name.slice(0, at) + name.slice(at + 1);
  }
}
