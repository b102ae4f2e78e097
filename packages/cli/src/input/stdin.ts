import { BadInputError } from '../errors';

/** What stands for standard input among paths. */
export const STDIN = '-';

/** As much as a file may have. */
const MAX_BYTES = 100 * 1024 * 1024;

/** All of standard input. Throws `BadInputError` where it is empty or too large. */
export async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new BadInputError(
        `standard input is larger than ${MAX_BYTES} bytes`,
      );
    }
  }
  if (size === 0) throw new BadInputError('standard input is empty');
  return Buffer.concat(chunks);
}
