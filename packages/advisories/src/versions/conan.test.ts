import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('conan', () => {
  it('orders numbers before words, letters at the end, pre-releases and builds', () => {
    expect(
      disorderOf('ConanCenter', [
        '1.0.2u',
        '1.0.2zg',
        '1.1.0',
        '1.1.1-rc1',
        '1.1.1',
        '1.1.1+1',
        '1.1.1k',
        '1.1.1t',
        '1.1.10',
        '3',
        'cci.20210118',
        'cci.20230101',
      ]),
    ).toEqual([]);
  });

  it('refuses what is no version', () => {
    const texts = ['', '-1', '>=1', '1 2', '[>1]'];
    expect(refusedOf('ConanCenter', texts)).toEqual(texts);
  });
});
