import type { ByteSource } from '@safety-curtain/input';
import fs from 'node:fs';

/** Bytes of a file, with what it takes to let it go. @public */
export interface FileBytes extends ByteSource {
  close(): void;
}

/** What is read at once is put into the same place again up to this length. */
const ROOM = 1 << 18;

/**
 * Opens a regular file whose bytes are read where they are wanted. What is read of it at once is good
 * until the next reading.
 *
 * @param file - its path, or a descriptor by which it is open
 *
 * @public
 */
export function fileBytes(file: string | number): FileBytes {
  const handle = typeof file === 'number' ? file : fs.openSync(file, 'r');
  const { size: length } = fs.fstatSync(handle);
  const room = Buffer.allocUnsafe(Math.min(ROOM, length));
  return {
    length,
    read(start, end) {
      const size = end - start;
      const bytes = size <= room.length ? room : Buffer.allocUnsafe(size);
      let read = 0;
      while (read < size) {
        const count = fs.readSync(
          handle,
          bytes,
          read,
          size - read,
          start + read,
        );
        if (count === 0)
          throw new Error('A file became shorter while it was read');
        read += count;
      }
      return bytes.subarray(0, size);
    },
    close: () => fs.closeSync(handle),
  };
}
