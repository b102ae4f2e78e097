import { InputError } from '@backstage/errors';
import { compareVersions, VersionError } from '@safety-curtain/advisories';

const OPERATORS = ['>=', '<=', '>', '<', '='] as const;
type Operator = (typeof OPERATORS)[number];

interface Comparator {
  operator: Operator;
  version: string;
}

/**
 * A version range as a person types it: comparators that must all hold, with
 * alternatives joined by `||`. A bare version means that version.
 */
export class VersionRange {
  readonly #alternatives: Comparator[][];

  private constructor(alternatives: Comparator[][]) {
    this.#alternatives = alternatives;
  }

  /** Throws an `InputError` that names what is wrong. */
  static parse(text: string): VersionRange {
    const alternatives = text.split('||').map(parseAlternative);
    return new VersionRange(alternatives);
  }

  /** Whether a version of an ecosystem is inside; one that cannot be ordered is inside only where it is named. */
  contains(ecosystem: string, version: string): boolean {
    return this.#alternatives.some(comparators =>
      comparators.every(comparator => holds(ecosystem, version, comparator)),
    );
  }
}

function parseAlternative(text: string): Comparator[] {
  const tokens = text
    .replace(/(>=|<=|>|<|=)\s+/g, '$1')
    .split(/[\s,]+/)
    .filter(Boolean);
  if (tokens.length === 0) {
    throw new InputError(
      'A version range has an empty part; write it like >=2.0.0 <2.17.1',
    );
  }
  return tokens.map(token => {
    const operator = OPERATORS.find(o => token.startsWith(o));
    const version = operator ? token.slice(operator.length) : token;
    if (!version) {
      throw new InputError(`'${token}' in the version range has no version`);
    }
    return { operator: operator ?? '=', version };
  });
}

function holds(
  ecosystem: string,
  version: string,
  { operator, version: bound }: Comparator,
): boolean {
  let order: number;
  try {
    order = compareVersions(ecosystem, version, bound);
  } catch (error) {
    if (error instanceof VersionError) {
      return operator === '=' && version === bound;
    }
    throw error;
  }
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    default:
      return order === 0;
  }
}
