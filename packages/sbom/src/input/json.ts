import { InputError } from '../errors';
import { limits } from '../limits';

/** Index of the quote that ends the string which opens at `start`, or the text's end. */
function endOfString(text: string, start: number): number {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end < 0) {
      return text.length;
    }
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') {
      backslashes += 1;
    }
    // An even number of backslashes escape each other and not the quote.
    if (backslashes % 2 === 0) {
      return end;
    }
  }
}

/** Refuses nesting that would later overflow the stack of a recursive walk. */
function checkDepth(text: string): void {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // "
        i = endOfString(text, i);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > limits.depth) {
          throw new InputError(`nested more than ${limits.depth} levels deep`);
        }
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      default:
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
