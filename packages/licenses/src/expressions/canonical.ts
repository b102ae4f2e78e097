import { findLicense } from '../list/licenseList';
import { LicenseNode, LicenseTerm } from './licenseNode';
import { formatLicense, licenseTerms } from './format';

/**
 * Deprecated ids that have exactly one current meaning (SPDX License List 3.28.0,
 * `obsoletedBy` and notes): an id and an exception. `BSD-2-Clause-FreeBSD` and
 * `Net-SNMP` have several, and stay.
 */
const CURRENT = new Map<string, { id: string; exception?: string }>([
  ['BSD-2-Clause-NetBSD', { id: 'BSD-2-Clause' }],
  ['bzip2-1.0.5', { id: 'bzip2-1.0.6' }],
  ['Nunit', { id: 'zlib-acknowledgement' }],
  ['StandardML-NJ', { id: 'SMLNJ' }],
  ...withException('GPL-2.0', 'autoconf-exception', 'Autoconf-exception-2.0'),
  ...withException('GPL-2.0', 'bison-exception', 'Bison-exception-2.2'),
  ...withException('GPL-2.0', 'classpath-exception', 'Classpath-exception-2.0'),
  ...withException('GPL-2.0', 'font-exception', 'Font-exception-2.0'),
  ...withException('GPL-2.0', 'GCC-exception', 'GCC-exception-2.0'),
  ...withException('GPL-3.0', 'autoconf-exception', 'Autoconf-exception-3.0'),
  ...withException('GPL-3.0', 'GCC-exception', 'GCC-exception-3.1'),
]);

function withException(
  base: string,
  suffix: string,
  exception: string,
): [string, { id: string; exception: string }][] {
  return [[`${base}-with-${suffix}`, { id: base, exception }]];
}

/**
 * One license in current words: `GPL-2.0` is `GPL-2.0-only`, `GPL-2.0+` and
 * `GPL-2.0-only+` are `GPL-2.0-or-later`, `eCos-2.0` is `GPL-2.0-or-later
 * WITH eCos-exception-2.0`. `+` stays where the list has no `-or-later` id.
 */
export function canonicalTerm(term: LicenseTerm): LicenseTerm {
  if (term.id === 'eCos-2.0') {
    return exceptedTerm(term, 'GPL-2.0-or-later', 'eCos-exception-2.0');
  }
  if (term.id === 'wxWindows') {
    return exceptedTerm(term, 'GPL-2.0-or-later', 'WxWindows-exception-3.1');
  }
  const current = CURRENT.get(term.id);
  const plain = current
    ? {
        ...term,
        id: current.id,
        exception: term.exception ?? current.exception,
      }
    : term;
  return currentVersion(plain);
}

function exceptedTerm(
  term: LicenseTerm,
  id: string,
  exception: string,
): LicenseTerm {
  return {
    type: 'license',
    id,
    orLater: false,
    exception: term.exception ?? exception,
  };
}

function currentVersion(term: LicenseTerm): LicenseTerm {
  // GPL-2.0+ and GPL-2.0 are ids of their own, as are GPL-2.0-only and -or-later.
  const base = term.id.replace(/(\+|-only|-or-later)$/, '');
  const laterId = findLicense(`${base}-or-later`)?.id;
  if (!laterId) return withoutEmptyException(term);
  const orLater = term.orLater || /(\+|-or-later)$/.test(term.id);
  const id = orLater ? laterId : `${base}-only`;
  return withoutEmptyException({ ...term, id, orLater: false });
}

function withoutEmptyException(term: LicenseTerm): LicenseTerm {
  const { type, id, orLater, exception } = term;
  return exception === undefined
    ? { type, id, orLater }
    : { type, id, orLater, exception };
}

/**
 * The same licensing in one spelling: current ids, members of a group sorted
 * and each once. Two expressions that differ only in these are equal here;
 * no law of logic beyond that is applied.
 *
 * @public
 */
export function canonicalLicense(node: LicenseNode): LicenseNode {
  if (node.type === 'license') return canonicalTerm(node);
  if (!('members' in node)) return node;
  const byText = new Map<string, LicenseNode>();
  for (const member of node.members) {
    const canonical = canonicalLicense(member);
    // A group that shrank to one member may be of the outer type again.
    const parts =
      canonical.type === node.type ? canonical.members : [canonical];
    for (const part of parts) byText.set(formatLicense(part), part);
  }
  const members = [...byText.keys()].sort().map(key => byText.get(key)!);
  return members.length === 1 ? members[0] : { type: node.type, members };
}

/**
 * The ids of an expression, each once and sorted, deprecated ones as their
 * current id (`GPL-2.0+` is `GPL-2.0-or-later`), without `+` and exceptions.
 *
 * @public
 */
export function licenseIds(node: LicenseNode): string[] {
  const ids = licenseTerms(node).map(term => canonicalTerm(term).id);
  return [...new Set(ids)].sort();
}
