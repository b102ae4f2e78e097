import { InputError } from '../InputError';
import { bounds } from '../bounds';
import type { ByteSource } from '../bytes';
import { isFields } from '../shape';
import { ByteScanner, type FoundList } from './jsonBytes';

/**
 * A list whose items are made when they are asked for, some at a time, and anew each time.
 *
 * @public
 */
export class JsonList implements Iterable<unknown> {
  /** @param blocks - the start and end of each block of whole items, one after the other */
  constructor(
    private readonly source: ByteSource,
    private readonly blocks: readonly number[],
    readonly length: number,
  ) {}

  *[Symbol.iterator](): Generator<unknown> {
    const { blocks } = this;
    for (let block = 0; block < blocks.length; block += 2) {
      const text = textIn(this.source, blocks[block], blocks[block + 1]);
      yield* JSON.parse(`[${text}]`);
    }
  }
}

/** How {@link readListedJson} reads. @public */
export interface ListedJsonOptions {
  /** Names of members of the outermost object whose lists are not to be made at once. */
  lists: readonly string[];
  /** Bytes of memory that the values may take; of items of those lists, what is kept of them. */
  allowance?: number;
  /** Bytes up to which a document is made at once nevertheless, which is faster. */
  wholeUpTo?: number;
}

/** A document of this size takes at most this much. */
const SMALL = { bytes: 4 * 1024 * 1024, memory: 128 * 1024 * 1024 };

/**
 * JSON of bounded depth in UTF-8, of which long lists are not made at once: a member of one of the
 * names has a {@link JsonList} where it is a list and the document is large, and an array where it is
 * small. Of both, the items are the same, as is what is refused.
 *
 * @param source - bytes that are UTF-8
 * @throws InputError
 *
 * @public
 */
export function readListedJson(
  source: ByteSource,
  {
    lists: names,
    allowance = bounds.memory,
    wholeUpTo = SMALL.bytes,
  }: ListedJsonOptions,
): unknown {
  const start = hasMark(source) ? 3 : 0;
  const scanner = new ByteScanner(source, new Set(names), allowance, start);
  if (scanner.isEmpty()) {
    throw new InputError('the file is empty');
  }
  const { lists, all, memory } = scanner.lists();
  const isSmall =
    source.length <= wholeUpTo && memory <= Math.min(allowance, SMALL.memory);
  if (isSmall || all.length === 0) {
    return JSON.parse(textIn(source, start, source.length));
  }
  const document = JSON.parse(withoutLists(source, start, all));
  if (isFields(document)) {
    for (const [name, found] of lists) {
      Object.defineProperty(document, name, {
        value: new JsonList(source, found.blocks, found.length),
      });
    }
  }
  return document;
}

/** The text with a number in the place of each list. */
function withoutLists(
  source: ByteSource,
  start: number,
  lists: readonly FoundList[],
): string {
  let text = '';
  let at = start;
  for (const list of lists) {
    text += `${textIn(source, at, list.start)}0`;
    at = list.end;
  }
  return text + textIn(source, at, source.length);
}

function hasMark(source: ByteSource): boolean {
  const [first, second, third] = source.read(0, Math.min(3, source.length));
  return first === 0xef && second === 0xbb && third === 0xbf;
}

function textIn(source: ByteSource, start: number, end: number): string {
  const { buffer, byteOffset, length } = source.read(start, end);
  return Buffer.from(buffer, byteOffset, length).toString('utf8');
}
