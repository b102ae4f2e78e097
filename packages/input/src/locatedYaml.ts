import {
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type Event,
  type ScalarEvent,
} from 'js-yaml';
import { InputError } from './InputError';
import { yamlError } from './yamlError';

/** A value with the line and column (from 1) where it begins. @public */
export type Located = { line: number; column: number } & (
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: Located[] }
  | { kind: 'map'; entries: Map<string, LocatedEntry> }
);

/** A value of a map, with the place of its key. @public */
export interface LocatedEntry {
  keyLine: number;
  keyColumn: number;
  value: Located;
}

const MAX_LENGTH = 512 * 1024;
const MAX_DEPTH = 40;
const MAX_VALUES = 50_000;

/** What a value comes to when its aliases are written out. */
interface Extent {
  values: number;
  height: number;
}

type Collection = Extract<Located, { kind: 'list' | 'map' }>;

/** A list or map that is not closed yet. */
interface Open {
  value: Collection;
  extent: Extent;
  anchor?: string;
  /** Of a map, once it is read and its value is not; `text` is absent of what is no text. */
  key?: { text?: string; line: number; column: number };
}

/** Makes values of a parser's events, which come in the order of the text. */
class Composer {
  /** Those that are whole. */
  readonly documents: Located[] = [];
  readonly #text: string;
  readonly #lines: number[];
  readonly #open: Open[] = [];
  readonly #anchors = new Map<string, { value: Located; extent: Extent }>();
  /** Of what has no place of its own: an empty value stands where its key does. */
  #line = 1;
  #column = 1;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = [0];
    for (
      let at = text.indexOf('\n');
      at >= 0;
      at = text.indexOf('\n', at + 1)
    ) {
      this.#lines.push(at + 1);
    }
  }

  /** True where it ends a document. */
  take(event: Event): boolean {
    switch (event.type) {
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const line = this.#lineAt(event.start);
        const value: Collection =
          event.type === EVENT_ID.MAPPING
            ? { kind: 'map', line, column: this.#column, entries: new Map() }
            : { kind: 'list', line, column: this.#column, items: [] };
        const extent = { values: 1, height: 1 };
        this.#open.push({ value, extent, anchor: this.#anchorOf(event) });
        return false;
      }
      case EVENT_ID.SCALAR: {
        const line = this.#lineOfScalar(event);
        const text = getScalarValue(this.#text, event);
        const extent = { values: 1, height: 1 };
        const column = this.#column;
        return this.#put({ kind: 'text', line, column, text }, extent, event);
      }
      case EVENT_ID.ALIAS: {
        const name = this.#anchorOf(event)!;
        const target = this.#anchors.get(name);
        if (!target) {
          throw new InputError(
            'an alias of what it is part of, or of nothing',
            this.#lineAt(event.anchorStart),
          );
        }
        return this.#put(target.value, target.extent);
      }
      case EVENT_ID.POP: {
        const done = this.#open.pop();
        if (!done) return false;
        return this.#put(done.value, done.extent, undefined, done.anchor);
      }
      default:
        return false;
    }
  }

  /** Puts a whole value where it belongs: below what is open, or as the document. */
  #put(
    value: Located,
    extent: Extent,
    event?: ScalarEvent,
    anchor = event && this.#anchorOf(event),
  ): boolean {
    if (anchor) this.#anchors.set(anchor, { value, extent });
    const parent = this.#open.at(-1);
    if (!parent) {
      this.documents.push(value);
      // Anchors end with their document; its bound is that of all together.
      this.#anchors.clear();
      this.#values += extent.values;
      refuseMany(this.#values, value.line);
      return true;
    }
    grow(parent.extent, extent, value.line);
    if (parent.extent.height + this.#open.length - 1 > MAX_DEPTH) {
      throw new InputError('nested too deep', value.line);
    }
    if (parent.value.kind === 'list') {
      parent.value.items.push(value);
    } else if (!parent.key) {
      const text = value.kind === 'text' ? value.text : undefined;
      parent.key = { text, line: value.line, column: value.column };
    } else {
      const { text, line, column } = parent.key;
      parent.key = undefined;
      if (text !== undefined) {
        const entry = { keyLine: line, keyColumn: column, value };
        parent.value.entries.set(text, entry);
      }
    }
    return false;
  }

  #anchorOf(event: { anchorStart: number; anchorEnd: number }) {
    return event.anchorStart < 0
      ? undefined
      : this.#text.slice(event.anchorStart, event.anchorEnd);
  }

  #lineOfScalar({ valueStart, style }: ScalarEvent): number {
    if (valueStart < 0) return this.#line;
    const line = this.#lineAt(valueStart);
    const isBlock =
      style === SCALAR_STYLE.LITERAL_BLOCK ||
      style === SCALAR_STYLE.FOLDED_BLOCK;
    // The text of a block begins in the line after its mark.
    return isBlock ? line - 1 : line;
  }

  /** The line, from 1, of an index of the text. */
  #lineAt(index: number): number {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#lines[middle] <= index) low = middle;
      else high = middle - 1;
    }
    this.#line = low + 1;
    this.#column = index - this.#lines[low] + 1;
    return this.#line;
  }
}

function grow(extent: Extent, by: Extent, line: number): void {
  extent.values += by.values;
  extent.height = Math.max(extent.height, by.height + 1);
  refuseMany(extent.values, line);
}

function refuseMany(values: number, line: number): void {
  if (values > MAX_VALUES) {
    throw new InputError(`more than ${MAX_VALUES} values`, line);
  }
}

/**
 * The first document of a YAML 1.2 text. Scalars are texts as they are written,
 * aliases are followed, and of keys that are there twice the last one counts.
 * What would be larger than 50,000 values, by aliases as well, or deeper than
 * 40 levels is refused.
 *
 * @throws InputError
 * @public
 */
export function readLocatedYaml(text: string): Located {
  const composer = new Composer(text);
  for (const event of eventsOf(text)) {
    if (composer.take(event)) break;
  }
  const [document] = composer.documents;
  if (!document) throw new InputError('the file is empty');
  return document;
}

/**
 * All documents of a YAML text, as `readLocatedYaml` reads the first one; its bounds are those of
 * all documents together. Empty where there is none.
 *
 * @throws InputError
 * @public
 */
export function readLocatedDocuments(text: string): Located[] {
  const composer = new Composer(text);
  for (const event of eventsOf(text)) composer.take(event);
  return composer.documents;
}

function eventsOf(text: string): Event[] {
  if (text.length > MAX_LENGTH) {
    throw new InputError(`longer than ${MAX_LENGTH} characters`);
  }
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    throw yamlError(error);
  }
}

/** The value of a key, where the value is a map. @public */
export function entryOf(
  value: Located | undefined,
  key: string,
): LocatedEntry | undefined {
  return value?.kind === 'map' ? value.entries.get(key) : undefined;
}

/** The texts of a text or a list of texts. @public */
export function textsIn(value: Located | undefined): string[] {
  if (value?.kind === 'text') return [value.text];
  if (value?.kind !== 'list') return [];
  return value.items.flatMap(item => (item.kind === 'text' ? [item.text] : []));
}
