import { entriesOf, type Fields } from '@safety-curtain/input';

/** What GitHub knows a result by. */
const LINE_HASH = 'primaryLocationLineHash';

/**
 * What names a result from log to log, as parts of a fingerprint: its fingerprints, partial ones,
 * what stands at its place, or its message without the numbers in it (SARIF 2.1.0, 3.27.16 and
 * 3.27.17, appendix B).
 */
export function identityOf(
  result: Fields,
  {
    rule,
    path,
    snippet,
    message,
  }: { rule: string; path?: string; snippet?: string; message: string },
): string[] {
  const whole = newestOf(result.fingerprints);
  if (whole.length > 0) return ['whole', rule, ...whole[0]];
  const partial = newestOf(result.partialFingerprints);
  const line = partial.filter(([name]) => name === LINE_HASH);
  if (partial.length > 0) {
    const used = line.length > 0 ? line : partial;
    return ['partial', rule, path ?? '', ...used.flat()];
  }
  return snippet === undefined
    ? ['message', rule, path ?? '', message.replace(/\d+/g, '0')]
    : ['snippet', rule, path ?? '', snippet.replace(/\s+/g, ' ').trim()];
}

/** Of the versions of each name (`hash/v2`) the highest, sorted by name. */
function newestOf(fingerprints: unknown): [name: string, value: string][] {
  const newest = new Map<string, { version: number; value: string }>();
  for (const [key, given] of entriesOf(fingerprints).slice(0, 50)) {
    const [, name, digits] = /^(.*?)(?:\/v(\d{1,6}))?$/s.exec(key) ?? [];
    const value = typeof given === 'string' ? given : JSON.stringify(given);
    const version = Number(digits ?? 0);
    const before = newest.get(name);
    if (value === '' || value === 'null') continue;
    if (!before || before.version < version)
      newest.set(name, { version, value });
  }
  return [...newest]
    .map(([name, { value }]): [string, string] => [name, value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
