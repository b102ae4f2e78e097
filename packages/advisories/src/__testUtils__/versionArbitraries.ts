import fc from 'fast-check';

const number = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 12 }).map(String) },
  { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String) },
  { weight: 1, arbitrary: fc.nat({ max: 9 }).map(n => `0${n}`) },
);
const dotted = (min: number, max: number) =>
  fc
    .array(number, { minLength: min, maxLength: max })
    .map(parts => parts.join('.'));
const optional = (text: fc.Arbitrary<string>) => fc.option(text, { nil: '' });
const oneOf = (...words: string[]) => fc.constantFrom(...words);
const joined = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map(texts => texts.join(''));

const identifier = fc.oneof(number, oneOf('alpha', 'beta', 'rc', 'x-y', 'R2'));
const identifiers = (mark: string) =>
  optional(
    fc
      .array(identifier, { minLength: 1, maxLength: 3 })
      .map(parts => mark + parts.join('.')),
  );
const semver = joined(dotted(1, 4), identifiers('-'), identifiers('+'));

const identifierOf = (...words: string[]) => fc.oneof(number, oneOf(...words));

const pep440 = joined(
  optional(number.map(epoch => `${epoch}!`)),
  dotted(1, 4),
  optional(joined(oneOf('a', '.beta', 'rc', '-pre'), number)),
  optional(joined(oneOf('.post', '-', 'r'), number)),
  optional(joined(oneOf('.dev', 'dev'), number)),
  optional(
    joined(
      fc.constant('+'),
      identifierOf('local', 'ubuntu'),
      optional(joined(fc.constant('.'), number)),
    ),
  ),
);

/** Parts of many kinds in any order, with or without marks between. */
const soup = (marks: string[], words: string[]) =>
  fc
    .array(fc.tuple(oneOf('', ...marks), identifierOf(...words)), {
      maxLength: 6,
    })
    .chain(tail =>
      number.map(head => head + tail.map(part => part.join('')).join('')),
    );

const legacyPypi = soup(
  ['.', '-', '_', ':'],
  ['p', 'dev', 'final', 'beta', 'svn', 'T'],
);
const qualifier = oneOf(
  ...['a', 'alpha', 'm', 'RC', 'cr', 'SNAPSHOT', 'ga', 'Final', 'sp', 'jre'],
);
/** Without a dot before a qualifier, where Maven's own order has circles. */
const maven = joined(
  dotted(1, 3),
  fc
    .array(
      fc.oneof(
        joined(oneOf('-', ''), qualifier),
        joined(oneOf('-', '.'), number),
      ),
      {
        maxLength: 5,
      },
    )
    .map(parts => parts.join('')),
);
const rubygems = joined(
  number,
  fc
    .array(fc.tuple(oneOf('.', '-'), identifierOf('a', 'beta', 'rc1', 'pre')), {
      maxLength: 4,
    })
    .map(parts => parts.map(part => part.join('')).join(''))
    .filter(tail => (tail.match(/-/g) ?? []).length < 2),
);
const packagist = soup(
  ['.', '-', '_', '+'],
  ['dev', 'alpha', 'b', 'RC', 'pl', 'p', 'patch'],
);
const debian = joined(
  optional(number.map(epoch => `${epoch}:`)),
  soup(['.', '+', '~', '-'], ['deb', 'ubuntu', 'rc', 'a']),
);
const alpine = joined(
  dotted(1, 4),
  optional(oneOf('a', 'b')),
  optional(joined(oneOf('_alpha', '_rc', '_p', '_git'), optional(number))),
  optional(joined(fc.constant('-r'), number)),
);
const rpm = joined(
  optional(number.map(epoch => `${epoch}:`)),
  soup(['.', '~', '^', '_', '-'], ['el', 'rc', 'git', 'a']),
);

const conan = joined(
  dotted(1, 4),
  optional(oneOf('a', 'zg')),
  optional(joined(oneOf('-rc', '-alpha.', '-'), number)),
  optional(joined(oneOf('+', '+b'), number)),
);

/** Versions of every ecosystem that has an order of its own. */
export const VERSIONS: readonly [
  ecosystem: string,
  versions: fc.Arbitrary<string>,
][] = [
  ['npm', semver],
  ['Pub', semver],
  ['NuGet', semver],
  ['PyPI', fc.oneof(pep440, pep440, legacyPypi)],
  ['Maven', maven],
  ['RubyGems', rubygems],
  ['Packagist', packagist],
  ['Debian', debian],
  ['Alpine', alpine],
  ['Red Hat', rpm],
  ['ConanCenter', conan],
  ['CRAN', dotted(1, 5).map(text => text.replace('.', '-'))],
  ['Hackage', dotted(1, 5)],
];
