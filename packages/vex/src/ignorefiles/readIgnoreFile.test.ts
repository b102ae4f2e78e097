import { endsWell } from '@safety-curtain/testing';
import fc from 'fast-check';
import { VexError } from '../VexError';
import { isIgnoreFile, readIgnoreFile } from './readIgnoreFile';

describe('readIgnoreFile', () => {
  const files = [
    '.snyk',
    'osv-scanner.toml',
    '.trivyignore',
    '.trivyignore.yaml',
    '.grype.yaml',
    'audit-ci.json',
    '.retireignore.json',
    'dependabot-alerts.json',
  ];

  it.each(files)(
    '%s: empty ignores nothing; a page or a pointer is refused',
    file => {
      expect(isIgnoreFile(`a/${file}`)).toBe(true);
      expect(readIgnoreFile(file, ' \n')).toMatchObject({
        entries: [],
        notUnderstood: [],
      });
      for (const text of ['<!doctype html><html></html>', 'a\0b']) {
        expect(() => readIgnoreFile(file, text)).toThrow(VexError);
      }
    },
  );

  it('reads values without a text, and lines with returns in them', () => {
    const alert = { state: 'dismissed', number: { toString: 1 } };
    expect(
      readIgnoreFile('dependabot-alerts.json', JSON.stringify([alert])),
    ).toMatchObject({ notUnderstood: [{ at: 'alert an object' }] });
    expect(
      readIgnoreFile('.trivyignore', 'CVE-2026-1001 # a\rb\n').entries,
    ).toMatchObject([{ vulnerability: 'CVE-2026-1001' }]);
  });

  // eslint-disable-next-line jest/expect-expect -- the property is what is expected
  it.each(files)('%s: any text is read or refused', file => {
    const words = fc.constantFrom(
      'ignore',
      'IgnoredVulns',
      '[[',
      ']]',
      ':',
      '-',
      '\n',
      '  ',
      'id',
      '"',
      '{',
      '}',
      '[',
      ']',
      'CVE-2026-1',
      '=',
      '*',
      '>',
      'expires',
      ',',
      'vulnerabilities',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), parts =>
        endsWell(() => readIgnoreFile(file, parts.join('')), VexError),
      ),
      { numRuns: 300 },
    );
  });
});
