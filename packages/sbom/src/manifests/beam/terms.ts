import { boundMemory, InputError } from '@safety-curtain/input';
import { limits } from '../../limits';

/** A value as Elixir and Erlang write it; texts and binaries are strings. */
export type Term =
  | string
  | number
  | { atom: string }
  | { tuple: Term[] }
  | { list: Term[] }
  | { map: Array<[Term, Term]> };

/** What the two languages write in other ways. */
export interface Dialect {
  /** Begins a comment that goes on to the end of the line. */
  comment: string;
  /** Opens a map. */
  map: string;
  /** Whether `key: value` is a pair in lists and maps, and an atom begins with a colon. */
  hasColons: boolean;
}

export const ELIXIR: Dialect = { comment: '#', map: '%{', hasColons: true };

/** Texts are binaries (`<<"…">>`) here, and atoms may be in quotes. */
export const ERLANG: Dialect = { comment: '%', map: '#{', hasColons: false };

/** A term takes a comma, a bracket or quotes. */
const COSTS = {
  ',': 200,
  '{': 200,
  '[': 200,
  '"': 100,
  "'": 100,
  ':': 200,
  '<': 100,
};

const WORD = /[A-Za-z_][\w@]*[?!]?/y;
const NUMBER = /-?\d[\d_]*(?:\.\d+(?:e[+-]?\d+)?)?/iy;
const SPACE = /\s+/y;

/**
 * Reads terms without running anything. Both languages write their lock files as literals, which no
 * library here reads; of all else that they have (calls, variables, sigils, interpolation) nothing is
 * understood. What stands before a closing bracket may have a comma behind it.
 */
export class TermReader {
  private at = 0;
  private depth = 0;

  /** @throws InputError where the values could take too much memory */
  constructor(
    private readonly text: string,
    private readonly dialect: Dialect,
    allowance?: number,
  ) {
    boundMemory(text, COSTS, allowance);
  }

  /** Whether nothing but space and comments is left. */
  get isAtEnd(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  /** Goes past a mark, if it is the next. */
  takes(mark: string): boolean {
    this.skip();
    if (!this.text.startsWith(mark, this.at)) {
      return false;
    }
    this.at += mark.length;
    return true;
  }

  /** @throws InputError for what is no term */
  term(): Term {
    this.skip();
    const char = this.text[this.at] ?? '';
    if (this.takes(this.dialect.map)) {
      return { map: this.nested('}').pairs };
    }
    if (char === '{') {
      this.at += 1;
      return { tuple: this.nested('}').items };
    }
    if (char === '[') {
      this.at += 1;
      const { items, pairs } = this.nested(']');
      const tuples = pairs.map(([key, value]) => ({ tuple: [key, value] }));
      return { list: [...items, ...tuples] };
    }
    if (char === '"') {
      return this.quoted('"');
    }
    if (!this.dialect.hasColons && this.takes('<<')) {
      const text = this.takes('"') ? this.quotedFrom('"') : '';
      this.takes('/utf8');
      this.expect('>>');
      return text;
    }
    return this.plain(char);
  }

  private plain(char: string): Term {
    if (char === ':' && this.dialect.hasColons) {
      this.at += 1;
      const isQuoted = this.text[this.at] === '"';
      return { atom: isQuoted ? this.quoted('"') : this.match(WORD) };
    }
    if (char === "'" && !this.dialect.hasColons) {
      return { atom: this.quoted("'") };
    }
    return /[-\d]/.test(char)
      ? Number(this.match(NUMBER).replace(/_/g, ''))
      : { atom: this.match(WORD) };
  }

  /** Items up to a closing bracket; pairs of keys and values apart from them. */
  private nested(close: string): {
    items: Term[];
    pairs: Array<[Term, Term]>;
  } {
    this.depth += 1;
    if (this.depth > limits.depth) {
      throw new InputError(`nested more than ${limits.depth} levels deep`);
    }
    const items: Term[] = [];
    const pairs: Array<[Term, Term]> = [];
    while (!this.takes(close)) {
      const item = this.term();
      if (this.takesKeyword() || this.takes('=>')) {
        pairs.push([item, this.term()]);
      } else {
        items.push(item);
      }
      if (!this.takes(',')) {
        this.expect(close);
        break;
      }
    }
    this.depth -= 1;
    return { items, pairs };
  }

  /** The colon of `key: value` and `"key": value` stands right behind the key. */
  private takesKeyword(): boolean {
    if (!this.dialect.hasColons || this.text[this.at] !== ':') {
      return false;
    }
    this.at += 1;
    return true;
  }

  private quoted(quote: string): string {
    this.at += 1;
    return this.quotedFrom(quote);
  }

  private quotedFrom(quote: string): string {
    const parts: string[] = [];
    let from = this.at;
    for (let i = this.at; i < this.text.length; i++) {
      const char = this.text[i];
      if (char === quote) {
        parts.push(this.text.slice(from, i));
        this.at = i + 1;
        return parts.join('');
      }
      if (char === '\\') {
        parts.push(this.text.slice(from, i), escaped(this.text[i + 1] ?? ''));
        i += 1;
        from = i + 1;
      }
    }
    throw new InputError('a text in quotes does not end');
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) {
      throw new InputError('not in the format of a lock file', this.line());
    }
    this.at = pattern.lastIndex;
    return found[0];
  }

  /** @throws InputError where something else is the next */
  expect(mark: string): void {
    if (!this.takes(mark)) {
      throw new InputError(`'${mark}' is missing`, this.line());
    }
  }

  private line(): number {
    return this.text.slice(0, this.at).split('\n').length;
  }

  private skip(): void {
    for (;;) {
      SPACE.lastIndex = this.at;
      if (SPACE.test(this.text)) {
        this.at = SPACE.lastIndex;
      }
      if (this.text[this.at] !== this.dialect.comment) {
        return;
      }
      const end = this.text.indexOf('\n', this.at);
      this.at = end < 0 ? this.text.length : end;
    }
  }
}

function escaped(char: string): string {
  return { n: '\n', t: '\t', r: '\r' }[char] ?? char;
}

/** The items of a list; none for anything else. */
export function itemsOf(term: Term | undefined): Term[] {
  return isOf(term, 'list') ? term.list : [];
}

/** The parts of a tuple; none for anything else. */
export function partsOf(term: Term | undefined): Term[] {
  return isOf(term, 'tuple') ? term.tuple : [];
}

/** The name of an atom, or a text. */
export function nameOf(term: Term | undefined): string | undefined {
  if (typeof term === 'string') {
    return term === '' ? undefined : term;
  }
  return isOf(term, 'atom') ? term.atom : undefined;
}

/** The value of a key in a list of pairs. */
export function optionOf(
  term: Term | undefined,
  key: string,
): Term | undefined {
  return itemsOf(term)
    .map(partsOf)
    .find(([name]) => nameOf(name) === key)?.[1];
}

function isOf<K extends 'atom' | 'tuple' | 'list' | 'map'>(
  term: Term | undefined,
  key: K,
): term is Extract<Term, Record<K, unknown>> {
  return typeof term === 'object' && key in term;
}

/** The pairs of a map; none for anything else. */
export function pairsOf(term: Term | undefined): Array<[Term, Term]> {
  return isOf(term, 'map') ? term.map : [];
}
