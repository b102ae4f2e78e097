/** How far an upgrade goes, by the first number that differs. @public */
export type VersionStep = 'patch' | 'minor' | 'major' | 'unknown';

const STEPS: readonly VersionStep[] = ['patch', 'minor', 'unknown', 'major'];

/** The place of a step: the larger, the more it may break. What is not known may be major. */
export function stepOrder(step: VersionStep): number {
  return STEPS.indexOf(step);
}

/** The one that may break the most. @public */
export function widestStep(steps: readonly VersionStep[]): VersionStep {
  return steps.reduce((a, b) => (stepOrder(a) >= stepOrder(b) ? a : b));
}

/** What comes before the numbers of a version: `v`, and an epoch of Python's or Debian's. */
const BEFORE = /^v?(?:\d+[!:])?/i;
const NUMBERS = /^\d+(?:\.\d+)*/;

/**
 * The step between two versions: the first, second or any later of their numbers differs (Semantic
 * Versioning 2.0.0, section 2). `unknown` where one has no numbers, or they do not differ in them.
 *
 * @public
 */
export function versionStep(from: string, to: string): VersionStep {
  const [a, b] = [from, to].map(numbersOf);
  if (!a || !b) return 'unknown';
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if ((a[i] ?? 0n) === (b[i] ?? 0n)) continue;
    if (i === 0) return 'major';
    return i === 1 ? 'minor' : 'patch';
  }
  return 'unknown';
}

function numbersOf(version: string): bigint[] | undefined {
  const [numbers] = NUMBERS.exec(version.replace(BEFORE, '')) ?? [];
  // As long as a version may be, and longer than a number can be exact.
  return numbers?.split('.').map(BigInt);
}
