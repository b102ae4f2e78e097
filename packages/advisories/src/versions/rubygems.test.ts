import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('rubygems', () => {
  it('puts words below numbers and ignores zeros at the end', () => {
    expect(
      disorderOf('RubyGems', [
        '1.0.a.2 1.0.a2 1.a.2.0',
        '1.0.a.10',
        '1.0.b1',
        '1.0-1 1.0.pre.1',
        '1.0.rc',
        '1 1.0 1.0.0',
        '1.0.0.1',
        '1.10',
      ]),
    ).toEqual([]);
  });

  it('refuses what Gem::Version refuses', () => {
    const texts = ['', 'v1.0', '1.', 'master', '1.0 0'];
    expect(refusedOf('RubyGems', texts)).toEqual(texts);
  });
});
