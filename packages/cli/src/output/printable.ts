/** What stands before the `@` of an address, in every spelling that URL parsers take. */
const USER = /\b([a-z][a-z0-9+.-]{0,30}:[\\/]{1,9})[^\s\\/?#'"<>]{0,1000}@/gi;
/** What an address asks for may be a token. */
const QUERY =
  /\b([a-z][a-z0-9+.-]{0,30}:[\\/]{2}[^\s?#'"<>]{1,2000}\?)[^\s#'"<>)]+/gi;

/** A text whose control characters move no cursor; files come from anywhere. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+\s*/gu, ' ');
}

/** A text for people and logs of builds: addresses in it lose users, passwords and queries. */
export function withoutCredentials(text: string): string {
  return text.replace(USER, '$1').replace(QUERY, '$1***');
}
