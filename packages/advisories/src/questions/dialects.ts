import {
  after,
  allBut,
  before,
  between,
  EVERYTHING,
  from,
  Interval,
  only,
  until,
} from './interval';
import { Operand, raised } from './operand';

/** What an operator makes of the version behind it; undefined: it makes no sense. */
type Operator = (operand: Operand) => Interval | undefined;

/** How one packaging system writes version ranges. */
export interface Dialect {
  operators: Readonly<Record<string, Operator>>;
  /** `1.2 - 1.5`, where there is such a thing. */
  hyphen?: (lower: Operand, upper: Operand) => Interval | undefined;
  /** `[1.0,2.0)`, as Maven and NuGet write. */
  hasBrackets?: true;
  /** What a reader is told to write, by example. */
  examples: readonly string[];
}

/** The first version that begins with some numbers, and how people write it. */
interface Floor {
  /** Comes before every pre-release. */
  version(numbers: readonly string[]): string;
  shown(numbers: readonly string[]): string;
}

const dotted = (numbers: readonly string[]) => numbers.join('.');

/** A floor by what a packaging system puts behind the numbers. */
const suffixed = (suffix: string): Floor => ({
  version: numbers => dotted(numbers) + suffix,
  shown: dotted,
});

function startOf(floor: Floor, numbers: readonly string[]): Interval {
  return numbers.length === 0
    ? EVERYTHING
    : from(floor.version(numbers), floor.shown(numbers));
}

function endOf(floor: Floor, numbers: readonly string[]): Interval {
  return before(floor.version(numbers), floor.shown(numbers));
}

/** All versions that begin with some numbers. */
function prefixed(floor: Floor, numbers: readonly string[]): Interval {
  return numbers.length === 0
    ? EVERYTHING
    : between(
        startOf(floor, numbers),
        endOf(floor, raised(numbers, numbers.length)),
      );
}

const whole =
  (make: (version: string) => Interval): Operator =>
  ({ text, isWild }) =>
    isWild ? undefined : make(text);

/** Comparators that mean the same everywhere. */
function comparators(floor: Floor | undefined): Record<string, Operator> {
  const equal: Operator = ({ text, numbers, isWild }) => {
    if (!isWild) return only(text);
    return floor && prefixed(floor, numbers);
  };
  const unequal: Operator = operand => {
    const same = equal(operand);
    return same && same !== EVERYTHING ? allBut(same) : undefined;
  };
  return {
    '': equal,
    '=': equal,
    '==': equal,
    '!=': unequal,
    '≠': unequal,
    '>=': whole(from),
    '≥': whole(from),
    '<=': whole(until),
    '≤': whole(until),
    '>': whole(after),
    '<': whole(before),
  };
}

/** `~> 2.2` and `~= 2.2`: the last number may rise (RubyGems guide "Patterns"; PEP 440, "Compatible release"). */
const compatible =
  (floor: Floor, fewest: number): Operator =>
  ({ text, numbers, isWild }) => {
    if (isWild || numbers.length < fewest) return undefined;
    const kept = Math.max(numbers.length - 1, 1);
    return between(from(text), endOf(floor, raised(numbers, kept)));
  };

const SEMVER_NUMBERS = 3;

/** Before every pre-release of a Semantic Version, as node-semver writes it. */
const semverFloor: Floor = {
  version: numbers => `${dotted(filled(numbers))}-0`,
  shown: numbers => dotted(filled(numbers)),
};

function filled(numbers: readonly string[]): string[] {
  const missing = Math.max(SEMVER_NUMBERS - numbers.length, 0);
  return [...numbers, ...Array<string>(missing).fill('0')];
}

const isShort = ({ numbers, isPlain }: Operand) =>
  isPlain && numbers.length < SEMVER_NUMBERS;

/** A whole version as it is, a short one from its first pre-release. */
const startOfShort = (floor: Floor, operand: Operand) =>
  isShort(operand) ? startOf(floor, operand.numbers) : from(operand.text);

/**
 * The leftmost number that is not zero stays (node-semver, "Caret Ranges";
 * Cargo, "Default requirements"; Composer, "Caret Version Range").
 */
const caret =
  (floor: Floor): Operator =>
  operand => {
    const { numbers } = operand;
    if (numbers.length === 0) return operand.isWild ? EVERYTHING : undefined;
    const first = numbers.findIndex(number => BigInt(number) > 0n);
    const kept = first < 0 ? numbers.length : first + 1;
    return between(
      startOfShort(floor, operand),
      endOf(floor, raised(numbers, Math.min(kept, SEMVER_NUMBERS))),
    );
  };

/** Major and minor stay, as far as they are given (node-semver, "Tilde Ranges"). */
const tilde: Operator = operand => {
  const { numbers } = operand;
  if (numbers.length === 0) return operand.isWild ? EVERYTHING : undefined;
  return between(
    startOfShort(semverFloor, operand),
    endOf(semverFloor, raised(numbers, Math.min(numbers.length, 2))),
  );
};

/** Comparators in which `1.2` stands for all of 1.2 (node-semver, "X-Ranges"). */
function semverComparators(): Record<string, Operator> {
  const plain = comparators(semverFloor);
  const short =
    (ofShort: Operator, ofWhole: Operator): Operator =>
    operand =>
      isShort(operand) ? ofShort(operand) : ofWhole(operand);
  const same = short(
    ({ numbers }) => prefixed(semverFloor, numbers),
    plain['='],
  );
  const different: Operator = operand => {
    const interval = same(operand);
    return interval && interval !== EVERYTHING ? allBut(interval) : undefined;
  };
  const start: Operator = short(
    ({ numbers }) => startOf(semverFloor, numbers),
    plain['>='],
  );
  const end: Operator = short(
    ({ numbers }) =>
      numbers.length === 0
        ? EVERYTHING
        : endOf(semverFloor, raised(numbers, numbers.length)),
    plain['<='],
  );
  const beyond: Operator = short(
    ({ numbers }) =>
      numbers.length === 0
        ? undefined
        : startOf(semverFloor, raised(numbers, numbers.length)),
    plain['>'],
  );
  const below: Operator = short(
    ({ numbers }) =>
      numbers.length === 0 ? undefined : endOf(semverFloor, numbers),
    plain['<'],
  );
  return {
    '': same,
    '=': same,
    '==': same,
    '!=': different,
    '≠': different,
    '>=': start,
    '≥': start,
    '<=': end,
    '≤': end,
    '>': beyond,
    '<': below,
  };
}

const semverOperators = semverComparators();

function semverHyphen(lower: Operand, upper: Operand): Interval | undefined {
  const end = semverOperators['<='](upper);
  return end && between(startOfShort(semverFloor, lower), end);
}

const COMPARATORS = '>=2.0.0 <2.17.1';

const npm: Dialect = {
  operators: {
    ...semverOperators,
    '^': caret(semverFloor),
    '~': tilde,
    '~>': tilde,
  },
  hyphen: semverHyphen,
  examples: [COMPARATORS, '^4.17.0', '~4.17.0', '4.x', '4.0.0 - 4.17.20'],
};

const cargo: Dialect = {
  operators: { ...semverOperators, '^': caret(semverFloor), '~': tilde },
  examples: [COMPARATORS, '^1.2.3', '~1.2.3', '1.*'],
};

const otherSemver: Dialect = {
  operators: { ...semverOperators, '^': caret(semverFloor) },
  examples: [COMPARATORS, '^1.2.3', '1.x'],
};

const hex: Dialect = {
  operators: { ...semverOperators, '~>': compatible(semverFloor, 2) },
  examples: [COMPARATORS, '~> 2.2', '>= 2.0.0 and < 2.1.0'],
};

const pypiFloor = suffixed('.dev0');
const pypi: Dialect = {
  operators: {
    ...comparators(pypiFloor),
    '===': whole(only),
    '~=': compatible(pypiFloor, 2),
  },
  examples: ['>=2.0,<2.17.1', '~=2.2', '==2.2.*', '!=2.2.1'],
};

const gemFloor = suffixed('.a');
const gem: Dialect = {
  operators: { ...comparators(gemFloor), '~>': compatible(gemFloor, 1) },
  examples: ['>= 2.0, < 2.17.1', '~> 2.2', '!= 2.2.1'],
};

const maven: Dialect = {
  operators: comparators(suffixed('-alpha')),
  hasBrackets: true,
  examples: ['[2.0,2.17.1)', COMPARATORS, '2.x', '2.14.1'],
};

const nuget: Dialect = {
  operators: comparators(semverFloor),
  hasBrackets: true,
  examples: ['[2.0,2.17.1)', COMPARATORS, '2.*', '2.14.1'],
};

const composerFloor = suffixed('-dev');
const composer: Dialect = {
  operators: {
    ...comparators(composerFloor),
    '<>': comparators(composerFloor)['!='],
    '^': caret(composerFloor),
    '~': compatible(composerFloor, 1),
  },
  examples: [COMPARATORS, '^1.2', '~1.2', '1.2.*'],
};

/** Ecosystems whose tools write no ranges that people know: comparators. */
const plain: Dialect = {
  operators: comparators(undefined),
  examples: [COMPARATORS, '2.14.1'],
};

const BY_ECOSYSTEM = new Map<string, Dialect>([
  ['npm', npm],
  ['VSCode', npm],
  ['crates.io', cargo],
  ['Go', otherSemver],
  ['Pub', otherSemver],
  ['SwiftURL', otherSemver],
  ['GitHub Actions', otherSemver],
  ['Hex', hex],
  ['PyPI', pypi],
  ['RubyGems', gem],
  ['Maven', maven],
  ['NuGet', nuget],
  ['Packagist', composer],
]);

/** How ranges of an ecosystem without its suffix are written. */
export function dialectOf(baseEcosystem: string): Dialect {
  return BY_ECOSYSTEM.get(baseEcosystem) ?? plain;
}
