/** Characters of a text of strangers that are kept. */
const LONGEST = 1000;

/**
 * A text of strangers to show or compare. One that is empty, has control characters or is longer
 * than anything honest is none, rather than another text.
 */
export function boundedText(value: unknown): string | undefined {
  return typeof value === 'string' &&
    value !== '' &&
    value.length <= LONGEST &&
    !/\p{Cc}|\p{Surrogate}/u.test(value)
    ? value
    : undefined;
}
