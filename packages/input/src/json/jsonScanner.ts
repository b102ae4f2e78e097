import { InputError } from '../InputError';
import { bounds } from '../bounds';
import { tooMuchMemory } from '../memoryBound';

/**
 * Bytes that V8 takes for what `JSON.parse` makes, at the most: measured on 64-bit Node 22 and 24
 * with texts that hold nothing else.
 */
const COST = {
  /** An object without members, its slot in the parent included. */
  object: 64,
  /** An array, its slot and its spare room included. */
  array: 64,
  /** A number or word: a slot, and a box for fractions. */
  scalar: 16,
  /** A string without its characters. */
  string: 32,
  /** A member whose name occurs nowhere else: the name, the slot and a shape of its own. */
  member: 128,
  /** A member with a number for a name: V8 may make an array that reaches up to it. */
  indexMember: 320,
};

const enum Code {
  Plus = 0x2b,
  Comma = 0x2c,
  Minus = 0x2d,
  Dot = 0x2e,
  Zero = 0x30,
  Nine = 0x39,
  Colon = 0x3a,
  UpperE = 0x45,
  OpenBracket = 0x5b,
  CloseBracket = 0x5d,
  LowerE = 0x65,
  LowerU = 0x75,
  OpenBrace = 0x7b,
  CloseBrace = 0x7d,
}

/** What strings end with, and what begins an escape in them. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;

/** What stands behind the last unit of a text. */
export const END = -1;

/** What may stand behind a backslash, but for `u`. */
const ESCAPED: ReadonlySet<number> = new Set(
  [...'"\\/bfnrt'].map(char => char.charCodeAt(0)),
);

/** The words of JSON, as units. */
const WORDS = ['true', 'false', 'null'].map(word =>
  [...word].map(char => char.charCodeAt(0)),
);

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isDigit(code: number): boolean {
  return code >= Code.Zero && code <= Code.Nine;
}

function isHexDigit(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x66);
}

/**
 * One walk over JSON (RFC 8259) that makes nothing of it. What it walks over, the units of a text or
 * of its bytes, is a matter of those that extend it: both are ASCII wherever the grammar asks.
 */
export abstract class JsonScanner {
  protected at = 0;
  /** Bytes that the values so far may take. */
  protected memory = 0;
  protected depth = 0;
  /** Commas and ends of lists at this depth are told to `passed`; none are where it is 0. */
  protected watched = 0;
  /** 1 for an object, 0 for an array, by depth. */
  private readonly kinds = new Uint8Array(bounds.depth + 1);

  constructor(
    protected readonly allowance: number,
    /** Units of all that is walked over. */
    protected readonly length: number,
  ) {}

  /** The unit at an index, or END. */
  protected abstract code(index: number): number;

  /** Goes from an opening quote to behind the closing one, and charges the characters. */
  protected abstract string(): void;

  /** Of a unit: its line from 1, and its column in UTF-16 code units from 1. */
  protected abstract place(): { line: number; column: number };

  /** A list at the watched depth begins with the unit at hand; told after that was charged. */
  protected opened(): void {}

  /** At a comma of the list at the watched depth, or at its end. */
  protected passed(_isEnd: boolean): void {}

  /** Behind the name of a member of the object above the watched depth, which began there. */
  protected named(_start: number): void {}

  scan(): void {
    do {
      this.value();
    } while (this.hasNext());
  }

  /** A scalar, an empty container, or the way down to the first value of a container. */
  private value(): void {
    for (;;) {
      const code = this.skipSpace();
      const isObject = code === Code.OpenBrace;
      if (!isObject && code !== Code.OpenBracket) {
        this.scalar(code);
        return;
      }
      this.open(isObject);
      const close = isObject ? Code.CloseBrace : Code.CloseBracket;
      if (this.skipSpace() === close) {
        this.close();
        return;
      }
      if (isObject) {
        this.memberName();
      }
    }
  }

  /** Closes what ends after a value; false at the end of the text. */
  private hasNext(): boolean {
    while (this.depth > 0) {
      const isObject = this.kinds[this.depth] === 1;
      const code = this.skipSpace();
      if (code === Code.Comma) {
        if (this.depth === this.watched) {
          this.passed(false);
        }
        this.at += 1;
        if (isObject) {
          this.memberName();
        }
        return true;
      }
      if (code !== (isObject ? Code.CloseBrace : Code.CloseBracket)) {
        this.fail();
      }
      this.close();
    }
    if (this.skipSpace() !== END) {
      this.fail();
    }
    return false;
  }

  private open(isObject: boolean): void {
    this.depth += 1;
    if (this.depth > bounds.depth) {
      throw new InputError(`nested more than ${bounds.depth} levels deep`);
    }
    this.kinds[this.depth] = isObject ? 1 : 0;
    this.charge(isObject ? COST.object : COST.array);
    if (this.depth === this.watched && !isObject) {
      this.opened();
    }
    this.at += 1;
  }

  private close(): void {
    if (this.depth === this.watched) {
      this.passed(true);
    }
    this.at += 1;
    this.depth -= 1;
  }

  private memberName(): void {
    if (this.skipSpace() !== QUOTE) {
      this.fail();
    }
    const start = this.at;
    const isIndex = isDigit(this.code(start + 1));
    this.charge(isIndex ? COST.indexMember : COST.member);
    this.string();
    if (this.depth === this.watched - 1) {
      this.named(start);
    }
    if (this.skipSpace() !== Code.Colon) {
      this.fail();
    }
    this.at += 1;
  }

  private scalar(code: number): void {
    if (code === QUOTE) {
      this.charge(COST.string);
      this.string();
      return;
    }
    this.charge(COST.scalar);
    if (code === Code.Minus || isDigit(code)) {
      this.number();
      return;
    }
    this.word();
  }

  private word(): void {
    const word = WORDS.find(literal =>
      literal.every((code, index) => this.code(this.at + index) === code),
    );
    if (word === undefined) {
      this.fail();
    }
    this.at += word.length;
  }

  /** From a backslash to the last unit that belongs to it. */
  protected escape(): void {
    this.at += 1;
    if (this.code(this.at) === Code.LowerU) {
      for (let i = 0; i < 4; i++) {
        this.at += 1;
        if (!isHexDigit(this.code(this.at))) {
          this.fail();
        }
      }
    } else if (!ESCAPED.has(this.code(this.at))) {
      this.fail();
    }
  }

  private number(): void {
    if (this.code(this.at) === Code.Minus) {
      this.at += 1;
    }
    if (this.code(this.at) === Code.Zero) {
      this.at += 1;
    } else {
      this.digits();
    }
    if (this.code(this.at) === Code.Dot) {
      this.at += 1;
      this.digits();
    }
    const exponent = this.code(this.at);
    if (exponent === Code.LowerE || exponent === Code.UpperE) {
      this.at += 1;
      const sign = this.code(this.at);
      if (sign === Code.Plus || sign === Code.Minus) {
        this.at += 1;
      }
      this.digits();
    }
  }

  private digits(): void {
    if (!isDigit(this.code(this.at))) {
      this.fail();
    }
    while (isDigit(this.code(this.at))) {
      this.at += 1;
    }
  }

  protected skipSpace(): number {
    while (isSpace(this.code(this.at))) {
      this.at += 1;
    }
    return this.code(this.at);
  }

  protected charge(bytes: number): void {
    this.memory += bytes;
    if (this.memory > this.allowance) {
      throw tooMuchMemory(this.allowance);
    }
  }

  /** Says where, and does not quote: the text may hold anything. */
  protected fail(): never {
    if (this.at >= this.length) {
      throw new InputError('not valid JSON: the text ends too early');
    }
    const { line, column } = this.place();
    throw new InputError(`not valid JSON, at line ${line}, column ${column}`);
  }
}
