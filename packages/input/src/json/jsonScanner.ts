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
  Quote = 0x22,
  Plus = 0x2b,
  Comma = 0x2c,
  Minus = 0x2d,
  Dot = 0x2e,
  Zero = 0x30,
  Nine = 0x39,
  Colon = 0x3a,
  UpperE = 0x45,
  OpenBracket = 0x5b,
  Backslash = 0x5c,
  CloseBracket = 0x5d,
  LowerE = 0x65,
  LowerU = 0x75,
  OpenBrace = 0x7b,
  CloseBrace = 0x7d,
}

/** What `charCodeAt` cannot answer. */
const END = -1;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isDigit(code: number): boolean {
  return code >= Code.Zero && code <= Code.Nine;
}

/** One walk over a JSON text (RFC 8259) that makes nothing of it. */
class JsonScanner {
  private at = 0;
  private memory = 0;
  private depth = 0;
  /** 1 for an object, 0 for an array, by depth. */
  private readonly kinds = new Uint8Array(bounds.depth + 1);

  constructor(
    private readonly text: string,
    private readonly allowance: number,
  ) {}

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
        this.at += 1;
        this.depth -= 1;
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
        this.at += 1;
        if (isObject) {
          this.memberName();
        }
        return true;
      }
      if (code !== (isObject ? Code.CloseBrace : Code.CloseBracket)) {
        this.fail();
      }
      this.at += 1;
      this.depth -= 1;
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
    this.at += 1;
  }

  private memberName(): void {
    if (this.skipSpace() !== Code.Quote) {
      this.fail();
    }
    const isIndex = isDigit(this.code(this.at + 1));
    this.charge(isIndex ? COST.indexMember : COST.member);
    this.string();
    if (this.skipSpace() !== Code.Colon) {
      this.fail();
    }
    this.at += 1;
  }

  private scalar(code: number): void {
    if (code === Code.Quote) {
      this.charge(COST.string);
      this.string();
      return;
    }
    this.charge(COST.scalar);
    if (code === Code.Minus || isDigit(code)) {
      this.number();
      return;
    }
    const word = ['true', 'false', 'null'].find(literal =>
      this.text.startsWith(literal, this.at),
    );
    if (word === undefined) {
      this.fail();
    }
    this.at += word.length;
  }

  private string(): void {
    const start = this.at;
    let widest = 0;
    for (this.at += 1; ; this.at++) {
      const code = this.code(this.at);
      if (code === Code.Quote) {
        break;
      }
      if (code < 0x20) {
        this.fail();
      }
      if (code === Code.Backslash) {
        this.escape();
        widest = 0xffff;
      } else if (code > widest) {
        widest = code;
      }
    }
    // A character beyond Latin-1, which an escape may be, makes all characters take two bytes.
    this.charge((this.at - start) * (widest > 0xff ? 2 : 1));
    this.at += 1;
  }

  private escape(): void {
    this.at += 1;
    if (this.code(this.at) === Code.LowerU) {
      for (let i = 0; i < 4; i++) {
        this.at += 1;
        if (!/[0-9a-fA-F]/.test(this.text.charAt(this.at))) {
          this.fail();
        }
      }
    } else if (!'"\\/bfnrt'.includes(this.text.charAt(this.at) || ' ')) {
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

  private code(index: number): number {
    return index < this.text.length ? this.text.charCodeAt(index) : END;
  }

  private skipSpace(): number {
    while (isSpace(this.code(this.at))) {
      this.at += 1;
    }
    return this.code(this.at);
  }

  private charge(bytes: number): void {
    this.memory += bytes;
    if (this.memory > this.allowance) {
      throw tooMuchMemory(this.allowance);
    }
  }

  /** Says where, and does not quote: the text may hold anything. */
  private fail(): never {
    if (this.at >= this.text.length) {
      throw new InputError('not valid JSON: the text ends too early');
    }
    let line = 1;
    let start = 0;
    for (;;) {
      const newline = this.text.indexOf('\n', start);
      if (newline < 0 || newline >= this.at) {
        break;
      }
      line += 1;
      start = newline + 1;
    }
    const column = this.at - start + 1;
    throw new InputError(`not valid JSON, at line ${line}, column ${column}`);
  }
}

/**
 * Checks that a text is JSON of bounded depth whose values take at most `allowance` bytes of memory.
 * `JSON.parse` cannot be interrupted: in a worker thread whose heap it fills, it ends the process.
 *
 * @throws InputError that names the line and column where the text is no JSON
 */
export function scanJson(text: string, allowance: number): void {
  new JsonScanner(text, allowance).scan();
}
