/** A list that is written item by item; its items are made when their turn comes. */
export class LazyList {
  constructor(readonly items: () => Iterable<unknown>) {}
}

/** Characters of a piece, at the least, but for the last. */
const PIECE = 1 << 16;

/** The pieces of a text, joined to such a length that few of them make a long text. */
export function* joined(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length >= PIECE) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

/**
 * An object as `JSON.stringify(document, null, 2)` has it, with an end of line, piece by piece. Members
 * may be a {@link LazyList}. A member that is a function is asked for its value when its turn comes:
 * what the lists before it say may be a part of that; undefined leaves it out.
 */
export function prettyPieces(
  document: Readonly<Record<string, unknown>>,
): Generator<string> {
  return joined(membersOf(document));
}

function* membersOf(
  document: Readonly<Record<string, unknown>>,
): Generator<string> {
  let before = '{\n  ';
  for (const [name, member] of Object.entries(document)) {
    const value = typeof member === 'function' ? member() : member;
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}: `;
    if (value instanceof LazyList) yield* itemsOf(value.items());
    else yield indented(value, '  ');
    before = ',\n  ';
  }
  yield '\n}\n';
}

function* itemsOf(items: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const batch of batchesOf(items)) {
    // Without the brackets of the batch.
    yield before + indented(batch, '  ').slice(1, -4);
    before = ',';
  }
  yield before === '[' ? '[]' : '\n  ]';
}

/** Items that are put into words together, which is faster than one by one. */
const BATCH = 64;

function* batchesOf(items: Iterable<unknown>): Generator<unknown[]> {
  let batch: unknown[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** No string of JSON holds an end of line: all of them are between its values. */
function indented(value: unknown, by: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${by}`);
}

/** A list as `JSON.stringify` has it without spaces. */
export function* compactItems(items: Iterable<unknown>): Generator<string> {
  let before = '[';
  for (const item of items) {
    yield `${before}${JSON.stringify(item)}`;
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

/** What becomes of each item, when its turn comes. */
export function* mapped<T, U>(
  items: Iterable<T>,
  make: (item: T) => U,
): Generator<U> {
  for (const item of items) yield make(item);
}
