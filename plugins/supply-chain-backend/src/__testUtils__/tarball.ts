import { gzipSync } from 'node:zlib';

/** An entry of a tar archive; `type` is tar's flag, `2` a symbolic link. */
export interface TarEntry {
  path: string;
  content?: string | Buffer;
  type?: '0' | '1' | '2' | '5';
  link?: string;
}

const BLOCK = 512;

/**
 * A `.tar.gz` (POSIX ustar): written by hand, because no honest program writes
 * the paths and links that tests need.
 */
export function tarball(entries: TarEntry[]): Buffer {
  const blocks = entries.flatMap(entry => {
    const content = Buffer.from(entry.content ?? '');
    const padding = (BLOCK - (content.length % BLOCK)) % BLOCK;
    return [header(entry, content.length), content, Buffer.alloc(padding)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}

function header(entry: TarEntry, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
  block.write(entry.path, 0, 100);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write('        ', 148);
  block.write(entry.type ?? '0', 156);
  block.write(entry.link ?? '', 157, 100);
  block.write('ustar\x0000', 257);
  octal(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return block;
}
