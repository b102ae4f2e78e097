import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { gzipSync } from 'node:zlib';
import { advisory } from '../../__testUtils__/organization';
import { zipOf } from '../../__testUtils__/zip';
import { OsvFileSource } from './OsvFileSource';

const directory = createMockDirectory();
const record = (id: string) => JSON.stringify(advisory(id, 'lodash', '4'));

async function read(
  path: string,
  state?: JsonObject,
): Promise<{
  unchanged: boolean;
  ids: unknown[];
  state: JsonObject;
  error?: Error;
}> {
  const source = new OsvFileSource({
    id: 'disk',
    path: directory.resolve(path),
  });
  const result = await source.read({
    state,
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
  });
  if (result.unchanged) return { unchanged: true, ids: [], state: {} };
  const ids: unknown[] = [];
  for await (const one of result.records) {
    ids.push(typeof one === 'string' ? one : (one as { id?: string }).id);
  }
  return { unchanged: false, ids, ...result.done() };
}

describe('OsvFileSource', () => {
  it('reads every form, below folders too, in the order of names', async () => {
    directory.setContent({
      data: {
        'a.json': record('A-1'),
        'b.ndjson': `${record('B-1')}\n\n${record('B-2')}\r\n`,
        'c.ndjson.gz': gzipSync(`${record('C-1')}\n`),
        'd.zip': await zipOf([
          ['D-1.json', record('D-1')],
          ['readme.txt', 'not a record'],
        ]),
        sub: { 'e.json.gz': gzipSync(record('E-1')), 'notes.md': '# No' },
      },
    });
    const all = await read('data');
    expect(all.ids).toEqual(['A-1', 'B-1', 'B-2', 'C-1', 'D-1', 'E-1']);
    expect(await read('data', all.state)).toMatchObject({ unchanged: true });
    expect((await read('data/d.zip')).ids).toEqual(['D-1']);
    expect((await read('data/b.ndjson')).ids).toEqual(['B-1', 'B-2']);
  });

  it('reads all again when a file changes, comes or goes', async () => {
    directory.setContent({ data: { 'a.json': record('A-1') } });
    const first = await read('data');
    directory.addContent({ data: { 'b.json': record('B-1') } });
    expect((await read('data', first.state)).ids).toEqual(['A-1', 'B-1']);
  });

  it.each(['nowhere', 'empty'])('says that %s holds nothing', async path => {
    directory.setContent({ empty: { 'readme.txt': '' } });
    await expect(read(path)).rejects.toThrow(path);
  });

  it('reads entries of a zip whatever path they claim, and writes none of them', async () => {
    directory.setContent({
      data: {
        'slip.zip': await zipOf([
          ['../../x.json', record('A-1')],
          ['/etc/cron.d/x.json', record('A-2')],
          ['good.json', record('A-3')],
        ]),
      },
    });
    expect((await read('data')).ids).toEqual(['A-1', 'A-2', 'A-3']);
    expect(directory.content()).toEqual({
      data: { 'slip.zip': expect.anything() },
    });
  });

  it('takes a zip bomb for one bad record, whether or not it admits its size', async () => {
    const bomb = Buffer.alloc(9 * 1024 * 1024, 32);
    const lying = await zipOf([
      ['lying.json', bomb],
      ['good.json', record('A-1')],
    ]);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(bomb.length);
    // In the central directory, which comes last and is what readers believe.
    lying.writeUInt32LE(10, lying.lastIndexOf(size));
    directory.setContent({
      data: {
        'bomb.zip': await zipOf([
          ['bomb.json', bomb],
          ['good.json', record('A-2')],
        ]),
        'lying.zip': lying,
      },
    });
    expect((await read('data')).ids).toEqual([
      'bomb.json is larger than 8388608 bytes',
      'A-2',
      expect.stringMatching(/^lying\.json: It is larger than it says/),
      'A-1',
    ]);
  });

  it('takes what is too long or no JSON for bad records and reads the rest', async () => {
    directory.setContent({
      'all.ndjson': [
        record('A-1'),
        `"${'x'.repeat(10_000_000)}"`,
        'not JSON',
        record('A-2'),
        `"${'y'.repeat(10_000_000)}`,
      ].join('\n'),
      'folder/big.json': `"${'x'.repeat(10_000_000)}"`,
      'folder/good.json': record('B-1'),
    });
    expect((await read('all.ndjson')).ids).toEqual([
      'A-1',
      'all.ndjson: A line is longer than 8388608 bytes',
      'all.ndjson: not JSON',
      'A-2',
      'all.ndjson: A line is longer than 8388608 bytes',
    ]);
    expect((await read('folder')).ids).toEqual([
      'big.json is larger than 8388608 bytes',
      'B-1',
    ]);
  });

  it('names a damaged file, reads the others, and tries it again', async () => {
    directory.setContent({
      data: {
        'a.zip': 'PK, but no zip',
        'b.ndjson.gz': gzipSync(`${record('B-1')}\n`).subarray(0, -12),
        'c.json': record('C-1'),
      },
    });
    const result = await read('data');
    expect(result.ids).toContain('C-1');
    expect(result.error?.message).toMatch(/^a\.zip: /);
    expect(result.state).toEqual({});
  });
});
