import { readJson5 } from './json5';

describe('JSON5', () => {
  it('is read, whatever separates its lines, without a word on the console', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    expect(readJson5("{\u2028a: 'b\u2028c\u2029d',}")).toEqual({ a: 'b c d' });
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
