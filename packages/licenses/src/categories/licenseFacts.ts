import { canonicalTerm } from '../expressions/canonical';
import { formatTerm } from '../expressions/format';
import { LicenseTerm } from '../expressions/licenseNode';
import { parseLicense } from '../expressions/parse';
import { findException, findLicense } from '../list/licenseList';
import { categoryOfTerm, LicenseCategory } from './category';
import { Obligation, obligationsOf } from './obligations';

/** What is known of one license, with its exception if it has one. @public */
export interface LicenseFacts {
  /** In current words: `GPL-2.0-only WITH Classpath-exception-2.0`. */
  id: string;
  name: string;
  /** By the Open Source Initiative; of the license, whatever its exception. */
  osiApproved: boolean;
  /** By the Free Software Foundation; absent where it has not said. */
  fsfLibre?: boolean;
  /** Whether the id that was asked for is deprecated by SPDX. */
  deprecated: boolean;
  /** Absent where no list says. */
  category?: LicenseCategory;
  obligations: Obligation[];
}

/**
 * Facts of a listed license, by id or by `ID WITH exception`; undefined for
 * everything else, `LicenseRef-…` included.
 *
 * @public
 */
export function licenseFacts(id: string): LicenseFacts | undefined {
  let asked: LicenseTerm;
  try {
    const node = parseLicense(id);
    if (node.type !== 'license') return undefined;
    asked = node;
  } catch {
    return undefined;
  }
  const term = canonicalTerm(asked);
  const license = findLicense(term.id);
  if (!license) return undefined;
  const exception =
    term.exception === undefined ? undefined : findException(term.exception);
  return {
    id: formatTerm(term),
    name: exception ? `${license.name} with ${exception.name}` : license.name,
    osiApproved: license.osi === true,
    ...(license.fsf === undefined ? {} : { fsfLibre: license.fsf }),
    deprecated: findLicense(asked.id)?.deprecated === true,
    category: categoryOfTerm(term),
    obligations: obligationsOf(term),
  };
}
