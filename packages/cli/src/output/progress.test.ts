import { onProgress } from './progress';

describe('onProgress', () => {
  const written = (isTTY: boolean) => {
    const lines: string[] = [];
    const stream = {
      isTTY,
      columns: 30,
      write: (text: string) => lines.push(text) > 0,
    };
    const progress = onProgress('Indexing', stream);
    progress.say('1 record');
    // Too soon for anybody to read.
    progress.say('2 records');
    progress.end();
    return lines;
  };

  it('says how far it is at a terminal, and takes it away again', () => {
    expect(written(true)).toEqual(['\r\x1b[2KIndexing: 1 record', '\r\x1b[2K']);
  });

  it('says nothing elsewhere', () => {
    expect(written(false)).toEqual([]);
  });
});
