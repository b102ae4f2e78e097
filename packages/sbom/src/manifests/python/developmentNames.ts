/**
 * Whether a file, group or category is for development and tests by its name, as their authors tell
 * them apart: `requirements-dev.txt`, `test-packages`.
 */
export function isNamedForDevelopment(name: string): boolean {
  return /(?:^|[-_.])(?:dev|develop|development|test|tests|testing|lint|docs?|ci)(?:[-_.]|$)/i.test(
    name,
  );
}
