import { BadInputError } from '../errors';
import { exitCodes } from '../exitCodes';
import { printNotes } from '../output/streams';
import { describeCheck, readKeyFile, verifyZip } from './verify';

/** How the signature is checked: with a key, or not. */
export interface VerifyOptions {
  key?: string;
  signature: boolean;
}

/** Writes whether an export of the archive is as it was made. */
export async function verify(
  file: string,
  options: VerifyOptions,
): Promise<void> {
  const publicKey = keyOf(options);
  const found = await verifyZip(file, publicKey);
  if (found.problems.length > 0) process.exitCode = exitCodes.tampered;
  process.stdout.write(describeCheck(file, found));
  if (!publicKey)
    printNotes(['No signature was checked: anyone may have made this archive']);
}

function keyOf(options: VerifyOptions) {
  if (options.key) return readKeyFile(options.key);
  if (options.signature) {
    throw new BadInputError(
      'Give the public key with --key, or say --no-signature to check digests only',
    );
  }
  return undefined;
}
