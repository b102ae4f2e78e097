import { findException, findLicense } from '../list/licenseList';
import { LicenseTerm } from '../expressions/licenseNode';
import { canonicalTerm } from '../expressions/canonical';

/** What a license asks for in return, from nothing to everything. @public */
export const licenseCategories = [
  /** No rights are reserved. */
  'public-domain',
  /** Notices are kept; the source may stay closed. */
  'permissive',
  /** Changes to the licensed files or library are shared alike. */
  'weak-copyleft',
  /** Whoever gets the work gets the source of the whole. */
  'strong-copyleft',
  /** Whoever uses the work over a network gets it, too. */
  'network-copyleft',
  /** Use, field, change or sale is restricted, whether the source is open or not. */
  'proprietary',
] as const;

/** What kind of license it is, from public domain to proprietary. @public */
export type LicenseCategory = (typeof licenseCategories)[number];

/** ScanCode LicenseDB's categories in ours; "Unstated License" says nothing. */
const FROM_LICENSE_DB = new Map<string, LicenseCategory>([
  ['Public Domain', 'public-domain'],
  ['Permissive', 'permissive'],
  ['Copyleft Limited', 'weak-copyleft'],
  ['Copyleft', 'strong-copyleft'],
  ['Source-available', 'proprietary'],
  ['Free Restricted', 'proprietary'],
  ['Proprietary Free', 'proprietary'],
  ['Commercial', 'proprietary'],
]);

/** Where this list says otherwise than LicenseDB, or LicenseDB has no entry yet. */
const OWN = new Map<string, LicenseCategory>([
  // Source is owed to users over a network: the Affero clause, "external
  // deployment", "communication to the public" or service conditions.
  ...all(
    'network-copyleft',
    'AGPL-1.0 AGPL-1.0-only AGPL-1.0-or-later AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later',
    'APSL-1.0 APSL-1.1 APSL-1.2 APSL-2.0 CAL-1.0 CAL-1.0-Combined-Work-Exception',
    'CPAL-1.0 EUPL-1.0 EUPL-1.1 EUPL-1.2 NPOSL-3.0 OSL-1.0 OSL-1.1 OSL-2.0 OSL-2.1',
    'OSL-3.0 RPL-1.1 RPL-1.5 RPSL-1.0 SSPL-1.0 Watcom-1.0',
  ),
  // CeCILL is made after the GPL, CeCILL-C after the LGPL (cecill.info).
  ...all('strong-copyleft', 'CECILL-1.1 CECILL-2.0 CECILL-2.1'),
  ...all('weak-copyleft', 'CECILL-C'),
  // OSI-approved; only deviations from the standard must be published.
  ...all('weak-copyleft', 'SISSL SISSL-1.2'),
  // Sale or commercial use is restricted.
  ...all('proprietary', 'Aladdin PPL'),
  // The export notice restates the law, the warranty notice restricts nothing.
  ...all(
    'permissive',
    'HPND-export-US HPND-export-US-acknowledgement HPND-UC-export-US',
    'BSD-3-Clause-No-Nuclear-Warranty',
  ),
  // A deprecated id that LicenseDB leaves out.
  ...all('weak-copyleft', 'GPL-2.0-with-bison-exception'),
  // Not in LicenseDB yet; by their texts.
  ...all('public-domain', 'BOLA-1.1 NIST-PD-TNT'),
  ...all(
    'permissive',
    'ALGLIB-Documentation Advanced-Cryptics-Dictionary BSD-3-Clause-Tso',
    'BSD-Mark-Modifications Buddy CAPEC-tou ESA-PL-permissive-2.4 HPND-SMC',
    'HPND-sell-variant-critical-systems ISO-permission MIT-STK OSC-1.0 OSSP',
    'OpenMDW-1.0 SGMLUG-PM TekHVC Vixie-Cron WTFNMFPL WordNet',
    'X11-no-permit-persons hyphen-bulgarian',
  ),
  ...all('weak-copyleft', 'ESA-PL-weak-copyleft-2.4'),
  ...all('strong-copyleft', 'ESA-PL-strong-copyleft-2.4'),
  ...all('proprietary', 'MMPL-1.0.1 ParaType-Free-Font-1.3 UnRAR'),
]);

/**
 * Exceptions that leave the copyleft as it is: they allow linking with one
 * named library or with free software only, or give time to repair a breach.
 */
const SOFTENS_NOTHING = new Set(
  [
    'Asterisk-exception cryptsetup-OpenSSL-exception kvirc-openssl-exception',
    'libpri-OpenH323-exception openvpn-openssl-exception rsync-linking-exception',
    'sqlitestudio-OpenSSL-exception stunnel-exception vsftpd-openssl-exception',
    'x11vnc-openssl-exception DigiRule-FOSS-exception RRDtool-FLOSS-exception-2.0',
    'Universal-FOSS-exception-1.0 UBDL-exception GPL-CC-1.0',
  ].flatMap(ids => ids.split(' ')),
);

/** Not in LicenseDB yet: they free what is linked, as their siblings do. */
const SOFTENS_ALSO = new Set([
  'Classpath-exception-2.0-short',
  'Simple-Library-Usage-exception',
]);

function all(
  category: LicenseCategory,
  ...lines: string[]
): [string, LicenseCategory][] {
  return lines.flatMap(line => line.split(' ')).map(id => [id, category]);
}

/**
 * The category of a listed license, deprecated ids included; undefined for
 * ids that are not listed and for those that name no license, such as `any-OSI`.
 *
 * @public
 */
export function categoryOf(id: string): LicenseCategory | undefined {
  const license = findLicense(id);
  if (!license) return undefined;
  return OWN.get(license.id) ?? FROM_LICENSE_DB.get(license.category ?? '');
}

/**
 * Whether an exception frees works that link to, or come out of, the licensed one.
 *
 * @public
 */
export function softensCopyleft(exceptionId: string): boolean {
  const exception = findException(exceptionId);
  if (!exception || SOFTENS_NOTHING.has(exception.id)) return false;
  return (
    SOFTENS_ALSO.has(exception.id) ||
    exception.category === 'Copyleft Limited' ||
    exception.category === 'Permissive'
  );
}

/**
 * The category of a license with its exception: a softening exception makes
 * strong copyleft weak. Network copyleft stays, as the exceptions of the list
 * free those who link and not those who serve.
 *
 * @public
 */
export function categoryOfTerm(term: LicenseTerm): LicenseCategory | undefined {
  const { id, exception } = canonicalTerm(term);
  const category = categoryOf(id);
  return category === 'strong-copyleft' &&
    exception !== undefined &&
    softensCopyleft(exception)
    ? 'weak-copyleft'
    : category;
}
