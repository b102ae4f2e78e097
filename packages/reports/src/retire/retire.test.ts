import { examples } from '../__testUtils__/examples';
import { lineOf, readOne } from '../__testUtils__/reading';

const document = JSON.parse(examples.retire.document);
const [file] = document.data;
const [component] = file.results;

describe('Retire.js', () => {
  it('knows libraries by their names on npm only where it says them', () => {
    const named = (more: object) =>
      readOne([{ ...file, results: [{ ...component, ...more }] }]).results[0]
        .package;
    expect(named({})).toEqual({
      ecosystem: 'npm',
      name: 'jquery',
      version: '1.11.2',
      fixedVersions: ['1.12.0'],
    });
    expect(named({ npmname: undefined })?.ecosystem).toBeUndefined();
  });

  it('reads the list of files alone', () => {
    expect(readOne(document.data).results.map(lineOf)).toEqual(
      examples.retire.lines,
    );
  });

  it('did not finish where something could not be read', () => {
    expect(readOne({ ...document, errors: ['no file x'] })).toMatchObject({
      partial: true,
      notices: ['no file x'],
    });
    expect(readOne({ ...document, data: [] }).partial).toBeUndefined();
  });
});
