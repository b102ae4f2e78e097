import { LicenseError } from './licenseError';
import { LicenseNode, LicenseTerm } from './licenseNode';
import { formatTerm } from './format';
import { canonicalTerm } from './canonical';
import { parseLicense } from './parse';
import { sharesVersion } from './versions';

/**
 * Whether one may choose among the licenses of an expression so that every
 * license that then applies is allowed: one branch of each `OR`, all of each
 * `AND`.
 *
 * A license is allowed where an entry names it with the same exception and has
 * a version in common with it: `GPL-2.0-or-later` is satisfied by
 * `GPL-3.0-only`, and `GPL-3.0-only` by `GPL-2.0-or-later`. `NONE` and
 * `NOASSERTION` are never allowed. The work is linear in the expression and in
 * the number of entries.
 *
 * @throws LicenseError where the expression, or an entry of `allowedIds`, is
 * invalid; an entry is one license, with its exception, without AND and OR.
 *
 * @public
 */
export function satisfies(
  expression: string,
  allowedIds: Iterable<string>,
): boolean {
  const allowed = Array.from(allowedIds, readAllowed);
  const verdicts = new Map<string, boolean>();
  const isAllowed = (term: LicenseTerm) => {
    const key = formatTerm(canonicalTerm(term));
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      verdict = allowed.some(entry => sharesVersion(term, entry));
      verdicts.set(key, verdict);
    }
    return verdict;
  };
  const holds = (node: LicenseNode): boolean => {
    switch (node.type) {
      case 'license':
        return isAllowed(node);
      case 'and':
        return node.members.every(holds);
      case 'or':
        return node.members.some(holds);
      default:
        return false;
    }
  };
  return holds(parseLicense(expression));
}

function readAllowed(entry: string): LicenseTerm {
  const node = parseLicense(entry);
  if (node.type === 'license') return node;
  throw new LicenseError(
    `an allowed license must be a single one, not ${JSON.stringify(
      entry.slice(0, 60),
    )}`,
    0,
  );
}
