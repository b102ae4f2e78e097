import { BadInputError } from '../errors';
import { exitCodes } from '../exitCodes';
import { printNotes } from '../output/streams';
import { describeCheck, readKeyFile, verifyZip } from './verify';
import { verifySigned } from './verifySigned';

/** How the signature is checked: with a key, or not. */
export interface VerifyOptions {
  key?: string;
  signature: boolean;
  /** A DSSE envelope: what is checked is the file that it is of. */
  envelope?: string;
}

/** Writes whether an export of the archive, or a signed file, is as it was made. */
export async function verify(
  file: string,
  options: VerifyOptions,
): Promise<void> {
  const publicKey = keyOf(options);
  if (options.envelope !== undefined) {
    if (!publicKey) throw new BadInputError('--envelope needs --key');
    const { holds, text } = verifySigned(file, options.envelope, publicKey);
    if (!holds) process.exitCode = exitCodes.tampered;
    process.stdout.write(text);
    return;
  }
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
