import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('debian', () => {
  it('has epochs, tildes and revisions', () => {
    expect(
      disorderOf('Debian:12', [
        '1.0~~',
        '1.0~rc1-1',
        '1.0 1.0-0 0:1.0 1.0-',
        '1.0-1~deb12u1',
        '1.0-1',
        '1.0-1+b1',
        '1.0a-1',
        '1.0+dfsg-1',
        '1.0.1-1',
        '1.10',
        '1:0.1',
      ]),
    ).toEqual([]);
  });

  it('refuses what does not begin with a digit', () => {
    const texts = ['', '<end-of-life>', 'a1', '1.0_1'];
    expect(refusedOf('Debian:12', texts)).toEqual(texts);
  });
});
