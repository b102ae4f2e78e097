import { findLicense, listedLicenses } from '../list/licenseList';

const MAX_URL_LENGTH = 2_000;
const URL_START = /^https?:\/\//i;
const ARCHIVE = /^web\.archive\.org\/web\/\d+[a-z_]*\/(?:https?:\/\/)?/;

/** Addresses of texts beside those that the SPDX list names. */
const KNOWN: readonly [string, string][] = [
  ['apache.org/licenses/license-2.0', 'Apache-2.0'],
  ['apache.org/licenses/license-1.1', 'Apache-1.1'],
  ['apache.org/licenses', 'Apache-2.0'],
  ['mozilla.org/mpl/2.0', 'MPL-2.0'],
  ['mozilla.org/en-us/mpl/2.0', 'MPL-2.0'],
  ['eclipse.org/legal/epl-v10', 'EPL-1.0'],
  ['eclipse.org/legal/epl-v20', 'EPL-2.0'],
  ['eclipse.org/legal/epl-2.0', 'EPL-2.0'],
  ['eclipse.org/org/documents/epl-v10', 'EPL-1.0'],
  ['eclipse.org/org/documents/edl-v10', 'BSD-3-Clause'],
  ['eclipse.org/org/documents/edl-v10.php', 'BSD-3-Clause'],
  ['opensource.org/license/mit', 'MIT'],
  ['opensource.org/license/mit-license', 'MIT'],
  ['opensource.org/license/bsd-3-clause', 'BSD-3-Clause'],
  ['opensource.org/license/bsd-2-clause', 'BSD-2-Clause'],
  ['opensource.org/license/apache2.0', 'Apache-2.0'],
  ['creativecommons.org/publicdomain/zero/1.0', 'CC0-1.0'],
  ['creativecommons.org/publicdomain/zero/1.0/legalcode', 'CC0-1.0'],
  ['unlicense.org', 'Unlicense'],
  ['wtfpl.net', 'WTFPL'],
  ['scripts.sil.org/ofl', 'OFL-1.1'],
  ['openfontlicense.org', 'OFL-1.1'],
  ['json.org/license', 'JSON'],
  ['bouncycastle.org/licence', 'MIT'],
];

/**
 * The part of an address that tells texts apart: without scheme, `www.`, port
 * of the web, archive, file ending and final slash, in lower case.
 */
export function urlKey(url: string): string | undefined {
  if (url.length > MAX_URL_LENGTH || !URL_START.test(url)) return undefined;
  return url
    .toLowerCase()
    .replace(URL_START, '')
    .replace(ARCHIVE, '')
    .replace(/^www\./, '')
    .replace(/^([^/]*?):(?:80|443)(?=\/|$)/, '$1')
    .replace(/[?#].*$/, '')
    .replace(/^opensource\.org\/licenses\//, 'opensource.org/license/')
    .replace(/\/$/, '')
    .replace(/(\.(?:html?|txt|php|md|en))+$/, '')
    .replace(/\/$/, '');
}

const GNU =
  /^gnu\.org\/(?:licenses|copyleft)\/(?:old-licenses\/)?(agpl|lgpl|gpl|fdl)(?:-(\d\.\d))?(?:-standalone)?$/;
const CREATIVE_COMMONS =
  /^creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)(?:\/(?:legalcode|deed)?)?$/;

/** The texts that the SPDX list gives an address for, where it is the address of one only. */
const byKey = new Map<string, Set<string>>();
for (const { id, urls, deprecated } of listedLicenses) {
  if (deprecated) continue;
  for (const url of urls) {
    const key = urlKey(url);
    if (key) byKey.set(key, (byKey.get(key) ?? new Set()).add(id));
  }
}
for (const [key, id] of KNOWN) byKey.set(key, new Set([id]));

/**
 * The licenses that are published at an address; none where it is not known,
 * undefined where the text is no address. The GNU texts do not say whether
 * later versions may be chosen, so they stand for their version only.
 */
export function findByUrl(text: string): readonly string[] | undefined {
  const key = urlKey(text);
  if (key === undefined) return undefined;
  const gnu = GNU.exec(key);
  if (gnu) return gnuIds(gnu[1], gnu[2]);
  const creative = CREATIVE_COMMONS.exec(key);
  if (creative) return listed(`CC-${creative[1]}-${creative[2]}`);
  const ids = byKey.get(key);
  if (ids) return [...ids].sort();
  const osi =
    /^(?:opensource\.org\/license|spdx\.org\/licenses)\/([^/]+)$/.exec(key);
  return osi ? listed(osi[1]) : [];
}

function gnuIds(name: string, version: string | undefined): readonly string[] {
  const family = name === 'fdl' ? 'GFDL' : name.toUpperCase();
  if (version) return listed(`${family}-${version}-only`);
  return listedLicenses
    .filter(
      ({ id }) => id.startsWith(`${family}-`) && /\d-(only|or-later)$/.test(id),
    )
    .map(({ id }) => id);
}

function listed(id: string): readonly string[] {
  const license = findLicense(id);
  return license ? [license.id] : [];
}
