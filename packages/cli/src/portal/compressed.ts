import fs from 'node:fs';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { BadInputError } from '../errors';

/** Throws `BadInputError` for what is no file, or too large to be sent. */
export function checkFile(file: string, most: number): void {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new BadInputError(`${file} is no file`);
  if (stats.size > most) {
    throw new BadInputError(`${file} is larger than ${most} bytes`);
  }
}

/** The bytes of a file as the body of a request, compressed as they are read. */
export function compressed(file: string) {
  const source = fs.createReadStream(file);
  const body = source.pipe(createGzip());
  source.on('error', error => body.destroy(error));
  return {
    stream: Readable.toWeb(body) as ReadableStream,
    close: () => source.destroy(),
  };
}
