import { NamePatterns } from './ownNames';
import fc from 'fast-check';
import type { RiskOptions } from '../model';
import { RiskJudge } from '../RiskJudge';

const now = new Date('2026-12-01T00:00:00Z');

/** What is said of a name, as `rule confidence known name`. */
function said(
  ecosystem: string,
  name: string,
  options: Partial<RiskOptions> = {},
): string | undefined {
  const judge = new RiskJudge({ now, ...options });
  const [risk] = judge.judge({ ecosystem, name, version: '1.0.0' });
  return risk && `${risk.rule} ${risk.confidence} ${risk.detail ?? ''}`.trim();
}

describe('names near to well-known ones', () => {
  it.each([
    // Of records of malicious packages, or as these are made.
    ['npm', 'crossenv', 'similar-name medium cross-env'],
    ['npm', 'cross-env.js', 'similar-name medium cross-env'],
    ['npm', 'mongose', 'similar-name medium mongoose'],
    ['npm', 'lodahs', 'similar-name medium lodash'],
    ['npm', 'ua-parser-jss', 'similar-name medium ua-parser-js'],
    ['npm', 'babelcli', 'namespace-left-out medium @babel/cli'],
    ['npm', 'types-node', 'namespace-left-out medium @types/node'],
    ['npm', '@bable/core', 'similar-namespace high babel'],
    ['npm', '@nesjs/core', 'similar-namespace high nestjs'],
    ['PyPI', 'Reqeusts', 'similar-name medium requests'],
    ['PyPI', 'beautifulsup4', 'similar-name medium beautifulsoup4'],
    ['crates.io', 'proc_macro1', 'similar-name medium proc-macro2'],
    ['crates.io', 'rustdecimal', 'similar-name medium rust-decimal'],
    ['NuGet', '2cаptcha.api', 'confusable-name high'],
    ['NuGet', 'NewtonsoftJson', 'similar-name medium newtonsoft.json'],
    ['RubyGems', 'rest-cilent', 'similar-name medium rest-client'],
    [
      'Go',
      'github.com/boltdb-go/bolt',
      'similar-namespace high github.com/boltdb',
    ],
    [
      'Maven',
      'org.fasterxml.jackson.core:jackson-databind',
      'similar-namespace high com.fasterxml.jackson.core',
    ],
    ['Packagist', 'symfnoy/console', 'similar-namespace high symfony'],
    ['npm', 'b0dy-parser', 'confusable-name high body-parser'],
  ])('are told of, in %s: %s', (ecosystem, name, expected) => {
    expect(said(ecosystem, name)).toBe(expected);
  });

  it.each([
    ['npm', 'lodash'],
    ['npm', '@babel/anything'],
    ['npm', 'preact'],
    ['npm', 'tslint'],
    ['npm', 'cookies'],
    ['npm', '@acme/lodahs'],
    ['npm', '@aws-cdk/core'],
    ['npm', 'crypto-es'],
    ['PyPI', 'Flask_Cors'],
    ['PyPI', 'pyaml'],
    ['crates.io', 'serde_json'],
    ['Go', 'github.com/sirupsen/logrus/v2'],
    ['Go', 'gopkg.in/yaml.v3'],
    ['Maven', 'org.apache.commons:commons-anything'],
    ['NuGet', 'newtonsoft.json'],
    ['Debian', 'opensll'],
    ['npm', 'x'.repeat(10_000)],
  ])('are not told of, in %s: %s', (ecosystem, name) => {
    expect(said(ecosystem, name)).toBeUndefined();
  });

  it('that are less sure are told of where that is asked for', () => {
    expect(said('npm', 'jsdoc', { leastConfidence: 'low' })).toBe(
      'similar-name low jsdom',
    );
  });

  it('that have been there for years are less sure', () => {
    const judge = new RiskJudge({ now, leastConfidence: 'low' });
    const pkg = { ecosystem: 'npm', name: 'crossenv', version: '1.0.0' };
    const firstPublishedAt = new Date('2017-08-01T00:00:00Z');
    expect(judge.judge(pkg, { firstPublishedAt })[0]).toMatchObject({
      confidence: 'low',
      message: expect.stringContaining('It has been there since 2017-08-01.'),
    });
  });
});

describe('names near to those of the organization', () => {
  const ownPackages = ['npm:@acme/ui', 'npm:@acme/*', 'Maven:com.acme.shop:*'];
  it.each([
    ['npm', '@acme/ui', undefined],
    ['npm', '@acme/anything', undefined],
    ['npm', 'acme-ui', 'namespace-left-out high @acme/ui'],
    ['npm', '@acne/ui', 'similar-own-name high acme'],
    ['npm', '@acmee/other', 'similar-own-name medium acme'],
    ['Maven', 'com.acme.shop:cart', undefined],
    ['Maven', 'com.acme.shpo:cart', 'similar-own-name high com.acme.shop'],
    ['npm', 'lodahs', 'similar-name medium lodash'],
  ])('in %s: %s', (ecosystem, name, expected) => {
    expect(said(ecosystem, name, { ownPackages })).toBe(expected);
  });
});

describe('patterns of own names', () => {
  it.each([
    ['PyPI:acme_*', 'PyPI', 'acme-thing', true],
    ['pypi:Acme.Tools', 'PyPI', 'acme-tools', true],
    ['PyPI:acme-*', 'PyPI', 'Acme_Thing', true],
    ['NuGet:Acme.*', 'NuGet', 'acme.core', true],
    ['npm:acme_*', 'npm', 'acme-thing', false],
    ['Debian:12:acme-*', 'Debian:12', 'acme-tool', true],
    ['*:acme-*', 'Go', 'acme-tool', true],
  ])('%s in %s: %s', (pattern, ecosystem, name, expected) => {
    expect(new NamePatterns([pattern]).has(ecosystem, name)).toBe(expected);
  });
});

describe('any name', () => {
  it('is judged without an error, and the same each time', () => {
    const judge = new RiskJudge({ now, ownPackages: ['npm:@acme/*'] });
    const ecosystems = ['npm', 'PyPI', 'Maven', 'Go', 'NuGet', 'Packagist'];
    fc.assert(
      fc.property(
        fc.constantFrom(...ecosystems),
        fc.string({ unit: 'binary', maxLength: 60 }),
        (ecosystem, name) => {
          const pkg = { ecosystem, name, version: '1' };
          expect(judge.judge(pkg)).toEqual(judge.judge(pkg));
        },
      ),
    );
  });
});
