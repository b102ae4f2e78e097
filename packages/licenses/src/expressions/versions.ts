import { findLicense, listedLicenses } from '../list/licenseList';
import { canonicalTerm } from './canonical';
import { LicenseTerm } from './licenseNode';

/** Versions of one license text: from `first`, and later ones where `open`. */
interface VersionRange {
  /** What the ids of all versions have in common; `GPL` and `LGPL` differ. */
  family: string;
  first: readonly number[];
  open: boolean;
}

// A version has a dot, or the 3 of BSD-3-Clause would be one.
const VERSIONED = /^(.*?)-(\d+(?:\.\d+)+)([a-z]?)(-.*)?$/;

/** The versions that a license may be used under, or undefined where its id names none. */
function versionRange(term: LicenseTerm): VersionRange | undefined {
  const open = term.orLater || term.id.endsWith('-or-later');
  const match = VERSIONED.exec(term.id.replace(/-(only|or-later)$/, ''));
  if (!match || !findLicense(term.id)) return undefined;
  const [, name, version, letter, rest = ''] = match;
  const first = version.split('.').map(Number);
  // 1.3a comes before 1.3b.
  if (letter !== '') first.push(letter.charCodeAt(0));
  return { family: `${name}${rest}`, first, open };
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Whether some version of a license text is within both terms: `GPL-1.0+` and
 * `GPL-2.0-only` share version 2.0. Terms with different exceptions share none,
 * as an exception or addition changes what is granted.
 */
export function sharesVersion(one: LicenseTerm, other: LicenseTerm): boolean {
  const [a, b] = [canonicalTerm(one), canonicalTerm(other)];
  if (a.exception !== b.exception) return false;
  if (a.id === b.id) return true;
  const [rangeA, rangeB] = [versionRange(a), versionRange(b)];
  if (!rangeA || !rangeB || rangeA.family !== rangeB.family) return false;
  const order = compare(rangeA.first, rangeB.first);
  if (order === 0) return true;
  return order < 0 ? rangeA.open : rangeB.open;
}

/**
 * The same license in its listed later versions, each as that version alone,
 * for a term that allows them; deprecated ids are left out.
 */
export function laterVersions(term: LicenseTerm): LicenseTerm[] {
  const canonical = canonicalTerm(term);
  const range = versionRange(canonical);
  if (!range?.open) return [];
  return listedLicenses
    .filter(license => !license.deprecated && !license.id.endsWith('-or-later'))
    .map(license => ({ ...canonical, id: license.id, orLater: false }))
    .filter(later => {
      const other = versionRange(later);
      return (
        other?.family === range.family && compare(range.first, other.first) <= 0
      );
    });
}
