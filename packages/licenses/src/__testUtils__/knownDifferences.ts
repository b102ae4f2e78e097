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
