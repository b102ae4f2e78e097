import { parsePurl } from './purl';

/** Types that one sentence names; the number before them counts all. */
const MAX_TYPES = 20;

/**
 * What to tell of packages of types that OSV has no ecosystem for: silence about them would read as
 * clean. Undefined where there are none.
 *
 * @param purls - valid package URLs of those packages
 */
export function describeUnmatched(
  purls: readonly string[],
): string | undefined {
  const types = new Map<string, number>();
  for (const purl of purls) {
    const { type } = parsePurl(purl);
    types.set(type, (types.get(type) ?? 0) + 1);
  }
  if (purls.length === 0) {
    return undefined;
  }
  const named = [...types]
    .map(([type, count]) => `${count} of ${type}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .slice(0, MAX_TYPES)
    .join(', ');
  return purls.length === 1
    ? `1 component is of a type that no advisories are matched with: ${
        types.keys().next().value
      }`
    : `${purls.length} components are of types that no advisories are matched with: ${named}`;
}
