import { disorderOf, refusedOf } from '../__testUtils__/ascending';

describe('nuget', () => {
  it('has four numbers and words without case', () => {
    expect(
      disorderOf('NuGet', [
        '1.0.0-alpha.2 1.0-ALPHA.2',
        '1.0.0-alpha.10',
        '1.0.0-beta 1.0.0.0-Beta+build',
        '1.0.0 1.0 1.0.0.0 1.00.0',
        '1.0.0.1-rc',
        '1.0.0.1',
      ]),
    ).toEqual([]);
  });

  it('refuses a fifth number', () => {
    const texts = ['1.2.3.4.5', ''];
    expect(refusedOf('NuGet', texts)).toEqual(texts);
  });
});
