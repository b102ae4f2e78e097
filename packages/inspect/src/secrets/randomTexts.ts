import { entropyOf } from './entropy';
import { failsChecksum } from './formats/checksums';
import { isPlaceholder } from './placeholders';

/** A text that is given to a name which means a secret; indices are of the whole text. */
export interface RandomText {
  start: number;
  end: number;
  text: string;
}

/** As people call passwords, tokens and keys, up to where a text is given to the name. */
const NAME =
  /([?&][\w-]{0,40})?(?:passw(?:or)?d|passphrase|pwd|secret(?:[_-]?key(?:[_-]?base)?)?|token|(?:api|access|private|encryption|signing|master|auth|account|shared|session)[_-]?key|authorization|credential)s?["']?\s{0,5}(?::=|=>|[:=])\s{0,5}(["'`])?(?:(?:Bearer|Basic|Token)\s)?/gi;
const VALUE = /[\w+/=.~-]{16,200}/y;
/** Words that people write into what they try things with. */
const TRIED = /sample|fake|test|todo|1234567|abcdef/i;
/** Chance gives more in 98 of 100 cases, of 20 letters and digits, and of 32 digits of base 16. */
const MIN_ENTROPY = 3.6;
const MIN_ENTROPY_OF_HEX = 3;

/** What is no text there has no quotes: names of other things. */
const PROGRAM =
  /\.(?:[cm]?[jt]sx?|vue|svelte|java|kts?|scala|groovy|go|rs|py|rb|php|cs|fs|vb|c|cc|cpp|h|hpp|m|mm|swift|dart|lua|pl|ex|exs)$/i;

/** Texts with as many different characters as chance gives, in one pass. */
export function randomTexts(path: string, text: string): RandomText[] {
  const isProgram = PROGRAM.test(path);
  const found: RandomText[] = [];
  for (const match of text.matchAll(NAME)) {
    const [, ofAddress, quote] = match;
    if (isProgram && !quote && !ofAddress) continue;
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
    !TRIED.test(value) &&
    !isPlaceholder(value) &&
    !failsChecksum(value) &&
    !/[a-z]{3}\.[a-z]{3}|\/[a-z]{3,}\//i.test(value) &&
    !/^-*(?:(?:[a-z]+|\d{1,3})[-_.]){2,}[a-z\d]+$/i.test(value) &&
    entropyOf(value) >=
      (/^[\da-f]+$/i.test(value) ? MIN_ENTROPY_OF_HEX : MIN_ENTROPY)
  );
}
