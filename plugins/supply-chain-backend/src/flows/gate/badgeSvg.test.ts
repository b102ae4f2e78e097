import { readXml } from '@safety-curtain/input';
import fc from 'fast-check';
import { badgeSvg } from './badgeSvg';

describe('badgeSvg', () => {
  it('is well-formed XML that says what it was given, whatever that is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string()),
        fc.constantFrom('<script>', '"/><a', '&amp;', ']]>', '\u0000'),
        (text, hostile) => {
          const name = text + hostile;
          const svg = badgeSvg(name, [
            { label: name, value: 'high', tone: 'bad' },
          ]);
          expect(svg).not.toContain('<script');
          expect(Object.keys(readXml(svg))).toEqual(['svg']);
        },
      ),
    );
  });
});
