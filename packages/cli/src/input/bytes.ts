import { decodeText } from '@safety-curtain/input';
import zlib from 'node:zlib';
import { BadInputError } from '../errors';
import { readRegularFile } from './regularFile';

const MAX_BYTES = 1024 * 1024 * 1024;

/** The text of a file, plain or gzip by its name. Throws `BadInputError`. */
export function readPlainOrGzip(file: string): string {
  const bytes = readRegularFile(file, MAX_BYTES);
  if (!/\.gz$/i.test(file)) return decodeText(bytes);
  try {
    return decodeText(zlib.gunzipSync(bytes, { maxOutputLength: MAX_BYTES }));
  } catch (error) {
    throw new BadInputError(`${file}: ${(error as Error).message}`);
  }
}
