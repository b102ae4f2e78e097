/** The form of one kind of secret, as its provider documents it. */
export interface SecretFormat {
  /** Whose, and what it opens. */
  name: string;
  /** Parts of which a text with such a secret has one: they are looked for before the pattern. */
  marks: readonly string[];
  /** Bounded, with the flag `g`; the secret is the first group, at the end of what fits. */
  pattern: RegExp;
  /** Whether what fits is one, by what the format says of itself. */
  accepts?(secret: string): boolean;
}

/**
 * A format that begins with a mark of its own, and ends where letters, digits, `_` and `-` do.
 *
 * @param body - the pattern of it all, the mark included
 */
export function token(
  name: string,
  mark: string | readonly string[],
  body: string,
  accepts?: SecretFormat['accepts'],
): SecretFormat {
  return {
    name,
    marks: [mark].flat(),
    pattern: new RegExp(`(?<![A-Za-z0-9])(${body})(?![\\w-])`, 'g'),
    accepts,
  };
}

/** A format within text of base64, where letters, digits, `+`, `/` and `=` go on. */
export function base64Key(
  name: string,
  mark: string | readonly string[],
  body: string,
): SecretFormat {
  return {
    name,
    marks: [mark].flat(),
    pattern: new RegExp(`(?<![\\w+/-])(${body})(?![\\w+/=-])`, 'g'),
  };
}
