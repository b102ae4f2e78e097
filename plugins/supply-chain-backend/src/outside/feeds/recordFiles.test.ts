import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { readRecordFile } from './recordFiles';

describe('readRecordFile', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'records-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  async function recordsOf(name: string, bytes: Buffer): Promise<unknown[]> {
    const file = path.join(folder, name);
    await fs.writeFile(file, bytes);
    const records = [];
    for await (const record of readRecordFile(file)) records.push(record);
    return records;
  }

  const lines = '{"id": "A-1"}\r\n{"id": "Ä-2"}\n';
  const records = [{ id: 'A-1' }, { id: 'Ä-2' }];

  it.each([
    ['UTF-8', Buffer.from(lines)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${lines}`)],
    ['UTF-16LE', Buffer.from(`\ufeff${lines}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\ufeff${lines}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(lines, 'utf16le')],
  ])('reads records in %s', async (_, bytes) => {
    expect(await recordsOf('a.ndjson', bytes)).toEqual(records);
    expect(await recordsOf('a.ndjson.gz', gzipSync(bytes))).toEqual(records);
  });

  it('reads a single record with a byte order mark', async () => {
    const bytes = Buffer.from('\ufeff{"id": "A-1"}');
    expect(await recordsOf('a.json', bytes)).toEqual([{ id: 'A-1' }]);
  });

  it('reads files that are shorter than a byte order mark', async () => {
    expect(await recordsOf('a.ndjson', Buffer.alloc(0))).toEqual([]);
    expect(await recordsOf('b.ndjson', Buffer.from('1'))).toEqual([1]);
  });
});
