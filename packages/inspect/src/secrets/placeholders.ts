import { entropyOf } from './entropy';

/** What people write where a secret comes later. */
const WORDS =
  /example|placeholder|change[_-]?me|redacted|dummy|your[_-]|(?:insert|replace)[_-]|<[^>]*>|\*{3}|x{4}|\$\{|\{\{/i;

/** What comes from running a finger over the keyboard, or one key held down. */
const TYPED = /12345678|87654321|abcdefgh|deadbeef|(.)\1{7}/i;

/** Chance gives more, even of sixteen characters in 32 places. */
const MIN_ENTROPY = 2.8;

/** Whether a text says that something else comes in its place. */
export function standsForLater(text: string): boolean {
  return WORDS.test(text);
}

/**
 * Whether what has the form of a secret stands where one comes later. Names of formats are no part
 * of it: each of chance's own texts of 40 characters is taken for one in fewer than 1 of 2,000.
 */
export function isPlaceholder(text: string): boolean {
  return (
    standsForLater(text) || TYPED.test(text) || entropyOf(text) < MIN_ENTROPY
  );
}
