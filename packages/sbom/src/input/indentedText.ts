import { boundMemory, InputError } from '@safety-curtain/input';
import { limits } from '../limits';

/** Each line is a pair or a block. */
const COSTS = { '\n': 330 };

/** A block of an indented text: values by key, in order. */
export type Block = Map<string, string | Block>;

const ESCAPED = /^"(?:[^"\\]|\\.)*"/;

function unquote(text: string): string {
  if (!text.startsWith('"')) {
    return text.startsWith("'") && text.endsWith("'") && text.length > 1
      ? text.slice(1, -1)
      : text;
  }
  try {
    return String(JSON.parse(text));
  } catch {
    throw new InputError('a quoted string does not end');
  }
}

/** Index after the key at the start of the line. */
function endOfKey(line: string): number {
  if (line.startsWith('"')) {
    return ESCAPED.exec(line)?.[0].length ?? line.length;
  }
  if (line.startsWith("'")) {
    const end = line.indexOf("'", 1);
    return end < 0 ? line.length : end + 1;
  }
  const bare = /^[^\s:]*(?::(?!\s|$)[^\s:]*)*/.exec(line);
  return bare ? bare[0].length : line.length;
}

/**
 * Key and rest of a top-level line, which in yarn's first format may list several patterns:
 * `"a@^1", b@^2:`.
 */
function splitHeader(line: string): string[] {
  const keys: string[] = [];
  let rest = line;
  for (;;) {
    let end = endOfKey(rest);
    while (end < rest.length && !/[,:\s]/.test(rest[end])) {
      end += 1;
    }
    keys.push(unquote(rest.slice(0, end).replace(/[:,]$/, '')));
    const comma = rest.slice(0, end).endsWith(',') ? end - 1 : end;
    if (rest[comma] !== ',') {
      return keys;
    }
    rest = rest.slice(comma + 1).trimStart();
  }
}

function parseLine(line: string): { key: string; value?: string } {
  const end = endOfKey(line);
  const key = unquote(line.slice(0, end));
  const rest = line.slice(end).replace(/^:/, '').trim();
  return rest === '' ? { key } : { key, value: unquote(rest) };
}

interface Level {
  indent: number;
  block: Block;
}

class IndentedText {
  readonly root: Block = new Map();
  private readonly levels: Level[] = [{ indent: 0, block: this.root }];
  /** The key of the line before, whose block begins if this line is indented further. */
  private head: { block: Block; key: string; indent: number } | undefined;

  take(raw: string): void {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line === ':') {
      return;
    }
    const indent = raw.length - raw.trimStart().length;
    const block = this.blockAt(indent);
    // yarn writes keys that are too long for one line as `? key`, with the colon on the next.
    const content = line.startsWith('? ') ? `${line.slice(2)}:` : line;
    const { key, value } =
      indent === 0 && content.endsWith(':')
        ? { key: splitHeader(content).join(', '), value: undefined }
        : parseLine(content);
    this.head = value === undefined ? { block, key, indent } : undefined;
    block.set(key, value ?? new Map());
  }

  private blockAt(indent: number): Block {
    if (this.head && indent > this.head.indent) {
      this.open(this.head.block, this.head.key, indent);
    }
    while (this.top.indent > indent) {
      this.levels.pop();
    }
    if (indent !== this.top.indent) {
      throw new InputError('a line is indented in a way that fits no block');
    }
    return this.top.block;
  }

  private open(parent: Block, key: string, indent: number): void {
    if (this.levels.length > limits.depth) {
      throw new InputError(`nested more than ${limits.depth} levels deep`);
    }
    const block: Block = new Map();
    parent.set(key, block);
    this.levels.push({ indent, block });
  }

  private get top(): Level {
    return this.levels[this.levels.length - 1];
  }
}

/**
 * Reads the indented `key value` and `key: value` text that yarn writes as lock files (both its
 * first format and the YAML subset of later versions). Keys of the top level that list several
 * patterns come as one key, joined by `, `. Anchors, lists and multi-line strings do not exist.
 *
 * @throws InputError for a line that is neither a pair nor the head of a block
 */
export function readIndentedText(text: string): Block {
  boundMemory(text, COSTS);
  const document = new IndentedText();
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    document.take(text.slice(start, end));
    start = end + 1;
  }
  return document.root;
}

/** The string under the key, or undefined. */
export function textIn(block: Block, key: string): string | undefined {
  const value = block.get(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The block under the key; empty if there is none. */
export function blockIn(block: Block, key: string): Block {
  const value = block.get(key);
  return value instanceof Map ? value : new Map();
}
