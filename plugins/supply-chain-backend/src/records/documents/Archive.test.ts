import type { ArchiveStore } from '@safety-curtain/plugin-supply-chain-node';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { Archive, DocumentDamagedError } from './Archive';
import { storeDocuments } from './documents';
import { FolderStore } from '../../outside/stores/FolderStore';

const NOW = new Date('2026-02-01T00:00:00Z');
const folder = createMockDirectory();

function pack(text: string) {
  const bytes = Buffer.from(text);
  return {
    mediaType: 'application/json',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    gzip: gzipSync(bytes),
  };
}

type Packed = ReturnType<typeof pack>;

/** An archive with documents in it. */
async function filled(
  id: (typeof databaseIds)[number][0],
  documents: Packed[],
  store?: ArchiveStore,
) {
  const knex = await createDatabase(id);
  const archive = archiveOf(knex, store);
  for (const document of documents) {
    const kept = await archive.keep([document]);
    await knex.transaction(trx => storeDocuments(trx, kept, NOW));
  }
  return { knex, archive };
}

describe.each(databaseIds)('an archive on %p', id => {
  beforeEach(() => folder.clear());

  const stores: [string, () => ArchiveStore | undefined][] = [
    ['the database', () => undefined],
    ['a folder', () => new FolderStore(folder.path)],
  ];
  it.each(stores)(
    'keeps each content once in %s, and gives it back byte for byte',
    async (_, store) => {
      const one = pack('{"a":"é"}');
      const { knex, archive } = await filled(
        id,
        [one, pack('{"b":1}'), { ...one, mediaType: 'text/plain' }],
        store(),
      );
      expect(await knex('documents').pluck('sha256')).toHaveLength(2);
      expect(await archive.read(one.sha256)).toMatchObject({
        mediaType: 'application/json',
        sha256: one.sha256,
        bytes: Buffer.from('{"a":"é"}'),
      });
      await expect(archive.read('f'.repeat(64))).rejects.toThrow(
        'No document ffff',
      );
    },
  );

  it.each([
    ['other bytes', gzipSync('{"a":2}'), 7],
    ['fewer bytes', gzipSync('{"a":'), 7],
    ['more bytes than it should have', gzipSync('x'.repeat(10_000_000)), 7],
    ['no gzip', Buffer.from('{"a":1}'), 7],
    ['half a gzip', gzipSync('{"a":1}').subarray(0, 12), 7],
  ])('says that a document with %s is damaged', async (_, gzip, size) => {
    const document = pack('{"a":1}');
    const { knex, archive } = await filled(id, [document]);
    await knex('documents').update({ gzip, size });
    await expect(archive.read(document.sha256)).rejects.toThrow(
      DocumentDamagedError,
    );
  });

  it('reads what it stored before its store changed', async () => {
    const document = pack('{"a":1}');
    const { knex } = await filled(id, [document]);
    const store = new FolderStore(folder.path);
    const { bytes } = await archiveOf(knex, store).read(document.sha256);
    expect(bytes.toString()).toBe('{"a":1}');
  });

  it('says which store is missing', async () => {
    const document = pack('{"a":1}');
    const { knex } = await filled(id, [document], new FolderStore(folder.path));
    await expect(archiveOf(knex).read(document.sha256)).rejects.toThrow(
      "in the archive store 'folder', which is not configured",
    );
    expect(() => new Archive({ knex, stores: [], writeTo: 'folder' })).toThrow(
      "supplyChain.archive.store is 'folder'; there are: database",
    );
  });
});

describe('a folder', () => {
  const files = () =>
    fs
      .readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name));

  beforeEach(() => folder.clear());

  it('holds files whose SHA-256 is their name', async () => {
    const document = pack('{"a":"é"}');
    await filled('SQLITE_3', [document], new FolderStore(folder.path));
    expect(files().map(file => path.basename(file))).toEqual([document.sha256]);
    const [digest] = execFileSync('sha256sum', files()).toString().split(' ');
    expect(digest).toBe(document.sha256);
  });

  it('shows a flipped bit and a lost file at the next read', async () => {
    const document = pack('{"a":1}');
    const store = new FolderStore(folder.path);
    const { archive } = await filled('SQLITE_3', [document], store);
    const [file] = files();
    const bytes = fs.readFileSync(file);
    bytes[3] ^= 1;
    fs.writeFileSync(file, bytes);
    await expect(archive.read(document.sha256)).rejects.toThrow(
      'its digest differs',
    );
    fs.rmSync(file);
    await expect(archive.read(document.sha256)).rejects.toThrow(
      'the store does not have it',
    );
  });

  it('takes nothing but a digest for a name', async () => {
    const store = new FolderStore(folder.path);
    for (const name of ['../../etc/passwd', 'A'.repeat(64), '']) {
      await expect(store.get(name)).rejects.toThrow('named by its SHA-256');
      await expect(store.put(name, Buffer.from(''))).rejects.toThrow();
    }
  });

  it('deletes, also what is not there', async () => {
    const document = pack('{"a":1}');
    const store = new FolderStore(folder.path);
    await filled('SQLITE_3', [document], store);
    await store.delete(document.sha256);
    await store.delete(document.sha256);
    expect(files()).toEqual([]);
  });
});
