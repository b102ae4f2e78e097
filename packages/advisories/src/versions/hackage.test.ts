import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('hackage', () => {
  it('compares lists of numbers', () => {
    expect(
      disorderOf('Hackage', ['0.1', '1', '1.0', '1.0.0', '1.2', '1.10']),
    ).toEqual([]);
  });

  it('refuses dashes and words', () => {
    const texts = ['', '1-0', '1.0a'];
    expect(refusedOf('Hackage', texts)).toEqual(texts);
  });
});
