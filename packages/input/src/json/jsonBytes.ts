import { type ByteSource, WINDOW } from '../bytes';
import { BACKSLASH, END, JsonScanner, QUOTE } from './jsonScanner';

/** Members of the outermost object: their values are at this depth. */
const LIST_DEPTH = 2;
/** Bytes of a list that are parsed together, at the least; items are not torn. */
const BLOCK = 1 << 16;
/**
 * What is kept of an item, at the most: twice its bytes, as a text of wide characters may take, and
 * this much for the objects around.
 */
const KEPT = 512;

/** A list that was come by, in blocks of whole items. */
export interface FoundList {
  /** Where it opens, and behind where it ends. */
  start: number;
  end: number;
  length: number;
  /** The start and end of each block, one after the other. */
  blocks: number[];
}

/** What a walk over a document found. */
export interface FoundLists {
  /** By the name of their member: where there are several of a name, the last one. */
  lists: Map<string, FoundList>;
  /** All lists that were come by, in the order of the text. */
  all: FoundList[];
  /** Bytes that all values together would take. */
  memory: number;
}

/** Walks over UTF-8, and finds the lists of some members of the outermost object. */
export class ByteScanner extends JsonScanner {
  private window: Uint8Array = new Uint8Array();
  /** Where the window begins. */
  private base = 0;
  private readonly found: FoundLists = {
    lists: new Map(),
    all: [],
    memory: 0,
  };
  private name = '';
  private list: FoundList | undefined;
  /** Where the item begins, and what was charged before it. */
  private itemStart = 0;
  private itemMemory = 0;
  private blockStart = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly names: ReadonlySet<string>,
    allowance: number,
    /** Behind a byte order mark. */
    private readonly start: number,
  ) {
    super(allowance, source.length);
    this.at = start;
    this.watched = LIST_DEPTH;
  }

  /** Whether nothing but space is there. */
  isEmpty(): boolean {
    return this.skipSpace() === END;
  }

  lists(): FoundLists {
    this.scan();
    this.found.memory += this.memory;
    return this.found;
  }

  protected code(index: number): number {
    const offset = index - this.base;
    return offset >= 0 && offset < this.window.length
      ? this.window[offset]
      : this.beyond(index);
  }

  private beyond(index: number): number {
    if (index >= this.length) return END;
    this.base = index;
    this.window = this.source.read(
      index,
      Math.min(index + WINDOW, this.length),
    );
    return this.window[0];
  }

  protected string(): void {
    // With its opening quote, as in a text.
    let units = 1;
    let isWide = false;
    for (this.at += 1; ; this.at++) {
      const code = this.code(this.at);
      if (code === QUOTE) {
        break;
      }
      if (code < 0x20) {
        this.fail();
      }
      if (code === BACKSLASH) {
        const start = this.at;
        this.escape();
        units += this.at - start + 1;
        isWide = true;
      } else {
        units += unitsOf(code);
        // Lead bytes up to this one are of Latin-1.
        isWide ||= code > 0xc3;
      }
    }
    this.charge(isWide ? units * 2 : units);
    this.at += 1;
  }

  protected named(start: number): void {
    this.name = JSON.parse(Buffer.from(this.bytes(start, this.at)).toString());
    // Of several members of a name, the last one counts, whatever it is.
    this.found.lists.delete(this.name);
  }

  /** Good until the next read. */
  private bytes(start: number, end: number): Uint8Array {
    const { base, window } = this;
    if (start >= base && end <= base + window.length) {
      return window.subarray(start - base, end - base);
    }
    // What is in the window is gone with another read.
    this.window = new Uint8Array();
    return this.source.read(start, end);
  }

  protected opened(): void {
    if (!this.names.has(this.name)) return;
    this.list = { start: this.at, end: 0, length: 0, blocks: [] };
    this.itemStart = this.at + 1;
    this.blockStart = this.itemStart;
    this.itemMemory = this.memory;
  }

  protected passed(isEnd: boolean): void {
    const { list } = this;
    if (!list) return;
    // Nothing is charged for an empty list, and something for each item.
    if (this.memory > this.itemMemory) {
      list.length += 1;
      this.keep();
    }
    if (isEnd || this.at - this.blockStart >= BLOCK) {
      list.blocks.push(this.blockStart, this.at);
      this.blockStart = this.at + 1;
    }
    if (!isEnd) return;
    list.end = this.at + 1;
    this.found.lists.set(this.name, list);
    this.found.all.push(list);
    this.list = undefined;
  }

  /** Of an item, less is kept than it takes while it is looked at. */
  private keep(): void {
    const whole = this.memory - this.itemMemory;
    const kept = Math.min(whole, 2 * (this.at - this.itemStart) + KEPT);
    this.memory -= whole - kept;
    this.found.memory += whole - kept;
    this.itemMemory = this.memory;
    this.itemStart = this.at + 1;
  }

  protected place(): { line: number; column: number } {
    const { at } = this;
    let line = 1;
    let column = 1;
    for (let index = this.start; index < at; index++) {
      const code = this.code(index);
      if (code === 0x0a) {
        line += 1;
        column = 1;
      } else {
        column += unitsOf(code);
      }
    }
    return { line, column };
  }
}

/** UTF-16 code units of the character that a byte begins; none for one that goes on. */
function unitsOf(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  return byte < 0xf0 ? 1 : 2;
}
