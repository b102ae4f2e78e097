import { examples, SECRET } from '../__testUtils__/examples';
import { readOne, salt } from '../__testUtils__/reading';
import { hashOfSecret } from '../identity/secrets';

const [file] = JSON.parse(examples.secretlint.document);
const [message] = file.messages;
const hashOf = (sourceContent: string | undefined, range: number[]) =>
  readOne([{ ...file, sourceContent, messages: [{ ...message, range }] }])
    .results[0].secretHash;

describe('secretlint', () => {
  it('tells places from 1 on', () => {
    expect(readOne([file]).results[0]).toMatchObject({
      message: 'AWSAccessKeyID',
      place: { startLine: 1, endLine: 1, startColumn: 4, endColumn: 23 },
    });
  });

  it('knows the secret of the file, whether messages mask it or not', () => {
    const hash = hashOfSecret(SECRET, salt);
    expect(hashOf(`ID=${SECRET}\n`, [3, 23])).toBe(hash);
    // As a rule tells the place of a key behind its name.
    expect(hashOf(`\nAWS_ID = "${SECRET}"\n`, [1, 21])).toBe(hash);
    expect(hashOf(undefined, [3, 23])).toBeUndefined();
  });

  it('covers the files that it looked at', () => {
    const clean = { ...file, filePath: '/ci/b.env', messages: [] };
    expect(readOne([file, clean], { root: '/ci' }).covers).toEqual([
      'a.env',
      'b.env',
    ]);
    expect(readOne([file, clean]).covers).toBeUndefined();
  });
});
