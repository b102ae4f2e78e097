const UNLISTED_SUFFIX =
  'The tool takes -only and -or-later after any id; the SPDX list has no such id, so the question is refused.';
const EMPTY_LIST =
  'The tool refuses an empty list; here nothing is allowed then, which is an answer.';
const COMPARES_TEXT =
  'The tool compares the texts before it parses them; here an unlisted id is refused in either place.';

/**
 * Questions of the collected test data that are answered differently on
 * purpose: `expression <- allowed,allowed`, and why.
 */
export const satisfiesDifferences: ReadonlyMap<string, string> = new Map([
  ['MIT <- ', EMPTY_LIST],
  ['Apache-1.0 <- Apache-2.0-only', UNLISTED_SUFFIX],
  ['Apache-1.0 <- Apache-2.0-or-later', UNLISTED_SUFFIX],
  [
    'NOT-A-REAL-LICENSE WITH Bison-exception-2.2 <- NOT-A-REAL-LICENSE WITH Bison-exception-2.2',
    COMPARES_TEXT,
  ],
]);

/** Texts that another tool normalizes otherwise, and why this one does not. */
export const normalizeDifferences: ReadonlyMap<string, string> = new Map([
  [
    'GPL+',
    'The tool takes version 2; "GPL+" names none, so any version may be chosen: GPL-1.0-or-later.',
  ],
]);

/** Texts of real documents that are not understood, by the reason why. */
export const notUnderstood: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'says nothing',
    [' ', 'does not exist', 'none', 'some additional', 'some other'],
  ],
  ['points elsewhere', ['same-as-rest-of-p11kit']],
  ['is broken', ['(invalid', 'LicenseAcknowledgement: CONCLUDED']],
  ['is a guess', ['probably-PD']],
  [
    'names a kind of license, not a license',
    [
      'All-permissive',
      'AllPermissions',
      'PERMISSIVE',
      'Permissive',
      'PreserveNotice',
      'noderivs',
      'permissive-fsf',
      'proprietary',
    ],
  ],
  [
    'is a short name for the terms of one file, made up by one distribution',
    [
      'Autoconf',
      'BSD-3-Clause-Google',
      'BSD-3-Clause-Hiroshima-University',
      'BSD-3-clause-GENERIC',
      'BSD-3-clause-with-weird-numbering',
      'CC-BY-3.0-famfamfam',
      'Custom license 2',
      'DONT-CHANGE-THE-GPL',
      'FSF-manpages',
      'GAP',
      'GooglePatentClause',
      'HSIEH-BSD',
      'HSIEH-DERIVATIVE',
      'ISC+IBM',
      'REGCOMP',
      'config-h',
      'foo license',
      'g10-permissive',
      'installsh',
      'permissive-autoconf-m4-no-warranty',
      'permissive-makefile-in',
      'public-domain-s-s-d',
    ],
  ],
  ['has no id in the SPDX list', ['RSALv2']],
  ['names a version that there is not', ['GFDL-3']],
  [
    'names an exception that is not understood',
    [
      'GPL-2+ with distribution exception',
      'The GNU General Public License, v2 with FOSS exception',
    ],
  ],
  [
    'says "only" and "or later" at once',
    ['GPL-2.0-only WITH autoconf-exception+'],
  ],
  ['puts the version before the rest of the id', ['GFDL-1.3+-no-invariant']],
]);
