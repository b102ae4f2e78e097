import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('packagist', () => {
  it('orders words as version_compare does', () => {
    expect(
      disorderOf('Packagist', [
        'main',
        'dev-main',
        '1.0-snapshot',
        '1.0-dev v1.0-dev',
        '1.0-alpha1 1.0a1 1.0-ALPHA.1',
        '1.0-beta1 1.0b1',
        '1.0-RC1 1.0rc1',
        '1.0 v1.0 V1.0',
        '1.0.0',
        '1.0.0pl1 1.0.0-p1',
        '1.0.1',
      ]),
    ).toEqual([]);
  });

  it('refuses what has neither word nor number', () => {
    const texts = ['', '---'];
    expect(refusedOf('Packagist', texts)).toEqual(texts);
  });
});
