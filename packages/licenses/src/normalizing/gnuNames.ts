import { findLicense } from '../list/licenseList';

/** How the GNU licenses are written out, the longest first. */
const FAMILIES: readonly [RegExp, string][] = [
  [/\b(?:gnu )?(?:affero general public|agpl)\b/, 'AGPL'],
  [
    /\b(?:gnu )?(?:library or lesser|lesser or library|lesser|library)(?: general)? public\b/,
    'LGPL',
  ],
  [/\b(?:gnu )?(?:lesser gpl|library gpl|lgpl)\b/, 'LGPL'],
  [/\b(?:gnu )?(?:free documentation|fdl|gfdl)\b/, 'GFDL'],
  [/\b(?:gnu )?(?:general public|gpl)\b/, 'GPL'],
];

/** Words of an exception, and its id by the version of the license where they differ. */
const EXCEPTIONS: readonly [RegExp, string, string?][] = [
  // "w/ CPE" is how Jakarta's packages put it.
  [/\b(?:classpath|cpe)\b/, 'Classpath-exception-2.0'],
  [/\blinux syscall note\b/, 'Linux-syscall-note'],
  [/\blibtool\b/, 'Libtool-exception'],
  [/\bautoconf\b/, 'Autoconf-exception-2.0', 'Autoconf-exception-3.0'],
  [/\bbison\b/, 'Bison-exception-2.2'],
  [/\bfont\b/, 'Font-exception-2.0'],
  [/\bgcc(?: runtime library)?\b/, 'GCC-exception-2.0', 'GCC-exception-3.1'],
  [/\buniversal foss\b/, 'Universal-FOSS-exception-1.0'],
];

const LATER =
  /\b(?:or|and|and or) (?:\(?at your option\)? )?(?:any )?(?:later|newer|above|greater)\b|\bor later\b|\+|>=|≥/;
const VERSION = /(\d+(?:\.\d+)*)/;
/** What may stand beside family, version and "or later" in a plain name. */
const FILLER =
  /\b(?:gnu|the|license|version|ver|v|w|as published by the free software foundation|only|any|at your option|option|with|exception|exceptions|clause)\b/g;

/** What a text says of a GNU license. */
export interface GnuName {
  expression?: string;
  /** Where the version is not said: each one there is. */
  candidates?: string[];
}

/**
 * Reads names such as "GPL (>= 2)", "GNU Lesser General Public License v2.1 or
 * later" or "GPLv2 with classpath exception"; `words` is lower-case. Without
 * "or later", a version means itself only, as SPDX reads `GPL-2.0`. Undefined
 * where the text is none, or says more than is understood.
 */
export function readGnuName(words: string): GnuName | undefined {
  const text = words
    .replace(/\b(a|l)?gpl ?v?(?=\d)/g, '$1gpl ')
    // GlassFish's way to say "with classpath exception"; not "or later".
    .replace(/\+ ?ce\b/, ' with cpe');
  for (const [pattern, family] of FAMILIES) {
    if (pattern.test(text)) return readFamily(text, pattern, family);
  }
  return undefined;
}

function readFamily(
  text: string,
  pattern: RegExp,
  family: string,
): GnuName | undefined {
  let rest = text.replace(pattern, ' ');
  // The abbreviation often follows: "… Public License (GPL)".
  rest = rest.replace(new RegExp(`\\b${family.toLowerCase()}\\b`), ' ');
  const exception = EXCEPTIONS.find(([words]) => words.test(rest));
  if (exception) rest = rest.replace(exception[0], ' ');
  else if (/\bexceptions?\b/.test(rest)) return undefined;
  const only = /\bonly\b/.test(rest);
  const orLater = LATER.test(rest);
  rest = rest.replace(LATER, ' ');
  const versions = new Set<string>();
  rest = rest.replace(/\bv?(?:\d+(?:\.\d+)*)\b/g, version => {
    versions.add(VERSION.exec(version)![1].replace(/^(\d+)$/, '$1.0'));
    return ' ';
  });
  rest = rest
    .replace(LATER, ' ')
    .replace(FILLER, ' ')
    .replace(/[(),.\s-]+/g, '');
  if (rest !== '' || versions.size > 1) return undefined;
  if (orLater && only) return undefined;
  const suffix = exception ? ` WITH ${exceptionId(exception, versions)}` : '';
  if (versions.size === 0) return withoutVersion(family, orLater, suffix);
  const [version] = versions;
  const id = `${family}-${version}-${orLater ? 'or-later' : 'only'}`;
  return findLicense(id) && { expression: `${id}${suffix}` };
}

function exceptionId(
  [, id, idOfVersion3]: (typeof EXCEPTIONS)[number],
  versions: ReadonlySet<string>,
): string {
  return versions.has('3.0') ? idOfVersion3 ?? id : id;
}

const VERSIONS: Record<string, readonly string[]> = {
  AGPL: ['1.0', '3.0'],
  GFDL: ['1.1', '1.2', '1.3'],
  GPL: ['1.0', '2.0', '3.0'],
  LGPL: ['2.0', '2.1', '3.0'],
};

function withoutVersion(
  family: string,
  orLater: boolean,
  suffix: string,
): GnuName {
  const [first] = VERSIONS[family];
  if (orLater) return { expression: `${family}-${first}-or-later${suffix}` };
  return {
    candidates: VERSIONS[family].flatMap(version => [
      `${family}-${version}-only${suffix}`,
      `${family}-${version}-or-later${suffix}`,
    ]),
  };
}
