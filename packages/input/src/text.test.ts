import * as fc from 'fast-check';
import { decodeText } from './text';

const MARK = '\ufeff';

function encoded(text: string, encoding: 'utf8' | 'utf16le' | 'utf16be') {
  return encoding === 'utf16be'
    ? Buffer.from(text, 'utf16le').swap16()
    : Buffer.from(text, encoding);
}

describe('decodeText', () => {
  it.each(['utf8', 'utf16le', 'utf16be'] as const)(
    'takes any text in %s by its byte order mark',
    encoding => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), text => {
          expect(decodeText(encoded(MARK + text, encoding))).toBe(text);
        }),
      );
    },
  );

  it.each(['utf8', 'utf16le', 'utf16be'] as const)(
    'takes %s without a mark by its first character',
    encoding => {
      // A text that begins beyond ASCII needs its mark in UTF-16.
      for (const text of ['<ä/>', '{"ä": 1}', '', 'a']) {
        expect(decodeText(encoded(text, encoding))).toBe(text);
      }
    },
  );

  it('throws for broken bytes only where it is strict', () => {
    const bytes = Buffer.from([0x61, 0xff]);
    expect(decodeText(bytes)).toBe('a\ufffd');
    expect(() => decodeText(bytes, { strict: true })).toThrow(/not valid/);
  });
});
