import fc from 'fast-check';
import { fitsPath, fitsWildcards } from './wildcards';

/** The same by a regular expression. */
const asExpression = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map(part => part.replace(/[.]/g, '\\.'))
      .join('.*')}$`,
    's',
  );

it('fits what a regular expression fits', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '.'), { maxLength: 8 })
    .map(letters => letters.join(''));
  const pattern = fc
    .array(fc.constantFrom('a', 'b', '.', '*'), { maxLength: 8 })
    .map(letters => letters.join(''));
  fc.assert(
    fc.property(pattern, text, (wild, one) => {
      expect(fitsWildcards(wild, one)).toBe(asExpression(wild).test(one));
    }),
  );
});

it('fits paths segment by segment', () => {
  const segment = fc.constantFrom('a', 'b', 'ab');
  const pattern = fc.array(fc.constantFrom('a', '*', 'a*', '**'), {
    maxLength: 5,
  });
  // What it means: `**` is nothing, or one segment and itself again.
  const means = (parts: string[], path: string[]): boolean => {
    const [first, ...rest] = parts;
    if (first === undefined) return path.length === 0;
    if (first === '**') {
      return (
        means(rest, path) || (path.length > 0 && means(parts, path.slice(1)))
      );
    }
    return (
      path.length > 0 &&
      fitsWildcards(first, path[0]) &&
      means(rest, path.slice(1))
    );
  };
  fc.assert(
    fc.property(pattern, fc.array(segment, { maxLength: 5 }), (parts, path) => {
      expect(fitsPath(parts, path)).toBe(means(parts, path));
    }),
  );
});

it('takes no longer for what nearly fits', () => {
  const started = performance.now();
  expect(fitsWildcards(`${'*a'.repeat(2_000)}b`, 'a'.repeat(20_000))).toBe(
    false,
  );
  expect(
    fitsPath(
      [...Array.from({ length: 200 }, (_, i) => (i % 2 ? 'a' : '**')), 'b'],
      'a/'.repeat(1_000).split('/'),
    ),
  ).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});
