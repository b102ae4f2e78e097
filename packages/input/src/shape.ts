import { InputError } from './InputError';

/**
 * Parsed JSON, YAML or TOML is only ever looked up by names that the code knows; anything keyed by
 * names from the file is walked with `entriesOf`. So a key called `__proto__` stays a key.
 *
 * @public
 */
export type Fields = { readonly [name: string]: unknown };

/** Whether a value is an object and no list. @public */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an InputError that says what should have been one. @public */
export function fieldsOf(value: unknown, what: string): Fields {
  if (!isFields(value)) {
    throw new InputError(`${what} is not an object`);
  }
  return value;
}

/** Own entries of an object; none for anything else. @public */
export function entriesOf(value: unknown): Array<[string, unknown]> {
  return isFields(value) ? Object.entries(value) : [];
}

/** Own keys of an object; none for anything else. @public */
export function keysOf(value: unknown): string[] {
  return isFields(value) ? Object.keys(value) : [];
}

/** The list; an empty one for anything else. @public */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The non-empty string, or undefined. @public */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Any value as text, to compare or to show. Lists and objects are told by their kind: what strangers
 * wrote may have no text, as an object whose `toString` is a number.
 *
 * @public
 */
export function asText(value: unknown): string {
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return String(value);
  }
  return Array.isArray(value) ? 'a list' : 'an object';
}
