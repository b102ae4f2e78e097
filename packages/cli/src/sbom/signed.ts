import {
  readSigningKey,
  SignatureError,
  signEnvelope,
  type SigningKey,
} from '@safety-curtain/archive';
import fs from 'node:fs';
import { replaceFile } from '../advisories/dataFile';
import { BadInputError } from '../errors';
import { variableOf } from '../options';

/** How the name of a signature ends, after that of what it is of. */
export const ENVELOPE_ENDING = '.dsse.json';

/** The key to sign with, if any; read before anything is written. Throws `BadInputError`. */
export function signingKeyOf({
  sign,
  passphraseEnv,
  output,
}: {
  sign?: string;
  passphraseEnv?: string;
  output?: string;
}): SigningKey | undefined {
  if (sign === undefined) return undefined;
  if (output === undefined) {
    throw new BadInputError(
      '--sign needs --output FILE: the signature is written beside it',
    );
  }
  const pem = fs.readFileSync(sign, 'utf8');
  const passphrase =
    passphraseEnv === undefined ? undefined : variableOf(passphraseEnv);
  try {
    return readSigningKey(pem, passphrase);
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    throw new BadInputError(`${sign}: ${error.message}`);
  }
}

/** Writes a document, and its signature beside it where there is a key. */
export function writeSigned(
  output: string,
  { pieces, mediaType }: { pieces: Iterable<string>; mediaType: string },
  key: SigningKey | undefined,
): void {
  // One of what stood here before would be of other bytes.
  fs.rmSync(output + ENVELOPE_ENDING, { force: true });
  if (!key) {
    replaceFile(output, pieces);
    return;
  }
  const payload = Buffer.from([...pieces].join(''));
  replaceFile(output, payload);
  const envelope = signEnvelope({ payloadType: mediaType, payload }, key);
  replaceFile(output + ENVELOPE_ENDING, Buffer.from(envelope));
}
