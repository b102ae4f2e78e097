import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('rpm', () => {
  it('has epochs, tildes, carets and releases', () => {
    expect(
      disorderOf('Red Hat', [
        '1.0~rc1',
        '1.0 0:1.0 1_0 1.00',
        '1.0-1.el9',
        '1.0-2.el9',
        '1.0-10.el9',
        '1.0^git1-1',
        '1.0.a',
        '1.0.1',
        '1:0.9',
      ]),
    ).toEqual([]);
  });

  it('refuses what is blank', () => {
    const texts = ['', ' '];
    expect(refusedOf('Red Hat', texts)).toEqual(texts);
  });
});
