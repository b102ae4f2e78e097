import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('cran', () => {
  it('compares lists of numbers', () => {
    expect(
      disorderOf('CRAN', ['0.9-1 0.9.1', '1.0', '1.0-0', '1.0.3', '1.10']),
    ).toEqual([]);
  });

  it('refuses words', () => {
    const texts = ['', '1.0a', '1.', '-1'];
    expect(refusedOf('CRAN', texts)).toEqual(texts);
  });
});
