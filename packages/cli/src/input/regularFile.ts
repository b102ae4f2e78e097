import { type FileBytes, fileBytes } from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { BadInputError } from '../errors';

const MAX_BYTES = 100 * 1024 * 1024;
/** Of a file of this size, what is read shall take little more than it has to. */
const LARGE = 10 * 1024 * 1024;

/**
 * The bytes of a regular file, or of one that a link leads to. A pipe or a
 * device is refused, as it might never end. Throws `BadInputError`.
 */
export function readRegularFile(file: string, most = MAX_BYTES): Buffer {
  const opened = openRegularFile(file, most);
  try {
    return fs.readFileSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}

/**
 * Has bytes of such a file read where they are wanted: a large one need not be
 * in memory. Throws `BadInputError`.
 */
export function withRegularFile<T>(
  file: string,
  read: (bytes: FileBytes) => T,
): T {
  const bytes = fileBytes(openRegularFile(file, MAX_BYTES));
  if (bytes.length > LARGE) beFrugal();
  try {
    return read(bytes);
  } finally {
    bytes.close();
  }
}

/** V8 lets garbage lie while it thinks that memory is plenty. */
function beFrugal(): void {
  setFlagsFromString('--heap-growing-percent=30');
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** The descriptor of a regular file. */
function openRegularFile(file: string, most: number): number {
  const { O_RDONLY, O_NONBLOCK } = fs.constants;
  // eslint-disable-next-line no-bitwise
  const opened = fs.openSync(file, O_RDONLY | O_NONBLOCK);
  try {
    const stats = fs.fstatSync(opened);
    if (!stats.isFile()) throw noRegularFile(file);
    if (stats.size > most) {
      throw new BadInputError(`${file} is larger than ${most} bytes`);
    }
    return opened;
  } catch (error) {
    fs.closeSync(opened);
    throw error;
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

/** Of what is not read otherwise; larger files may have changed. */
export const MAX_DIGESTED_BYTES = 16 * 1024 * 1024;

/** The SHA-256 of a file; nothing of one that is too large, or that cannot be read. */
export function digestOf(file: string): { digest?: string } {
  try {
    const bytes = readRegularFile(file, MAX_DIGESTED_BYTES);
    return { digest: createHash('sha256').update(bytes).digest('hex') };
  } catch {
    return {};
  }
}

/** For a pipe, a device or a socket. */
export function noRegularFile(place: string): BadInputError {
  return new BadInputError(`${place} is neither a file nor a folder`);
}
