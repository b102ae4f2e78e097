import JSON5 from 'json5';
import { InputError } from '../InputError';

const MAX_LENGTH = 512 * 1024;
const MAX_DEPTH = 40;

/**
 * JSON with comments and trailing commas (json5.org), of at most 512 KiB characters and 40 levels.
 *
 * @throws InputError
 * @public
 */
export function readJson5(text: string): unknown {
  if (text.length > MAX_LENGTH) {
    throw new InputError(`longer than ${MAX_LENGTH} characters`);
  }
  let depth = 0;
  for (const mark of text) {
    if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    if (depth > MAX_DEPTH) throw new InputError('nested too deep');
  }
  try {
    // Within strings the library would write to the console that it has met one.
    return JSON5.parse(text.replace(/[\u2028\u2029]/g, ' '));
  } catch (error) {
    const line = (error as { lineNumber?: number }).lineNumber;
    throw new InputError('not valid JSON', line);
  }
}
