/** @jest-environment node */
import { verifyArchive } from '@safety-curtain/archive';
import { createHash } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import v8 from 'node:v8';
import vm from 'node:vm';
import { crc32, deflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { until } from '../../__testUtils__/scanning';
import { archiveFiles, unzip } from '../../__testUtils__/unzip';
import { ArchiveWriter } from './ArchiveWriter';

const MIB = 1024 * 1024;
const always = new AbortController().signal;
const createdAt = new Date('2026-01-01T00:00:00Z');
const facts = {
  id: '1',
  createdAt: createdAt.toISOString(),
  createdBy: 'user:default/a',
  tool: { name: 'Safety Curtain', version: '1' },
  scope: { kind: 'organization' },
};

const sha256Of = (bytes: Buffer) =>
  createHash('sha256').update(bytes).digest('hex');

function collector() {
  const chunks: Buffer[] = [];
  const output = new PassThrough();
  output.on('data', chunk => chunks.push(chunk));
  return { output, bytes: () => Buffer.concat(chunks) };
}

v8.setFlagsFromString('--expose-gc');
/** What is freed may be counted a little later: memory is swept beside. */
const collect = vm.runInNewContext('gc') as () => void;

describe('ArchiveWriter', () => {
  it('writes what it is given, and a manifest of it', async () => {
    const { output, bytes } = collector();
    const writer = new ArchiveWriter({ output, createdAt, signal: always });
    async function* slowly() {
      yield 'a';
      await null;
      yield Buffer.from('é');
    }
    await writer.add('one.txt', slowly());
    await writer.add('folder/two.bin', [Buffer.alloc(3 * MIB, 7)]);
    await writer.add('empty', []);
    await writer.finish(facts, undefined);
    const files = await unzip(bytes());
    expect(files.get('one.txt')!.toString()).toBe('aé');
    expect(files.get('folder/two.bin')!.length).toBe(3 * MIB);
    expect(writer.bytes).toBe(bytes().length);
    const check = await verifyArchive(archiveFiles(files));
    expect(check).toMatchObject({ problems: [], intact: 3 });
  });

  it('takes what is packed already as it is, among other files', async () => {
    const { output, bytes } = collector();
    const writer = new ArchiveWriter({ output, createdAt, signal: always });
    const plain = Buffer.from('of little use '.repeat(100_000));
    // No compressor makes it so: what is in the zip is what was given.
    const packed = {
      deflated: deflateRawSync(plain, { level: 1, memLevel: 1 }),
      crc32: crc32(plain),
    };
    const file = { packed, size: plain.length, sha256: sha256Of(plain) };
    await writer.addPacked('first.json', file);
    await writer.add('between.txt', ['a']);
    await writer.addPacked('last.json', file);
    await writer.finish(facts, undefined);
    expect(bytes().includes(packed.deflated)).toBe(true);
    const files = await unzip(bytes());
    expect(files.get('first.json')!.equals(plain)).toBe(true);
    expect(files.get('last.json')!.equals(plain)).toBe(true);
    const check = await verifyArchive(archiveFiles(files));
    expect(check).toMatchObject({ problems: [], intact: 3 });
  });

  it('unpacks what is packed where the zip cannot take it so', async () => {
    const { output, bytes } = collector();
    const writer = new ArchiveWriter({ output, createdAt, signal: always });
    const add = jest.spyOn(ZipFile.prototype, 'addReadStreamLazy');
    add.mockImplementation(function another(this: any, path, options, give) {
      add.mockRestore();
      this.addReadStreamLazy(path, options, (callback: any) => {
        this.entries.at(-1).getDataDescriptor = undefined;
        give(callback);
        delete this.entries.at(-1).getDataDescriptor;
      });
    });
    const plain = Buffer.from('of little use '.repeat(100_000));
    const packed = {
      deflated: deflateRawSync(plain),
      crc32: crc32(plain),
    };
    await writer.addPacked('a.json', {
      packed,
      size: plain.length,
      sha256: sha256Of(plain),
    });
    await writer.finish(facts, undefined);
    const files = await unzip(bytes());
    expect(files.get('a.json')!.equals(plain)).toBe(true);
    const check = await verifyArchive(archiveFiles(files));
    expect(check).toMatchObject({ problems: [], intact: 1 });
  });

  it.each([
    [
      'a file',
      (writer: ArchiveWriter, i: number) =>
        writer.add(`${i}`, [Buffer.alloc(2 * MIB, i)]),
    ],
    [
      'what is packed already',
      (writer: ArchiveWriter, i: number) =>
        writer.addPacked(`${i}`, {
          packed: { deflated: Buffer.alloc(2 * MIB, i), crc32: i },
          size: 1,
          sha256: sha256Of(Buffer.from(`${i}`)),
        }),
    ],
  ])('lets go of %s when it is written', async (_, add) => {
    const output = new PassThrough();
    output.resume();
    const writer = new ArchiveWriter({ output, createdAt, signal: always });
    collect();
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 20; i++) await add(writer, i);
    await until(async () => {
      collect();
      return process.memoryUsage().arrayBuffers - before < 20 * MIB;
    });
    const { manifestSha256 } = await writer.finish(facts, undefined);
    expect(manifestSha256).toHaveLength(64);
  });

  it('keeps little of each of many files', async () => {
    const output = new PassThrough();
    output.resume();
    const writer = new ArchiveWriter({ output, createdAt, signal: always });
    const add = async (from: number, to: number) => {
      for (let i = from; i < to; i++) await writer.add(`${i}`, ['a']);
    };
    await add(0, 500);
    collect();
    const before = process.memoryUsage();
    await add(500, 3000);
    await until(async () => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      const kept = heapUsed + external - before.heapUsed - before.external;
      // With the streams, or the memory that names lie in, it would be 20,000.
      return kept / 2500 < 10_000;
    });
    const { manifestSha256 } = await writer.finish(facts, undefined);
    expect(manifestSha256).toHaveLength(64);
  });

  it('does not run ahead of who reads', async () => {
    let made = 0;
    // What does not compress.
    const piece = (n: number) =>
      Buffer.from(
        Uint8Array.from({ length: 65_536 }, (_, i) => (i * 7919 * n) % 251),
      );
    async function* content() {
      while (made < 1000) yield piece(made++);
    }
    const stuck = new Writable({ highWaterMark: 1, write: () => undefined });
    const stop = new AbortController();
    const writer = new ArchiveWriter({
      output: stuck,
      createdAt,
      signal: stop.signal,
    });
    const adding = writer.add('large', content());
    let last = -1;
    while (made !== last) {
      last = made;
      for (let i = 0; i < 50; i++) await new Promise(setImmediate);
    }
    expect(made).toBeLessThan(1000);
    stop.abort(new Error('Enough'));
    await expect(adding).rejects.toThrow();
  });

  it('stops where the one who reads is gone, or the content breaks', async () => {
    const gone = new PassThrough();
    const writer = new ArchiveWriter({
      output: gone,
      createdAt,
      signal: always,
    });
    gone.destroy();
    await expect(writer.add('a', [Buffer.alloc(MIB)])).rejects.toThrow();

    const { output } = collector();
    const other = new ArchiveWriter({ output, createdAt, signal: always });
    async function* broken() {
      yield 'a';
      throw new Error('The disk is bad');
    }
    await expect(other.add('a', broken())).rejects.toThrow('The disk is bad');
  });
});
