import { disorderOf } from '../__testUtils__/ascending';

describe('pub', () => {
  it('counts build metadata last', () => {
    expect(
      disorderOf('Pub', [
        '1.0.0-pre',
        '1.0.0-pre+1',
        '1.0.0',
        '1.0.0+1',
        '1.0.0+2',
        '1.0.0+build',
        '1.0.1',
      ]),
    ).toEqual([]);
  });
});
