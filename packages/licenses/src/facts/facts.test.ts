import fc from 'fast-check';
import { builtInLicensePolicies } from '../policy/builtInPolicies';
import { evaluateLicense } from '../policy/evaluate';
import { licenseTextOf } from './licenseTextOf';
import { LicenseClaim, resolveLicense } from './resolveLicense';

const claim = (source: string, text?: string): LicenseClaim => ({
  source,
  text,
});

describe('resolveLicense', () => {
  it.each([
    ['one source', ['MIT'], 'known', 'MIT'],
    ['two in other words', ['apache 2', 'Apache-2.0'], 'known', 'Apache-2.0'],
    ['two orders', ['MIT OR ISC', 'ISC OR MIT'], 'known', 'ISC OR MIT'],
    ['a clear one settles', ['BSD', 'BSD-3-Clause'], 'known', 'BSD-3-Clause'],
    [
      'two doubts that share one',
      ['public domain', 'Unlicensed'],
      'known',
      'Unlicense',
    ],
    ['no license at all', ['NONE'], 'known', 'NONE'],
    ['nothing said beside', ['MIT', 'NOASSERTION', ''], 'known', 'MIT'],
    ['not understood beside', ['MIT', 'see the file'], 'known', 'MIT'],
    ['another license', ['MIT', 'ISC'], 'conflicting', undefined],
    ['a choice of it', ['MIT', 'MIT OR Apache-2.0'], 'conflicting', undefined],
    ['outside the doubt', ['BSD', 'MIT'], 'conflicting', undefined],
    ['only a doubt', ['BSD', 'BSD License'], 'ambiguous', undefined],
    ['nothing', [], 'unknown', undefined],
    ['no assertion', ['NOASSERTION'], 'unknown', undefined],
    ['nonsense', ['foo license'], 'unknown', undefined],
  ] as const)('%s: %j is %s', (_, texts, state, expression) => {
    const resolved = resolveLicense(
      texts.map((text, index) => claim(`source ${index}`, text)),
    );
    expect(resolved.state).toBe(state);
    expect('expression' in resolved ? resolved.expression : undefined).toBe(
      expression,
    );
  });

  it('says who said what', () => {
    expect(
      resolveLicense([claim('lock file', 'BSD'), claim('registry', 'mit')]),
    ).toEqual({
      state: 'conflicting',
      claims: [
        {
          source: 'lock file',
          text: 'BSD',
          normalized: {
            ambiguous: ['BSD-2-Clause', 'BSD-3-Clause'],
            how: 'alias',
          },
        },
        {
          source: 'registry',
          text: 'mit',
          normalized: { expression: 'MIT', how: 'exact' },
        },
      ],
      reason: 'lock file says BSD-2-Clause or BSD-3-Clause; registry says MIT.',
    });
    expect(resolveLicense([claim('registry', '  our own ')]).reason).toBe(
      'registry says "our own", which names no known license.',
    );
  });

  it('names the source that is clear', () => {
    expect(
      resolveLicense([
        claim('lock file', 'BSD'),
        claim('registry', '3-clause BSD'),
      ]),
    ).toMatchObject({ state: 'known', source: 'registry' });
  });

  it('believes a curator before all others', () => {
    const others = [claim('lock file', 'MIT'), claim('registry', 'ISC')];
    const curated = (text: string) => ({
      ...claim('curator', text),
      curated: true,
    });
    expect(resolveLicense([...others, curated('Zlib')])).toMatchObject({
      state: 'known',
      expression: 'Zlib',
      source: 'curator',
    });
    expect(resolveLicense([...others, curated('?')]).state).toBe('conflicting');
    expect(resolveLicense([curated('Zlib'), curated('X11')]).state).toBe(
      'conflicting',
    );
  });

  it('comes to the same in any order', () => {
    const text = fc.constantFrom('MIT', 'BSD', 'BSD-3-Clause', 'EPL', '', 'x');
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), texts => {
        const resolve = (list: readonly string[]) => {
          const { state, ...rest } = resolveLicense(
            list.map(each => claim('source', each)),
          );
          const { expression, candidates } = {
            expression: undefined,
            candidates: undefined,
            ...rest,
          };
          return { state, expression, candidates };
        };
        expect(resolve([...texts].reverse())).toEqual(resolve(texts));
      }),
    );
  });

  it('is what a policy judges', () => {
    const policy = builtInLicensePolicies['hosted-service'];
    const judge = (...texts: string[]) =>
      evaluateLicense(
        resolveLicense(texts.map(text => claim('registry', text))),
        policy,
      );
    expect(judge('MIT').verdict).toBe('allow');
    expect(judge('MIT', 'ISC')).toMatchObject({
      verdict: 'review',
      reasons: [
        { rule: 'conflicting', text: 'registry says MIT; registry says ISC.' },
      ],
    });
  });
});

describe('licenseTextOf', () => {
  it.each([
    [{ license: 'MIT' }, 'MIT'],
    [{ license: { type: 'MIT', url: 'https://x' } }, 'MIT'],
    [{ license: { url: 'https://unlicense.org' } }, 'https://unlicense.org'],
    [
      { licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] },
      '(MIT) OR (GPL-2.0)',
    ],
    [{ licenses: ['MIT', 'MIT'] }, 'MIT'],
    [{ license: 'MIT', licenses: 'ISC' }, '(MIT) OR (ISC)'],
    [{ license: ['MIT', 'ISC'] }, '(MIT) OR (ISC)'],
    [{ license: 1 }, undefined],
    [{ license: { type: {} } }, undefined],
    [{}, undefined],
    [null, undefined],
    ['MIT', undefined],
  ])('of %j is %j', (document, text) => {
    expect(licenseTextOf(document)).toBe(text);
  });
});
