/**
 * Whether a text fits a pattern in which `*` stands for any part of it. Each part is looked for
 * behind the one before, as early as it can be, so that no text makes it go back.
 *
 * @public
 */
export function fitsWildcards(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/**
 * Whether the segments of a path fit those of a pattern, in which `**` stands for any number of
 * them. The time is that of comparing each with each.
 *
 * @param fits - whether one segment fits one of the pattern
 *
 * @public
 */
export function fitsPath(
  pattern: readonly string[],
  path: readonly string[],
  fits: (pattern: string, segment: string) => boolean = fitsWildcards,
): boolean {
  // Up to which segments the pattern may reach so far.
  let reached = [true, ...path.map(() => false)];
  for (const part of pattern) {
    const before = reached;
    if (part === '**') {
      const from = before.indexOf(true);
      reached = before.map((_, index) => from >= 0 && index >= from);
    } else {
      reached = before.map(
        (_, index) =>
          index > 0 && before[index - 1] && fits(part, path[index - 1]),
      );
    }
  }
  return reached[path.length];
}
