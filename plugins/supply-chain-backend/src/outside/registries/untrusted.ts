import { MAX_LICENSE_TEXT } from '@safety-curtain/licenses';

const MAX_ADDRESS = 2000;
/** The first day of the oldest registry is later; `1900` stands for "unlisted". */
const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;

/** An own field of an object; undefined for anything else. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** Own entries of an object, or of a list by its places; none for anything else. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value)
    : [];
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Text that says something, trimmed and without NUL characters, which
 * PostgreSQL refuses. Text beyond the bound is nobody's license or reason.
 */
export function textOf(
  value: unknown,
  maxLength = MAX_LICENSE_TEXT,
): string | undefined {
  if (typeof value !== 'string' || value.length > maxLength) return undefined;
  return value.replaceAll('\0', '').trim() || undefined;
}

/** A point in time of ISO 8601 or RFC 3339. */
export function timeOf(value: unknown): Date | undefined {
  const text = textOf(value, 40);
  if (!text || !/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
  const time = new Date(text);
  const year = time.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? time : undefined;
}

/** An address of the web, which is safe to link to. */
export function webAddressOf(value: unknown): string | undefined {
  const text = textOf(value, MAX_ADDRESS);
  return text && /^https?:\/\//i.test(text) && URL.canParse(text)
    ? text
    : undefined;
}

/** The texts without those that were there before. */
export function distinct(texts: (string | undefined)[]): string[] {
  return [...new Set(texts)].filter(text => text !== undefined);
}

/**
 * Thrown where a source speaks of another package or version than it was asked
 * for: then nothing that it says is a fact about the one that was asked for.
 */
export class WrongAnswerError extends Error {
  name = 'WrongAnswerError';
  constructor(title: string, asked: string, answered: unknown) {
    const told =
      typeof answered === 'string' ? answered.slice(0, 100) : 'no name';
    super(
      `${title} was asked for ${asked} and answered for ${JSON.stringify(
        told,
      )}`,
    );
  }
}

/** Checks a name or version of an answer; `same` knows other spellings of it. */
export function expectSame(
  title: string,
  asked: string,
  expected: string,
  answered: unknown,
  same: (a: string, b: string) => boolean = (a, b) => a === b,
): void {
  if (typeof answered === 'string' && same(answered, expected)) return;
  throw new WrongAnswerError(title, asked, answered);
}
