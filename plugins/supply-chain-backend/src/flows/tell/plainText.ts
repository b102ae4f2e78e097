/*
 * Names of packages and texts of advisories are written by strangers, and go
 * to the portal, to mail and to chats. None of them may make a link, a mention
 * or markup of it.
 */

/** Controls, marks that turn the direction of text, and what cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** Stands between characters, joins them, and is not seen. */
const JOINER = '\u2060';

/** Text that means nothing but itself wherever it is shown; at most so many characters. */
export function plainText(text: string, length = 120): string {
  const seen = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const characters = Array.from(seen);
  const cut =
    characters.length > length
      ? `${characters.slice(0, length - 1).join('')}…`
      : seen;
  return cut
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('&', '＆')
    .replaceAll('`', 'ˋ')
    .replaceAll('](', `]${JOINER}(`)
    .replaceAll('://', `:${JOINER}//`)
    .replace(/www\./gi, match => `${match.slice(0, 3)}${JOINER}.`)
    .replace(/([@*_~])(?=\S)/g, `$1${JOINER}`);
}
