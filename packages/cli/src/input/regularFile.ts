import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';

const MAX_BYTES = 100 * 1024 * 1024;

/**
 * The bytes of a regular file, or of one that a link leads to. A pipe or a
 * device is refused, as it might never end. Throws `BadInputError`.
 */
export function readRegularFile(file: string, most = MAX_BYTES): Buffer {
  const { O_RDONLY, O_NONBLOCK } = fs.constants;
  // eslint-disable-next-line no-bitwise
  const opened = fs.openSync(file, O_RDONLY | O_NONBLOCK);
  try {
    const stats = fs.fstatSync(opened);
    if (!stats.isFile()) throw noRegularFile(file);
    if (stats.size > most) {
      throw new BadInputError(`${file} is larger than ${most} bytes`);
    }
    return fs.readFileSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}

/** Whether a path below a root is a regular file, with no link on the way to it. */
export function isRegularInside(root: string, relative: string): boolean {
  const names = path.posix.normalize(relative).split('/');
  if (names[0] === '..' || path.posix.isAbsolute(relative)) return false;
  return names.every((_, index) => {
    const stats = fs.lstatSync(path.join(root, ...names.slice(0, index + 1)), {
      throwIfNoEntry: false,
    });
    return index + 1 < names.length ? stats?.isDirectory() : stats?.isFile();
  });
}

/** For a pipe, a device or a socket. */
export function noRegularFile(place: string): BadInputError {
  return new BadInputError(`${place} is neither a file nor a folder`);
}
