import { examples } from '../__testUtils__/examples';
import { lineOf, readOne } from '../__testUtils__/reading';

const errors: object[] = JSON.parse(examples.actionlint.document);

describe('actionlint', () => {
  it.each([
    ['one in each line', errors],
    ['a single one', errors.slice(0, 1)],
  ])('reads errors as text: %s', (_what, some) => {
    const text = some.map(error => JSON.stringify(error)).join('\n');
    expect(readOne(text).results.map(lineOf)).toEqual(
      examples.actionlint.lines.slice(0, some.length),
    );
  });
});
