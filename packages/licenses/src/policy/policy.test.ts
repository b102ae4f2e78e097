import fc from 'fast-check';
import { licenseNode } from '../__testUtils__/licenseArbitraries';
import { licenseCategories } from '../categories/category';
import { formatLicense } from '../expressions/format';
import { builtInLicensePolicies, distributionModels } from './builtInPolicies';
import { evaluateLicense } from './evaluate';
import {
  LicensePolicy,
  LicensePolicyError,
  licenseVerdicts,
  readLicensePolicy,
} from './policy';

const document = {
  name: 'Products',
  categories: {
    'public-domain': 'allow',
    permissive: 'allow',
    'weak-copyleft': 'review',
    'strong-copyleft': 'deny',
    'network-copyleft': 'deny',
    proprietary: 'deny',
  },
  licenses: {
    'GPL-3.0': 'review',
    'GPL-2.0-only WITH Classpath-exception-2.0': 'allow',
    'LicenseRef-own': 'allow',
    JSON: 'deny',
  },
  unknown: 'review',
  ambiguous: 'review',
  conflicting: 'deny',
  noLicense: 'deny',
  unlisted: 'review',
};
const policy = readLicensePolicy(document);

function fault(json: unknown): LicensePolicyError {
  try {
    readLicensePolicy(json);
  } catch (error) {
    if (error instanceof LicensePolicyError) return error;
    throw error;
  }
  throw new Error('the policy was read');
}

describe('readLicensePolicy', () => {
  it('reads licenses in current words', () => {
    expect([...policy.licenses]).toContainEqual(['GPL-3.0-only', 'review']);
  });

  it.each([
    [[], '', 'must be an object'],
    [{ ...document, name: ' ' }, 'name', 'must be a text'],
    [{ ...document, extra: 1 }, 'extra', 'is not known here'],
    [
      { ...document, unknown: undefined },
      'unknown',
      'must be one of allow, review, deny',
    ],
    [
      { ...document, categories: { permissive: 'yes' } },
      'categories.public-domain',
      'must be one of allow, review, deny',
    ],
    [
      { ...document, licenses: { Mitt: 'deny' } },
      'licenses.Mitt',
      'unknown license "Mitt" at position 0',
    ],
    [
      { ...document, licenses: { 'MIT OR ISC': 'deny' } },
      'licenses.MIT OR ISC',
      'must be one license, without AND or OR',
    ],
    [
      { ...document, licenses: { mit: 'deny', MIT: 'allow' } },
      'licenses.MIT',
      'contradicts another entry of MIT',
    ],
    [
      JSON.parse('{"__proto__": {"name": "x"}}'),
      '__proto__',
      'is not known here',
    ],
  ])('refuses %j', (json, path, reason) => {
    expect(fault(json)).toMatchObject({ path, reason });
  });
});

describe('evaluateLicense', () => {
  it.each([
    ['MIT', 'allow', 'MIT', 'categories.permissive'],
    ['JSON', 'deny', 'JSON', 'licenses.JSON'],
    ['LicenseRef-own', 'allow', 'LicenseRef-own', 'licenses.LicenseRef-own'],
    ['LicenseRef-x', 'review', 'LicenseRef-x', 'unlisted'],
    ['any-OSI', 'review', 'any-OSI', 'unlisted'],
    ['GPL-2.0', 'deny', 'GPL-2.0-only', 'categories.strong-copyleft'],
    [
      'GPL-2.0 WITH Classpath-exception-2.0',
      'allow',
      'GPL-2.0-only WITH Classpath-exception-2.0',
      'licenses.GPL-2.0-only WITH Classpath-exception-2.0',
    ],
    [
      'GPL-2.0-only WITH Font-exception-2.0',
      'review',
      'GPL-2.0-only WITH Font-exception-2.0',
      'categories.weak-copyleft',
    ],
    [
      'GPL-3.0-only WITH GCC-exception-3.1',
      'review',
      'GPL-3.0-only WITH GCC-exception-3.1',
      'licenses.GPL-3.0-only',
    ],
    ['GPL-2.0-or-later', 'review', 'GPL-2.0-or-later', 'licenses.GPL-3.0-only'],
    ['NONE', 'deny', 'NONE', 'noLicense'],
    ['GPL-2.0-only OR MPL-2.0 OR MIT', 'allow', 'MIT', 'categories.permissive'],
  ])('%s: %s', (expression, verdict, chosen, rule) => {
    const evaluation = evaluateLicense(expression, policy);
    expect(evaluation).toMatchObject({ verdict, chosen });
    expect(evaluation.reasons.map(reason => reason.rule)).toEqual([rule]);
  });

  it('takes the best of OR and the worst of AND, and says where', () => {
    expect(
      evaluateLicense('MIT AND (AGPL-3.0-only OR MPL-2.0 AND ISC)', policy),
    ).toEqual({
      verdict: 'review',
      chosen: 'MIT AND MPL-2.0 AND ISC',
      reasons: [
        {
          license: 'MIT',
          verdict: 'allow',
          rule: 'categories.permissive',
          text: 'MIT is permissive.',
        },
        {
          license: 'MPL-2.0',
          verdict: 'review',
          rule: 'categories.weak-copyleft',
          text: 'MPL-2.0 is weak-copyleft.',
        },
        {
          license: 'ISC',
          verdict: 'allow',
          rule: 'categories.permissive',
          text: 'ISC is permissive.',
        },
      ],
      path: ['AND 2 of 2', 'OR 2 of 2', 'AND 1 of 2', 'MPL-2.0'],
    });
  });

  it.each([
    ['unknown', 'review'],
    ['ambiguous', 'review'],
    ['conflicting', 'deny'],
  ] as const)('judges %s as such', (state, verdict) => {
    const { chosen, ...rest } = evaluateLicense({ state }, policy);
    expect(chosen).toBeUndefined();
    expect(rest).toMatchObject({ verdict, path: [state] });
    expect(rest.reasons).toMatchObject([{ rule: state, verdict }]);
  });

  it('takes NOASSERTION for unknown', () => {
    expect(evaluateLicense('NOASSERTION', policy).reasons[0].rule).toBe(
      'unknown',
    );
  });

  it('is never worse where the policy allows more', () => {
    const verdict = fc.nat({ max: licenseVerdicts.length - 1 });
    const levels = fc.array(fc.tuple(verdict, verdict), {
      minLength: licenseCategories.length + 2,
      maxLength: licenseCategories.length + 2,
    });
    fc.assert(
      fc.property(licenseNode, levels, (node, pairs) => {
        const strict = policyOf(pairs.map(([a, b]) => Math.max(a, b)));
        const loose = policyOf(pairs.map(([a, b]) => Math.min(a, b)));
        const rankOf = (of: LicensePolicy) =>
          licenseVerdicts.indexOf(
            evaluateLicense(formatLicense(node), of).verdict,
          );
        expect(rankOf(loose)).toBeLessThanOrEqual(rankOf(strict));
      }),
    );
  });

  it('takes time in proportion to the expression', () => {
    const many = Array.from({ length: 4_000 }, (_, i) => `LicenseRef-${i}`);
    const deep = `${'(MIT AND (MIT OR '.repeat(300)}${many.join(
      ' AND ',
    )}${'))'.repeat(300)}`;
    expect(evaluateLicense(deep, policy).verdict).toBe('allow');
    expect(evaluateLicense(many.join(' AND '), policy).reasons).toHaveLength(
      many.length,
    );
  });
});

/** A policy of ranks: the categories in order, `unlisted`, and one license by name. */
function policyOf(ranks: readonly number[]): LicensePolicy {
  const verdicts = ranks.map(rank => licenseVerdicts[rank]);
  const [unlisted, named] = verdicts.slice(licenseCategories.length);
  return readLicensePolicy({
    ...document,
    categories: Object.fromEntries(
      licenseCategories.map((category, index) => [category, verdicts[index]]),
    ),
    licenses: { 'GPL-3.0-only': named },
    unlisted,
  });
}

describe('built-in policies', () => {
  it('settle nothing that is unknown', () => {
    for (const model of distributionModels) {
      const { unknown, ambiguous, conflicting, noLicense, unlisted } =
        builtInLicensePolicies[model];
      expect([
        unknown,
        ambiguous,
        conflicting,
        noLicense,
        unlisted,
      ]).not.toContain('allow');
    }
  });

  it.each([
    ['MIT', 'allow', 'allow', 'allow'],
    ['LGPL-2.1-only', 'allow', 'review', 'allow'],
    ['GPL-3.0-only', 'review', 'deny', 'allow'],
    ['AGPL-3.0-only', 'deny', 'deny', 'review'],
    ['BUSL-1.1', 'review', 'review', 'review'],
    ['NONE', 'deny', 'deny', 'review'],
  ])('of %s: hosted %s, shipped %s, internal %s', (license, ...verdicts) => {
    expect(
      distributionModels.map(
        model =>
          evaluateLicense(license, builtInLicensePolicies[model]).verdict,
      ),
    ).toEqual(verdicts);
  });
});
