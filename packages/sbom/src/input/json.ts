import { InputError } from '../errors';
import { limits } from '../limits';

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = new Set(['[', '{'].map(c => c.charCodeAt(0)));
const CLOSE = new Set([']', '}'].map(c => c.charCodeAt(0)));

/** Index of the quote that ends the string which opens at `start`, or the text's end. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      return i;
    }
    if (code === BACKSLASH) {
      i += 1;
    }
  }
  return text.length;
}

/** Refuses nesting that would later overflow the stack of a recursive walk. */
function checkDepth(text: string): void {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i);
    } else if (OPEN.has(code)) {
      depth += 1;
      if (depth > limits.depth) {
        throw new InputError(`nested more than ${limits.depth} levels deep`);
      }
    } else if (CLOSE.has(code)) {
      depth -= 1;
    }
  }
}

export function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** JSON of bounded depth. */
export function readJson(text: string): unknown {
  const json = withoutByteOrderMark(text);
  if (json.trim() === '') {
    throw new InputError('the file is empty');
  }
  checkDepth(json);
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes the input, which may hold anything.
    throw new InputError('not valid JSON');
  }
}
