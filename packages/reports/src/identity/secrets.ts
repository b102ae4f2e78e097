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
