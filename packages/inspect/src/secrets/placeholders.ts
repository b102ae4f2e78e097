import { entropyOf } from './entropy';

/** What people write where a secret comes later, or where the rest of one is left out. */
const WORDS =
  /example|placeholder|change[_-]?me|redacted|dummy|your[_-]|(?:insert|replace)[_-]|<[^>]*>|\*{3}|x{4}|\.\.$|#{3}|\$\{|\{\{/i;

/** What comes from running a finger over the keyboard, or one key held down. */
const TYPED = /12345678|87654321|abcdefgh|deadbeef|(.)\1{7}/i;

/** How the keys begin that the emulators of Azure's storage and Cosmos DB have, as is documented. */
const OF_EMULATORS = /^(?:Eby8vdM02xNOcqFlqUwJ|C2y6yDjf5\/R\+ob0N8A7C)/;

/** Chance gives more, even of sixteen characters in 32 places. */
const MIN_ENTROPY = 2.8;

/** Whether a text says that something else comes in its place. */
export function standsForLater(text: string): boolean {
  return WORDS.test(text);
}

/**
 * Whether what has the form of a secret stands where one comes later, or is everybody's. Of 40
 * characters of chance, that is said of one text in 20,000.
 */
export function isPlaceholder(text: string): boolean {
  return (
    standsForLater(text) ||
    TYPED.test(text) ||
    OF_EMULATORS.test(text) ||
    entropyOf(text) < MIN_ENTROPY
  );
}
