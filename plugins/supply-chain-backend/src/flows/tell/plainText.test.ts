import fc from 'fast-check';
import { plainText } from './plainText';

describe('texts of strangers', () => {
  it.each([
    'see https://evil.example/a',
    '[click](javascript:alert(1))',
    '<!channel> <@U123> <https://evil.example|x>',
    '<img src=x onerror=alert(1)>',
    '@team *bold* `code`',
    'a\u202Eb\u0000c\u200Bd\r\nSubject: x',
    'www.evil.example',
  ])('are inert: %p', text => {
    const plain = plainText(text);
    expect(plain).not.toMatch(/[<>&`]|:\/\/|www\.|\]\(|[@*]\w/);
    // What joins characters is our own.
    expect(plain.replaceAll('\u2060', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });

  it('are bounded, and names of packages are read as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), text => {
        expect(
          [...plainText(text, 50).replaceAll('\u2060', '')].length,
        ).toBeLessThanOrEqual(50);
      }),
    );
    expect(plainText('org.apache:log4j-core')).toBe('org.apache:log4j-core');
    expect(plainText('@acme/x').replaceAll('\u2060', '')).toBe('@acme/x');
  });
});
