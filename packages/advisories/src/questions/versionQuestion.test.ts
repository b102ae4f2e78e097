import fc from 'fast-check';
import { satisfies } from 'semver';
import { VERSIONS } from '../__testUtils__/versionArbitraries';
import { orderingOf } from '../versions/orderings';
import { VersionQuestion, VersionQuestionError } from './versionQuestion';

const read = (ecosystem: string, text: string) =>
  VersionQuestion.read(ecosystem, text);

/** Undefined where it is refused as it should be; any other error is thrown. */
function readOrRefuse(ecosystem: string, text: string) {
  try {
    return read(ecosystem, text);
  } catch (error) {
    if (error instanceof VersionQuestionError) return undefined;
    throw error;
  }
}

describe('a question about versions', () => {
  it.each([
    ['npm', '^4.17.0', '≥ 4.17.0, < 5.0.0'],
    ['npm', '^0.2.3', '≥ 0.2.3, < 0.3.0'],
    ['npm', '~4.17', '≥ 4.17.0, < 4.18.0'],
    ['npm', '4.x', '≥ 4.0.0, < 5.0.0'],
    ['npm', '4', '≥ 4.0.0, < 5.0.0'],
    ['npm', '*', 'any version'],
    ['npm', '1.2.3 - 2.3', '≥ 1.2.3, < 2.4.0'],
    ['npm', '>=2.0.0 <2.17.1 || 1.2.17', '≥ 2.0.0, < 2.17.1 or = 1.2.17'],
    ['npm', '>= 2.0.0, < 2.17.1', '≥ 2.0.0, < 2.17.1'],
    ['npm', '>1 >=2.5.0 <4 <=3.1.0', '≥ 2.5.0, ≤ 3.1.0'],
    ['crates.io', '^1.2, != 1.2.5', '≥ 1.2.0, < 2.0.0, ≠ 1.2.5'],
    ['Go', 'v1.2.3', '= v1.2.3'],
    [
      'Hex',
      '~> 2.2 or >= 3.1.0 and < 3.2.0',
      '≥ 2.2, < 3.0.0 or ≥ 3.1.0, < 3.2.0',
    ],
    ['PyPI', '~=2.2.1', '≥ 2.2.1, < 2.3'],
    ['PyPI', '==2.*, !=2.3', '≥ 2, < 3, ≠ 2.3'],
    ['PyPI', '!=2.3.*', 'not (≥ 2.3, < 2.4)'],
    ['PyPI', '>=1!0.1', '≥ 1!0.1'],
    ['RubyGems', '~> 2.2', '≥ 2.2, < 3'],
    ['RubyGems', '~> 2', '≥ 2, < 3'],
    ['Maven', '[2.0,2.17.1)', '≥ 2.0, < 2.17.1'],
    ['Maven', '(,1.0],[1.2,)', '≤ 1.0 or ≥ 1.2'],
    ['Maven', '[1.5]', '= 1.5'],
    ['Maven', '(,)', 'any version'],
    ['Maven', '2.x', '≥ 2, < 3'],
    ['Maven', '2.+', '≥ 2, < 3'],
    ['Maven', '<=2.0-beta9', '≤ 2.0-beta9'],
    ['NuGet', '[6.0,)', '≥ 6.0'],
    ['NuGet', '6.*', '≥ 6.0.0, < 7.0.0'],
    ['Packagist', '~1.2', '≥ 1.2, < 2'],
    ['Packagist', '^1.2|^2.0', '≥ 1.2, < 2 or ≥ 2.0, < 3'],
    ['Debian:12', '>= 1:2.3~rc1 < 1:2.4', '≥ 1:2.3~rc1, < 1:2.4'],
  ])('of %s: %s is read as %s', (ecosystem, text, expected) => {
    expect(read(ecosystem, text).describe()).toBe(expected);
  });

  it.each([
    ['npm', '=>4'],
    ['npm', 'foo'],
    ['npm', '(((('],
    ['npm', 'below 2.17.1'],
    ['npm', ''],
    ['npm', '1.0.0 ||'],
    ['npm', '>='],
    ['npm', '[1.0,2.0)'],
    ['npm', '>=main'],
    ['npm', 'latest'],
    ['npm', '__proto__1'],
    ['Maven', 'foo'],
    ['Maven', '(((('],
    ['Maven', 'below 2.17.1'],
    ['Maven', '[1.0'],
    ['Maven', '[1.0,2.0) 3.0'],
    ['Maven', '(1.0)'],
    ['Maven', '^2.0'],
    ['PyPI', '~=2'],
    ['PyPI', '>=2.*'],
    ['RubyGems', '^2.0'],
    ['Debian', '4.x'],
    ['OSS-Fuzz', '1.0'],
    ['Nonsense', '>=1.0.0'],
  ])('of %s: %j is refused with what is accepted', (ecosystem, text) => {
    expect(() => read(ecosystem, text)).toThrow(/ranges look like \S/);
  });

  it('is refused where no version could be inside', () => {
    expect(() => read('npm', '>=5.0.0 <4.0.0')).toThrow(
      'No version is ≥ 5.0.0 and < 4.0.0',
    );
    expect(() => read('Maven', '(1.0,1.0]')).toThrow('No version is');
  });

  it.each([
    ['npm', '^4.17.0', '4.17.21-beta.1', true],
    ['npm', '^4.17.0', '5.0.0-alpha', false],
    ['npm', '4.x', '4.0.0-rc.1', true],
    ['npm', '<2.0.0', '2.0.0-rc.1', true],
    ['PyPI', '<1.0', '1.0a1', true],
    ['PyPI', '==2.5.0', '2.5.0+cpu', true],
    ['PyPI', '<=2.5.0', '2.5.0+cpu', true],
    ['PyPI', '==2.5.0+cu1', '2.5.0+cpu', false],
    ['PyPI', '~=2.2', '3.0rc1', false],
    ['RubyGems', '~> 2.2', '3.0.0.pre', false],
    ['Maven', '<1.0', '1.0-SNAPSHOT', true],
    ['Maven', '2.x', '2.0-alpha-1', true],
    ['Maven', '2.x', '3.0-alpha-1', false],
    ['Packagist', '~1.2', '2.0.0-alpha1', false],
  ])('of %s: %s contains %s: %p', (ecosystem, range, version, expected) => {
    expect(read(ecosystem, range).contains(version)).toBe(expected);
  });

  it('says so of a version that has no order', () => {
    expect(read('npm', '>=1.0.0').contains('main')).toBeUndefined();
  });
});

describe('npm ranges', () => {
  const part = fc.nat({ max: 4 }).map(String);
  const whole = fc.tuple(part, part, part).map(parts => parts.join('.'));
  const short = fc.oneof(
    whole,
    part,
    fc.tuple(part, part).map(parts => parts.join('.')),
    fc.tuple(part, fc.constantFrom('x', '*')).map(parts => parts.join('.')),
    fc.constant('*'),
  );
  const comparator = fc
    .tuple(
      fc.constantFrom('', '=', '>', '>=', '<', '<=', '^', '~'),
      fc.constantFrom('', ' '),
      short,
    )
    .map(parts => parts.join(''));
  const range = fc.oneof(
    fc.array(comparator, { minLength: 1, maxLength: 3 }).map(c => c.join(' ')),
    fc.tuple(short, short).map(ends => ends.join(' - ')),
  );
  const ranges = fc
    .array(range, { minLength: 1, maxLength: 3 })
    .map(all => all.join(' || '));

  const numbers = [0, 1, 2, 3, 4, 5, 6];
  const releases = numbers.flatMap(a =>
    numbers.flatMap(b => numbers.map(c => `${a}.${b}.${c}`)),
  );
  const isEmpty = (text: string) =>
    !releases.some(release => satisfies(release, text));

  it('hold the releases that node-semver says they hold', () => {
    fc.assert(
      fc.property(ranges, whole, (text, version) => {
        const question = readOrRefuse('npm', text);
        // Refused is what holds no version at all.
        fc.pre(question !== undefined || !text.split('||').some(isEmpty));
        expect(question?.contains(version)).toBe(satisfies(version, text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any text', () => {
  it('is read, or refused with its own error', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            ...['[', ')', ',', '|', '^', '~', '>', '=', '!', '*', '.', ' - '],
            ...['1', '2.0', 'x', 'v', ' ', 'or', '+', '-'],
          ),
        )
        .map(parts => parts.join('')),
    );
    const ecosystems = VERSIONS.map(([ecosystem]) => ecosystem);
    fc.assert(
      fc.property(
        fc.constantFrom(...ecosystems, 'Nonsense'),
        text,
        fc.string({ maxLength: 20 }),
        (ecosystem, asked, version) => {
          const question = readOrRefuse(ecosystem, asked);
          expect(question?.describe()).not.toBe('');
          expect([true, false, undefined]).toContain(
            question?.contains(version),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** Where `1.2` stands for all of 1.2, so that its bounds are others. */
const SHORTENING = ['npm', 'Pub'];
/** Whose bounds say nothing of local parts. */
const LOCAL = 'PyPI';

describe.each(
  VERSIONS.filter(([name]) => name !== LOCAL && !SHORTENING.includes(name)),
)('%s versions', (ecosystem, versions) => {
  const ordering = orderingOf(ecosystem)!;
  const compare = (a: string, b: string) =>
    ordering.compare(ordering.parse(a), ordering.parse(b));
  const usual = versions.filter(text => /^\d[\w.+~:-]*$/.test(text));

  it('are inside bounds as their order says, and as described', () => {
    fc.assert(
      fc.property(usual, usual, usual, (low, high, asked) => {
        fc.pre(compare(low, high) < 0);
        const question = read(ecosystem, `>= ${low}, < ${high}`);
        expect(question.contains(asked)).toBe(
          compare(asked, low) >= 0 && compare(asked, high) < 0,
        );
        const again = read(ecosystem, question.describe());
        expect(again.describe()).toBe(question.describe());
      }),
    );
  });
});
