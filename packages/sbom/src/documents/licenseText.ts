import { formatLicense, parseLicense } from '@safety-curtain/licenses';

/** Longer texts are prose. */
const MAX_EXPRESSION = 1_000;

/**
 * Whether a declared license may stand in a document as an expression: valid (SPDX 2.3, annex D),
 * with ids and operators spelled as SPDX does, and without what only SPDX 3 has.
 */
export function isSpdxExpression(license: string): boolean {
  if (license.length > MAX_EXPRESSION || license.includes('AdditionRef-')) {
    return false;
  }
  try {
    const parsed = parseLicense(license);
    const isKeyword = parsed.type === 'none' || parsed.type === 'noassertion';
    return !isKeyword && bare(license) === bare(formatLicense(parsed));
  } catch {
    return false;
  }
}

/** Without what may be written in several ways. */
function bare(expression: string): string {
  return expression.replace(/[()\s]+/g, ' ').trim();
}
