import { secretHashOf } from './fingerprint';

/** What stands where a secret stood. */
const MASK = '***';

/** Fewer characters are no secret, and would be masked in every word. */
const SHORTEST = 4;

/**
 * A text without a secret, and without the lines of one that has several. Undefined where the text
 * is.
 */
export function withoutSecret(
  text: string | undefined,
  ...secrets: (string | undefined)[]
): string | undefined {
  let masked = text;
  for (const secret of secrets) {
    for (const part of [secret, ...(secret?.split('\n') ?? [])]) {
      const bare = part?.trim();
      if (bare === undefined || bare.length < SHORTEST) continue;
      masked = masked?.replaceAll(bare, MASK);
    }
  }
  return masked;
}

/** What is left where a tool hides a secret itself: `***`, `REDACTED`, `AKI...`. */
const HIDDEN = /\*{3}|^REDACTED$|^\*+$|\.\.\.$/;

/** Names, a sign, and what is assigned to them; `://` is of an address. */
const ASSIGNED =
  /^(?:[\w.$-]+\s+){0,4}["']?[\w.$-]+["']?\s*(?::=|=>|=|:(?!\/\/))\s*((?!=)\S.{3,})$/;

const QUOTED = /(["'`])((?:(?!\1).){4,})\1/g;

/**
 * A secret alone, of what a tool shows with it: a line, an assignment, quotes. That is how one
 * secret is known again that tools show more or less of.
 */
export function bareSecret(shown: string): string {
  const line = shown.trim();
  if (line.includes('\n')) return line;
  const value = ASSIGNED.exec(line)?.[1] ?? line;
  const quoted = [...value.matchAll(QUOTED)].map(([, , inner]) => inner);
  if (quoted.length === 1) return quoted[0];
  return value
    .replace(/(?<!\s)\s+(?:#|\/\/).*$/, '')
    .replace(/(?<![\s,;])[\s,;]+$/, '');
}

/** What a secret is known by; undefined where there is none, or the tool hides it. */
export function hashOfSecret(
  secret: string | undefined,
  salt: Uint8Array,
): string | undefined {
  const bare = secret?.trim() ?? '';
  return bare === '' || HIDDEN.test(bare)
    ? undefined
    : secretHashOf(bare, salt);
}

/** The same of a text that has the secret in it. */
export function hashOfShown(
  shown: string | undefined,
  salt: Uint8Array,
): string | undefined {
  return hashOfSecret(shown && bareSecret(shown.slice(0, 10_000)), salt);
}

/**
 * What stands between two columns of a line, which count from 1, the second behind it. All of a
 * text that has several lines, or ends before: that is what stands there already.
 */
export function textBetween(
  text: string | undefined,
  start: unknown,
  behind: unknown,
): string | undefined {
  const line = text?.replace(/\r?\n$/, '');
  if (line === undefined || line.includes('\n')) return text;
  return typeof start === 'number' &&
    typeof behind === 'number' &&
    start < behind &&
    behind <= line.length + 1
    ? line.slice(Math.max(start - 1, 0), behind - 1)
    : text;
}
