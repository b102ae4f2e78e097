/** Signs that YAML and TOML do not take as they are, beside those that JSON escapes. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A text in double quotes, as JSON, YAML and TOML read it alike. */
export function quoted(text: string): string {
  return escaped(JSON.stringify(text.toWellFormed()));
}

/** JSON with nothing in it that other readers do not take as it is. */
export function escaped(json: string): string {
  return json.replace(
    UNPRINTABLE,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A text as a comment of one line. */
export function comment(text: string, sign = '#'): string {
  const plain = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(UNPRINTABLE, '')
    .trim();
  return `${sign} ${plain}`;
}
