import { keyId, SignatureError, verifyEnvelope } from '@safety-curtain/archive';
import type { KeyObject } from 'node:crypto';
import fs from 'node:fs';
import { BadInputError } from '../errors';
import { printable } from '../output/printable';

/** As much as a portal takes of an SBOM. */
const MAX_BYTES = 100 * 1024 * 1024;
/** Bytes in Base64, and some signatures. */
const MAX_ENVELOPE_BYTES = 1.5 * MAX_BYTES;

/** Whether a signature is of a file, in words. */
export interface SignedCheck {
  holds: boolean;
  text: string;
}

/**
 * Checks that an envelope was signed with a key and holds the very bytes of a
 * file. Throws `BadInputError` for what cannot be read.
 */
export function verifySigned(
  file: string,
  envelope: string,
  publicKey: KeyObject,
): SignedCheck {
  const bytes = readBounded(file, MAX_BYTES);
  const signed = readBounded(envelope, MAX_ENVELOPE_BYTES).toString('utf8');
  const refused = (why: string) => ({
    holds: false,
    text: `${envelope}: ${why}\n${file} is NOT as it was signed\n`,
  });
  try {
    const { payload, payloadType } = verifyEnvelope(signed, publicKey);
    if (!payload.equals(bytes)) return refused('it is of other bytes');
    const type = printable(payloadType).slice(0, 200);
    return {
      holds: true,
      text: `Signed with the key ${keyId(
        publicKey,
      )}, as ${type}\n${file} is as it was signed, byte for byte\n`,
    };
  } catch (error) {
    if (error instanceof SignatureError) return refused(error.message);
    throw error;
  }
}

function readBounded(file: string, most: number): Buffer {
  const stats = fs.statSync(file);
  if (!stats.isFile()) throw new BadInputError(`${file} is not a file`);
  if (stats.size > most) throw new BadInputError(`${file} is too large`);
  return fs.readFileSync(file);
}
