import { bareSecret } from '../identity/secrets';

/** A line that goes on for longer is no line of a key and its name. */
const LONGEST_LINE = 2000;

/**
 * Where a secret stands in a text, of where secretlint says so. Of a key behind its name, its rules
 * give where the name begins, and an end as far behind it as the key is long.
 *
 * @public
 */
export function secretRange(
  text: string,
  start: number,
  end: number,
): { start: number; end: number } {
  const line = text.slice(start, start + LONGEST_LINE).split('\n', 1)[0];
  const key = bareSecret(line);
  if (key.length !== end - start) return { start, end };
  const from = text.indexOf(key, start);
  return { start: from, end: from + key.length };
}
