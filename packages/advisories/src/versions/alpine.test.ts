import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('alpine', () => {
  it('has letters, suffixes and revisions', () => {
    expect(
      disorderOf('Alpine:v3.20', [
        '1.2_alpha',
        '1.2_alpha2',
        '1.2_rc1',
        '1.2 1.2-r0',
        '1.2-r1',
        '1.2_git20240101',
        '1.2_p1',
        '1.2a',
        '1.2a1',
        '1.2.0',
        '1.2.05',
        '1.2.3',
        '1.10',
      ]),
    ).toEqual([]);
  });

  it('refuses what apk refuses', () => {
    const texts = ['', '1..2', '1_foo', '1-1', 'x'];
    expect(refusedOf('Alpine:v3.20', texts)).toEqual(texts);
  });
});
