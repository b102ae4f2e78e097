import { entropyOf } from './entropy';

/** A text that is given to a name which means a secret; indices are of the whole text. */
export interface RandomText {
  start: number;
  end: number;
  text: string;
}

const NAME =
  /(?:passw(?:or)?d|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)s?["']?\s{0,5}(?::=|=>|[:=])\s{0,5}["'`]?/gi;
const VALUE = /[\w+/=.~-]{16,200}/y;
const PLACEHOLDER =
  /example|changeme|change[_-]me|placeholder|dummy|sample|fake|your[_-]|xxxx|test|todo|redacted|\*\*\*|1234567|abcdef/i;
const MIN_ENTROPY = 3.7;

/** Texts with as many different characters as chance gives, in one pass. */
export function randomTexts(text: string): RandomText[] {
  const found: RandomText[] = [];
  for (const match of text.matchAll(NAME)) {
    VALUE.lastIndex = match.index + match[0].length;
    const [value] = VALUE.exec(text) ?? [];
    if (value !== undefined && isRandom(value)) {
      const start = match.index + match[0].length;
      found.push({ start, end: start + value.length, text: value });
    }
  }
  return found;
}

function isRandom(value: string): boolean {
  // Chance gives digits and letters; names of things and paths have words.
  return (
    /\d/.test(value) &&
    /[a-z]/i.test(value) &&
    !PLACEHOLDER.test(value) &&
    !/[a-z]{3}\.[a-z]{3}|\/[a-z]{3,}\//i.test(value) &&
    !/^(?:[a-z]+[-_.]){2,}[a-z\d]+$/i.test(value) &&
    entropyOf(value) >= MIN_ENTROPY
  );
}
