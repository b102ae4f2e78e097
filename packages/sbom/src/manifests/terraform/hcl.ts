import { boundMemory, InputError } from '@safety-curtain/input';

/** What a block holds: values by name. */
export interface HclBlock {
  /** `provider`. */
  type: string;
  labels: readonly string[];
  values: ReadonlyMap<string, HclValue>;
}

export type HclValue = string | readonly string[];

/** Each string is a value. */
const COSTS = { '"': 120, '\n': 100 };

type Token =
  | { kind: 'text'; text: string; line: number }
  | { kind: 'word' | 'mark'; text: string; line: number };

const SPACE = /[ \t\r\n]/;
const WORD = /[\w.-]/;

/** Pieces of HCL as far as lock files use it: strings without templates, words, marks, comments. */
class Tokens {
  private at = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  next(): Token | undefined {
    this.skip();
    const start = this.at;
    const { line } = this;
    const first = this.text[start];
    if (first === undefined) {
      return undefined;
    }
    if (first === '"') {
      return { kind: 'text', text: this.string(), line };
    }
    while (this.at < this.text.length && WORD.test(this.text[this.at])) {
      this.at += 1;
    }
    if (this.at === start) {
      this.at += 1;
      return { kind: 'mark', text: first, line };
    }
    return { kind: 'word', text: this.text.slice(start, this.at), line };
  }

  fail(reason: string, line = this.line): never {
    throw new InputError(reason, line);
  }

  private skip(): void {
    for (;;) {
      while (SPACE.test(this.text[this.at] ?? '')) {
        this.line += this.text[this.at] === '\n' ? 1 : 0;
        this.at += 1;
      }
      const isLine =
        this.text[this.at] === '#' || this.text.startsWith('//', this.at);
      if (!isLine && !this.text.startsWith('/*', this.at)) {
        return;
      }
      const end = this.text.indexOf(isLine ? '\n' : '*/', this.at);
      if (end < 0 && !isLine) this.fail('a comment does not end');
      const after = end < 0 ? this.text.length : end + (isLine ? 0 : 2);
      for (let at = this.text.indexOf('\n', this.at); at >= 0 && at < after; ) {
        this.line += 1;
        at = this.text.indexOf('\n', at + 1);
      }
      this.at = after;
    }
  }

  private string(): string {
    const start = this.at;
    let at = start + 1;
    while (at < this.text.length && this.text[at] !== '"') {
      if (this.text[at] === '\n') break;
      at += this.text[at] === '\\' ? 2 : 1;
    }
    if (this.text[at] !== '"') this.fail('a string does not end');
    this.at = at + 1;
    return this.text.slice(start + 1, at).replace(/\\(.)/g, '$1');
  }
}

/**
 * Reads the subset of HCL in which Terraform and OpenTofu write lock files: blocks with labels that
 * hold strings and lists of strings, one level deep (Terraform, "Dependency Lock File"). No library of
 * the repository reads HCL, and no expression may stand there.
 *
 * @throws InputError for anything else, with the line
 */
export function readHclBlocks(text: string): HclBlock[] {
  boundMemory(text, COSTS);
  const tokens = new Tokens(text);
  const blocks: HclBlock[] = [];
  for (let token = tokens.next(); token; token = tokens.next()) {
    if (token.kind !== 'word') {
      tokens.fail(`a block should begin with its type`, token.line);
    }
    blocks.push(readBlock(tokens, token.text));
  }
  return blocks;
}

function readBlock(tokens: Tokens, type: string): HclBlock {
  const labels: string[] = [];
  for (;;) {
    const token =
      tokens.next() ?? tokens.fail(`the block '${type}' does not begin`);
    if (token.kind === 'text') labels.push(token.text);
    else if (token.text === '{') break;
    else tokens.fail(`a block has labels in quotes`, token.line);
  }
  const values = new Map<string, HclValue>();
  for (;;) {
    const token =
      tokens.next() ?? tokens.fail(`the block '${type}' does not end`);
    if (token.kind === 'mark' && token.text === '}') break;
    if (token.kind !== 'word' || tokens.next()?.text !== '=') {
      tokens.fail('an entry is a name, an equals sign and a value', token.line);
    }
    values.set(token.text, readValue(tokens));
  }
  return { type, labels, values };
}

function readValue(tokens: Tokens): HclValue {
  const first = tokens.next() ?? tokens.fail('a value is missing');
  if (first.kind === 'text') return first.text;
  if (first.kind !== 'mark' || first.text !== '[') {
    tokens.fail('a value is a string or a list of strings', first.line);
  }
  const items: string[] = [];
  for (;;) {
    const token = tokens.next() ?? tokens.fail('a list does not end');
    if (token.kind === 'text') items.push(token.text);
    else if (token.kind === 'mark' && token.text === ']') return items;
    else if (token.text !== ',') {
      tokens.fail('a list holds strings', token.line);
    }
  }
}
