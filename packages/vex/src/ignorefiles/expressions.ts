/**
 * A regular expression as a pattern with `*` for any part, where it is no more than that: `.*` and
 * plain signs. A dot alone is taken for a dot, of which it is about less.
 *
 * @param whole - whether the tool asks for the whole name, also where `^` and `$` are not written
 * @returns undefined where it is more
 */
export function wildcardsOf(
  expression: string,
  { whole }: { whole: boolean },
): string | undefined {
  const [, start, body, end] = /^(\^?)(.*?)(\$?)$/s.exec(expression)!;
  const open = (anchor: string) => (whole || anchor ? '' : '*');
  const parts = body.split('.*').map(literalOf);
  return parts.includes(undefined)
    ? undefined
    : `${open(start)}${parts.join('*')}${open(end)}`.replace(/\*+/g, '*');
}

/** Without backslashes; undefined for what is an expression, or has a star of its own. */
function literalOf(text: string): string | undefined {
  const plain = text.replace(/\\([^A-Za-z0-9*])/g, '$1');
  const signs = text.replace(/\\[^A-Za-z0-9*]/g, '');
  return /[\\^$*+?()[\]{}|]/.test(signs) ? undefined : plain;
}
