import { textOf } from '@safety-curtain/input';

/** Characters of a message or description that are kept. */
export const MESSAGE_LENGTH = 1000;
/** Of a title, a name, an id. */
export const NAME_LENGTH = 255;

/** Control characters but tabs and ends of lines, what has no width, what turns the direction. */
const CONTROL =
  /[^\P{Cc}\t\n]|[\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * Text of a stranger as plain text of bounded length: without control characters and marks that
 * change the direction of what follows. Undefined where nothing is left or it is no text.
 */
export function plainText(
  value: unknown,
  length: number = MESSAGE_LENGTH,
): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  // What is far beyond the bound is not worth a pass over it.
  const clean = text
    .slice(0, length * 4)
    .replace(/\r\n?/g, '\n')
    .replace(CONTROL, '')
    .trim();
  if (clean === '') return undefined;
  return clean.length > length
    ? `${clean.slice(0, length - 1).toWellFormed()}…`
    : clean.toWellFormed();
}

/** The same for what stands in one line: a name, an id, a version. */
export function plainName(value: unknown): string | undefined {
  const given = typeof value === 'number' ? String(value) : value;
  return plainText(given, NAME_LENGTH)?.replace(/\s+/g, ' ');
}

/** The names in a list; what is no text is left out. */
export function plainNames(values: unknown, most = 100): string[] {
  if (!Array.isArray(values)) return [];
  return values
    .slice(0, most)
    .map(plainName)
    .filter(name => name !== undefined);
}

/** An address that people may be sent to: `https:` or `http:` only. */
export function webAddress(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || text.length > 2000 || !URL.canParse(text)) {
    return undefined;
  }
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** A time as ISO 8601, of texts that are one already. */
export function isoTime(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) {
    return undefined;
  }
  const time = Date.parse(text.slice(0, 40));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
