import { boundMemory } from './memoryBound';

describe('boundMemory', () => {
  it('adds up what each mark costs', () => {
    const costs = { a: 10, '\n': 5 };
    const check = (text: string) => () => boundMemory(text, costs, 100);
    expect(check('a'.repeat(10))).not.toThrow();
    expect(check('a'.repeat(11))).toThrow(/MiB of memory/);
    expect(check('a\n'.repeat(7))).toThrow(/MiB of memory/);
    expect(check('b\u0161'.repeat(1_000))).not.toThrow();
  });
});
