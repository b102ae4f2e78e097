import { InputError } from '../InputError';
import { bounds } from '../bounds';
import { boundMemory } from '../memoryBound';
import { withoutByteOrderMark } from '../text';
import { readJson } from './json';

/** The text is taken apart at these. */
const COSTS = { ',': 64, '/': 64 };

/** Index after the text that opens at `start`. */
function endOfText(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    if (json[i] === '\\') {
      i += 1;
    } else if (json[i] === '"') {
      return i + 1;
    }
  }
  throw new InputError('a text in quotes does not end');
}

/** Index after the comment that opens at `start`; `start` where there is none. */
function endOfComment(json: string, start: number): number {
  if (json.startsWith('//', start)) {
    const end = json.indexOf('\n', start);
    return end < 0 ? json.length : end;
  }
  if (!json.startsWith('/*', start)) {
    return start;
  }
  const end = json.indexOf('*/', start + 2);
  if (end < 0) {
    throw new InputError('a comment does not end');
  }
  return end + 2;
}

/**
 * JSON with comments and with commas after the last value, of bounded depth and any length: the form
 * in which Bun and Deno write their files. Lines of errors are those of the text.
 *
 * @param allowance - bytes of memory that its values may take
 * @throws InputError
 *
 * @public
 */
export function readJsonc(
  text: string,
  allowance: number = bounds.memory,
): unknown {
  const json = withoutByteOrderMark(text);
  boundMemory(json, COSTS, allowance);
  const parts: string[] = [];
  /** Place of a comma after which nothing but space has come. */
  let comma = -1;
  let from = 0;
  let i = 0;
  while (i < json.length) {
    const char = json[i];
    if (char === '/') {
      const end = endOfComment(json, i);
      if (end === i) {
        throw new InputError('not valid JSON');
      }
      const comment = json.slice(i, end);
      parts.push(json.slice(from, i), comment.replace(/[^\n]+/g, ' '));
      i = end;
      from = end;
      continue;
    }
    if (char === '"') {
      i = endOfText(json, i);
      comma = -1;
      continue;
    }
    if ((char === '}' || char === ']') && comma >= 0) {
      drop(comma);
    }
    if (char === ',') {
      parts.push(json.slice(from, i), ',');
      comma = parts.length - 1;
      from = i + 1;
    } else if (!/\s/.test(char)) {
      comma = -1;
    }
    i += 1;
  }
  parts.push(json.slice(from));
  return readJson(parts.join(''), allowance);

  function drop(index: number): void {
    parts[index] = ' ';
    comma = -1;
  }
}
