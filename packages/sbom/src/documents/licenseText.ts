import parse from 'spdx-expression-parse';

// Longer texts are prose, and parsing them could nest deeply.
const MAX_EXPRESSION = 1_000;

/** Whether a declared license is a valid SPDX expression with listed ids (SPDX 2.3, annex D). */
export function isSpdxExpression(license: string): boolean {
  if (license.length > MAX_EXPRESSION) {
    return false;
  }
  try {
    parse(license);
    return true;
  } catch {
    return false;
  }
}
