/*
 * Names of packages and texts of advisories are written by strangers, and go
 * to the portal, to mail and to chats. None of them may make a link, a mention
 * or markup of it.
 */

/** Controls, marks that turn the direction of text, and what cannot be seen. */
// eslint-disable-next-line no-control-regex
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;
/** Stands between characters, joins them, and is not seen. */
const JOINER = '\u2060';

/** Text that means nothing but itself wherever it is shown; at most so long. */
export function plainText(text: string, length = 120): string {
  const seen = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const cut = seen.length > length ? `${seen.slice(0, length - 1)}…` : seen;
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
