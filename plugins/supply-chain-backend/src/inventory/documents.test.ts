import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { createDatabase, databaseIds } from '../__testUtils__/databases';
import {
  DocumentDamagedError,
  readDocument,
  storeDocuments,
} from './documents';

const NOW = new Date('2026-02-01T00:00:00Z');

function pack(text: string) {
  const bytes = Buffer.from(text);
  return {
    mediaType: 'application/json',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    gzip: gzipSync(bytes),
  };
}

describe.each(databaseIds)('documents on %p', id => {
  it('are stored once for each content, and come back byte for byte', async () => {
    const knex = await createDatabase(id);
    const one = pack('{"a":"é"}');
    const two = pack('{"b":1}');
    await knex.transaction(trx => storeDocuments(trx, [one, two], NOW));
    await knex.transaction(trx =>
      storeDocuments(trx, [{ ...one, mediaType: 'text/plain' }], new Date()),
    );
    expect(await knex('documents').pluck('sha256')).toHaveLength(2);
    const read = await readDocument(knex, one.sha256);
    expect(read).toEqual({
      mediaType: 'application/json',
      bytes: Buffer.from('{"a":"é"}'),
    });
  });

  it.each([
    ['other bytes', gzipSync('{"a":2}'), 7],
    ['fewer bytes', gzipSync('{"a":'), 7],
    ['more bytes than it should have', gzipSync('x'.repeat(10_000_000)), 7],
    ['no gzip', Buffer.from('{"a":1}'), 7],
    ['half a gzip', gzipSync('{"a":1}').subarray(0, 12), 7],
  ])('that hold %s are damaged', async (_, gzip, size) => {
    const knex = await createDatabase(id);
    const document = pack('{"a":1}');
    await knex.transaction(trx => storeDocuments(trx, [document], NOW));
    await knex('documents').update({ gzip, size });
    await expect(readDocument(knex, document.sha256)).rejects.toThrow(
      new DocumentDamagedError(document.sha256),
    );
  });

  it('that are not there are not found', async () => {
    const knex = await createDatabase(id);
    await expect(readDocument(knex, 'f'.repeat(64))).rejects.toThrow(
      'No document ffff',
    );
  });
});
