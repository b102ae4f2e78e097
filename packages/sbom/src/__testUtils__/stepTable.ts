/* eslint-disable jest/no-export -- a table of cases for the comparison of each format */
import { readWith } from './summary';

/** A lock file, what lies beside it, and what comparing them comes to. */
export interface StepCase {
  when: string;
  lock: string;
  beside: Record<string, string>;
  /** A difference, `in step` or `open`. */
  expected: string | RegExp;
}

/** What the comparison of a lock file comes to: a difference, `in step` or `open`. */
export function stepOf(
  path: string,
  text: string,
  neighbors: Record<string, string>,
): string {
  const { lock } = readWith(path, text, neighbors);
  if (lock?.inStep === undefined) {
    return 'open';
  }
  return lock.inStep ? 'in step' : lock.difference ?? '';
}

/** A test for each case of one lock file. */
export function itCompares(path: string, cases: readonly StepCase[]): void {
  it.each(cases.map(each => [each.when, each] as const))(
    '%s',
    (_, { lock, beside, expected }) => {
      const step = stepOf(path, lock, beside);
      expect(step).toMatch(
        typeof expected === 'string' ? exactly(expected) : expected,
      );
    },
  );
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

export const json = (value: unknown) => JSON.stringify(value);

/** A lock file of npm 7 and later; `packages/…` are members, all else is installed. */
export function npmLock(root: object, entries: Record<string, object>): string {
  return json({
    lockfileVersion: 3,
    packages: {
      '': root,
      ...Object.fromEntries(
        Object.entries(entries).map(([at, entry]) => [
          at.startsWith('packages/') ? at : `node_modules/${at}`,
          entry,
        ]),
      ),
    },
  });
}
