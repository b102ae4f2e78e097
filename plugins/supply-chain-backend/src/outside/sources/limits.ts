import type {
  SourceFile,
  SourceLimits,
} from '@safety-curtain/plugin-supply-chain-node';
import { createHash } from 'node:crypto';

/** A path is kept in indexes of the database; real ones are far shorter. */
const MAX_PATH_BYTES = 1000;

/** Why a file is not taken any more after `count` others of `total` bytes, if so. */
export function refuse(
  file: { path: string; size: number },
  count: number,
  total: number,
  limits: SourceLimits,
): string | undefined {
  if (count >= limits.files) {
    return `The source has more than ${limits.files} files to read`;
  }
  if (file.size > limits.fileBytes) {
    return `Larger than ${limits.fileBytes} bytes`;
  }
  if (total + file.size > limits.totalBytes) {
    return `The files of the source are larger than ${limits.totalBytes} bytes together`;
  }
  if (Buffer.byteLength(file.path) > MAX_PATH_BYTES) {
    return `Its path is longer than ${MAX_PATH_BYTES} bytes`;
  }
  return undefined;
}

/** Names a state of a source by what its files hold. */
export function contentDigest(files: SourceFile[]): string {
  return digest(files.map(file => `${file.path}\0${digest([file.content])}`));
}

/** SHA-256 of parts, each ended by a line feed. */
export function digest(parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex');
}
