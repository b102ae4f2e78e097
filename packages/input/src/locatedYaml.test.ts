import { entryOf, readLocatedDocuments } from './locatedYaml';

describe('YAML with places', () => {
  it('tells lines and columns of keys and values', () => {
    const [document] = readLocatedDocuments('a:\n  b:   c\n');
    const inner = entryOf(entryOf(document, 'a')?.value, 'b');
    expect(inner).toMatchObject({ keyLine: 2, keyColumn: 3 });
    expect(inner?.value).toMatchObject({ text: 'c', line: 2, column: 8 });
  });

  it('reads all documents, with the lines of the whole text', () => {
    const documents = readLocatedDocuments('a: 1\n---\n- b\n---\nc\n');
    expect(documents.map(({ kind, line }) => [kind, line])).toEqual([
      ['map', 1],
      ['list', 3],
      ['text', 5],
    ]);
    expect(readLocatedDocuments('')).toEqual([]);
  });

  it('knows anchors in their own document only', () => {
    expect(() => readLocatedDocuments('a: &x 1\n---\nb: *x\n')).toThrow(
      /alias/,
    );
  });

  it('bounds all documents together', () => {
    const many = `[${'a,'.repeat(30_000)}]\n`;
    expect(readLocatedDocuments(many)).toHaveLength(1);
    expect(() => readLocatedDocuments(`${many}---\n${many}`)).toThrow(
      /more than 50000 values/,
    );
  });
});
