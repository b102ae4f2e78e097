import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('pep440', () => {
  it('orders suffixes as PEP 440 does', () => {
    expect(
      disorderOf('PyPI', [
        '1.dev0',
        '1.0.dev456',
        '1.0a1',
        '1.0a2.dev456',
        '1.0a12.dev456',
        '1.0a12',
        '1.0b1.dev456',
        '1.0b2',
        '1.0b2.post345.dev456',
        '1.0b2.post345',
        '1.0rc1.dev456',
        '1.0rc1',
        '1.0',
        '1.0+abc.5',
        '1.0+abc.7',
        '1.0+5',
        '1.0.post456.dev34',
        '1.0.post456',
        '1.0.15',
        '1.1.dev1',
        '1!0.1',
      ]),
    ).toEqual([]);
  });

  it('takes other spellings for the same version', () => {
    expect(
      disorderOf('PyPI', [
        '1.1a1 1.1.alpha.1 v1.1-ALPHA_01 1.1.0a1',
        '1.1rc1 1.1c1 1.1-preview1 1.1.pre.1',
        '1.1 1.1.0 v1.1.0.0',
        '1.1.post1 1.1-1 1.1.rev1 1.1-r1',
      ]),
    ).toEqual([]);
  });

  it('puts legacy versions below all others, in their old order', () => {
    expect(
      disorderOf('PyPI', [
        '0.3m2',
        '0.3m10',
        '2004x-beta 2004x--beta',
        '2004x',
        '0.0.1.dev0',
      ]),
    ).toEqual([]);
  });

  it('refuses what is blank', () => {
    const texts = ['', '  '];
    expect(refusedOf('PyPI', texts)).toEqual(texts);
  });
});
