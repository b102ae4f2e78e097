import { effortText } from './effort';
import { categoryText } from './words';

/** Gives the key back, with what it was given. */
const t = ((key: string, options?: object) =>
  options ? `${key} ${JSON.stringify(options)}` : key) as never;

describe('effortText', () => {
  it.each([
    [0.5, 'next.hour'],
    [1, 'next.hour'],
    [3, 'next.hours {"hours":"3"}'],
    [8, 'next.day'],
    [24, 'next.days {"days":"3"}'],
  ])('tells %d units', (units, words) => {
    expect(effortText(units, t)).toBe(words);
  });
});

describe('categoryText', () => {
  it('has words for the categories that it knows, and leaves others as they are', () => {
    expect(categoryText('sbom', t)).toBe('category.sbom');
    expect(categoryText('Chaos', t)).toBe('Chaos');
    expect(categoryText('constructor', t)).toBe('constructor');
  });
});
