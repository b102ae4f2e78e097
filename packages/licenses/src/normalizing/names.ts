import { listedLicenses } from '../list/licenseList';

/**
 * Names in use that neither are an SPDX id nor an SPDX name, by the key that
 * {@link nameKey} makes of them.
 */
const ALIASES: readonly [string, ...string[]][] = [
  [
    'Apache-2.0',
    // Without a version the name has meant 2.0 since 2004.
    'apache',
    'apache software',
    'apache software 2',
    'apache public 2',
    'apache public',
    'apache 2 january 2004',
    'asl 2',
    'asf 2',
    'al 2',
    'apl 2',
    'asl',
    'apache licensed',
  ],
  ['Apache-1.1', 'apache software 1.1', 'asl 1.1'],
  [
    'MIT',
    'mit x11',
    'expat',
    'mit expat',
    'expat mit',
    'mit open source',
    'bouncy castle',
  ],
  ['ISC', 'iscl', 'isc iscl'],
  [
    'BSD-2-Clause',
    'bsd 2',
    '2 clause bsd',
    'simplified bsd',
    'bsd simplified',
    'freebsd',
  ],
  [
    'BSD-3-Clause',
    'bsd 3',
    '3 clause bsd',
    'new bsd',
    'bsd new',
    'modified bsd',
    'revised bsd',
    'bsd 3 clause new',
    'new bsd 3 clause',
    'edl 1',
    'eclipse distribution 1',
    'eclipse distribution',
  ],
  ['BSD-4-Clause', 'bsd 4', '4 clause bsd', 'original bsd'],
  ['0BSD', 'zero clause bsd', 'bsd 0 clause', '0 clause bsd'],
  ['MPL-2.0', 'mozilla public 2 mpl 2'],
  ['MPL-1.1', 'mozilla public 1.1 mpl 1.1'],
  ['Unlicense', 'unlicence'],
  [
    'CC0-1.0',
    'cc0',
    'cc0 1 universal',
    'creative commons zero',
    'creative commons cc0',
  ],
  ['CC-BY-4.0', 'creative commons attribution 4'],
  ['WTFPL', 'wtfpl 2', 'do what the fuck you want to public'],
  ['Zlib', 'zlib libpng', 'libpng zlib'],
  ['BSL-1.0', 'boost', 'boost software', 'boost 1'],
  ['BUSL-1.1', 'business source', 'bsl 1.1'],
  ['PSF-2.0', 'psf', 'psfl', 'python software foundation'],
  ['PostgreSQL', 'postgres'],
  ['Artistic-2.0', 'perl artistic 2'],
  ['W3C', 'w3c software'],
  ['OFL-1.1', 'sil open font', 'open font', 'sil ofl 1.1'],
  ['SSPL-1.0', 'sspl', 'server side public'],
  ['UPL-1.0', 'upl', 'universal permissive'],
];

/** Names that fit several licenses. */
const AMBIGUOUS: readonly [readonly string[], ...string[]][] = [
  [
    ['BSD-2-Clause', 'BSD-3-Clause'],
    'bsd',
    'bsd style',
    'bsd like',
    'bsd variant',
    'bsd derived',
  ],
  [['MPL-1.0', 'MPL-1.1', 'MPL-2.0'], 'mpl', 'mozilla public'],
  [['EPL-1.0', 'EPL-2.0'], 'epl', 'eclipse public'],
  [['CDDL-1.0', 'CDDL-1.1'], 'cddl', 'common development and distribution'],
  [['EUPL-1.0', 'EUPL-1.1', 'EUPL-1.2'], 'eupl', 'european union public'],
  [
    ['AFL-1.1', 'AFL-1.2', 'AFL-2.0', 'AFL-2.1', 'AFL-3.0'],
    'afl',
    'academic free',
  ],
  [['OSL-1.0', 'OSL-2.0', 'OSL-2.1', 'OSL-3.0'], 'osl', 'open software'],
  [
    ['Artistic-1.0', 'Artistic-1.0-Perl', 'Artistic-2.0'],
    'artistic',
    'perl artistic',
  ],
  [
    ['CC-PDDC', 'CC-PDM-1.0', 'CC0-1.0', 'Unlicense'],
    'public domain',
    'publicdomain',
    'pd',
  ],
  [['PSF-2.0', 'Python-2.0'], 'python'],
  [['ZPL-2.0', 'ZPL-2.1'], 'zpl', 'zope public'],
  [['NONE', 'Unlicense'], 'unlicensed'],
];

/** Words that say nothing about which license it is. */
const NOISE = new Set([
  'the',
  'a',
  'an',
  'license',
  'licenses',
  'licence',
  'licenced',
  'version',
  'ver',
  'v',
  'terms',
  'of',
  'under',
]);

/**
 * What two spellings of a name have in common: lower-case words and version
 * numbers, without articles, "license", "version" and trailing `.0`.
 */
export function nameKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9.+]+/g, ' ')
    .replace(/\bv\.(?=\d)/g, '')
    .split(' ')
    .map(word => word.replace(/^\.+|\.+$/g, ''))
    .flatMap(splitVersion)
    .filter(word => word !== '' && !NOISE.has(word))
    .map(word => word.replace(/^(\d+)(?:\.0)+$/, '$1'))
    .join(' ');
}

/** `alv2` is "al 2", `v2.0` is "2.0". */
function splitVersion(word: string): string[] {
  const match = /^([a-z]{2,}?)?v?(\d+(?:\.\d+)*)$/.exec(word);
  if (!match || /^(?:x11|w3c|cc0)$/.test(word)) return [word];
  return match[1] ? [match[1], match[2]] : [match[2]];
}

const byKey = new Map<string, readonly string[]>();

function learn(key: string, ids: readonly string[]) {
  if (key !== '') byKey.set(key, ids);
}

// The later may replace what the earlier taught: names, then ids, then usage.
for (const { id, name, deprecated } of listedLicenses) {
  if (deprecated) continue;
  const key = nameKey(name);
  // Two licenses of one name: neither is meant for certain.
  learn(key, [...(byKey.get(key) ?? []), id]);
}
for (const { id, deprecated } of listedLicenses) {
  if (!deprecated) learn(nameKey(id), [id]);
}
for (const [ids, ...names] of AMBIGUOUS) {
  for (const name of names) learn(nameKey(name), ids);
}
for (const [id, ...names] of ALIASES) {
  for (const name of names) learn(nameKey(name), [id]);
}

/** The licenses that a name may mean; none where it is not known. */
export function findByName(text: string): readonly string[] {
  return byKey.get(nameKey(text)) ?? [];
}
