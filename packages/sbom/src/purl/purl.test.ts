import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import fc from 'fast-check';
import { PurlError } from '../errors';
import { corpora, hasCorpus, thrownBy } from '@safety-curtain/testing';
import { formatPurl, parsePurl, type PurlParts } from './purl';

interface SpecTest {
  description: string;
  test_type: 'parse' | 'build' | 'validate' | 'roundtrip';
  input: string | PurlParts;
  expected_output: string | PurlParts | null;
  expected_failure: boolean;
}

function specTests(): Array<[string, SpecTest]> {
  return ['spec', 'types'].flatMap(folder =>
    readdirSync(join(corpora, 'purl', folder)).flatMap(file => {
      const suite = JSON.parse(
        readFileSync(join(corpora, 'purl', folder, file), 'utf8'),
      );
      return suite.tests.map((test: SpecTest, index: number) => [
        `${file} ${index}: ${test.test_type} ${JSON.stringify(test.input)}`,
        test,
      ]);
    }),
  );
}

function withNulls(purl: PurlParts) {
  const { type, namespace, name, version, qualifiers, subpath } = purl;
  return {
    type,
    namespace: namespace ?? null,
    name,
    version: version ?? null,
    qualifiers: qualifiers ? { ...qualifiers } : null,
    subpath: subpath ?? null,
  };
}

function answer({ test_type, input }: SpecTest): unknown {
  if (test_type === 'build') {
    return formatPurl(input as PurlParts);
  }
  const parsed = parsePurl(input as string);
  return test_type === 'parse' ? withNulls(parsed) : formatPurl(parsed);
}

const present = hasCorpus('purl');
const tests = present ? specTests() : [];

(present ? describe : describe.skip)(
  'the purl-spec test suite (skipped where the corpora are absent)',
  () => {
    it.each(tests.filter(([, test]) => test.expected_failure))(
      '%s is refused',
      (_, test) => expect(() => answer(test)).toThrow(PurlError),
    );

    it.each(tests.filter(([, test]) => !test.expected_failure))(
      '%s',
      (_, test) => expect(answer(test)).toEqual(test.expected_output),
    );
  },
);

describe('parsePurl and formatPurl', () => {
  const part = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });

  it('read back what they wrote', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('npm', 'golang', 'gem', 'pypi', 'generic', 'cargo'),
        part,
        part,
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9._-]{0,8}$/), part),
        (type, name, version, qualifiers) => {
          fc.pre(/[^/]/.test(name));
          const text = formatPurl({ type, name, version, qualifiers });
          expect(formatPurl(parsePurl(text))).toBe(text);
          expect(parsePurl(text).version).toBe(version);
        },
      ),
    );
  });

  it('throw nothing but PurlError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const error = thrownBy(() => parsePurl(`pkg:${text}`));
        expect([undefined, PurlError]).toContain(error?.constructor);
      }),
    );
  });

  it('keep a qualifier called __proto__ from changing anything', () => {
    expect(() => parsePurl('pkg:npm/a?__proto__=b')).toThrow(PurlError);
    expect(({} as Record<string, unknown>).b).toBeUndefined();
  });

  it('refuse a purl of a million characters at once', () => {
    expect(() => parsePurl(`pkg:npm/${'a'.repeat(1e6)}`)).toThrow(/8192/);
  });
});
