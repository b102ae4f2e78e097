import fc from 'fast-check';
import { LicenseNode, LicenseTerm } from '../expressions/licenseNode';

const IDS = [
  'MIT',
  'Apache-2.0',
  'GPL-2.0-only',
  'GPL-2.0-or-later',
  'GPL-3.0-only',
  'LGPL-2.1',
  'AGPL-3.0-only',
  'BUSL-1.1',
  'LicenseRef-own',
  'DocumentRef-doc:LicenseRef-own',
];

/** One license, now and then with a `+` or an exception. */
export const licenseTerm: fc.Arbitrary<LicenseTerm> = fc
  .record({
    id: fc.constantFrom(...IDS),
    plus: fc.boolean(),
    exception: fc.option(
      fc.constantFrom(
        'Classpath-exception-2.0',
        'LLVM-exception',
        'AdditionRef-own',
      ),
      { nil: undefined, freq: 3 },
    ),
  })
  .map(({ id, plus, exception }) => ({
    type: 'license',
    id,
    orLater: plus && !id.includes('LicenseRef'),
    ...(exception && { exception }),
  }));

/** Any expression, groups within groups of the other type. */
export const licenseNode: fc.Arbitrary<LicenseNode> = fc.letrec<{
  node: LicenseNode;
  and: LicenseNode;
  or: LicenseNode;
}>(tie => ({
  node: fc.oneof({ maxDepth: 4 }, licenseTerm, tie('and'), tie('or')),
  and: group('and', fc.oneof({ maxDepth: 4 }, licenseTerm, tie('or'))),
  or: group('or', fc.oneof({ maxDepth: 4 }, licenseTerm, tie('and'))),
})).node;

function group(
  type: 'and' | 'or',
  member: fc.Arbitrary<LicenseNode>,
): fc.Arbitrary<LicenseNode> {
  return fc
    .array(member, { minLength: 2, maxLength: 4 })
    .map(members => ({ type, members }));
}

/** Text that comes near to an expression, or is one. */
export const nearlyExpression: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...IDS, 'AND', 'OR', 'WITH', '(', ')', '+', 'or', ':'),
      fc.constantFrom('LLVM-exception', 'NONE', 'LicenseRef-', '__proto__'),
      fc.string(),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(' '));
