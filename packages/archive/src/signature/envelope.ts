import { dsse } from '@sigstore/core';
import type { KeyObject } from 'node:crypto';
import {
  signBlob,
  SignatureError,
  type SigningKey,
  verifyBlob,
} from './signature';

/** Signatures of one envelope that are tried. */
const MAX_SIGNATURES = 10;

/** What an envelope holds. @public */
export interface SignedPayload {
  /** Its media type. */
  payloadType: string;
  payload: Buffer;
}

/**
 * Signs bytes and their media type in a DSSE envelope (v1), as JSON. The
 * signature covers these very bytes, and no other spelling of the same document.
 *
 * @public
 */
export function signEnvelope(
  { payloadType, payload }: { payloadType: string; payload: Uint8Array },
  key: SigningKey,
): string {
  const bytes = Buffer.from(payload);
  const signed = dsse.preAuthEncoding(payloadType, bytes);
  return `${JSON.stringify(
    {
      payloadType,
      payload: bytes.toString('base64'),
      signatures: [{ keyid: key.id, sig: signBlob(signed, key) }],
    },
    null,
    1,
  )}\n`;
}

/**
 * What an envelope holds, once one of its signatures was made with the key.
 * Throws {@link SignatureError} where none was.
 *
 * @public
 */
export function verifyEnvelope(
  envelope: string,
  publicKey: KeyObject,
): SignedPayload {
  const { payloadType, payload, signatures } = parseObject(
    envelope,
    'the envelope',
  );
  if (
    typeof payloadType !== 'string' ||
    typeof payload !== 'string' ||
    !Array.isArray(signatures)
  ) {
    throw new SignatureError('the envelope holds no payload with signatures');
  }
  const bytes = Buffer.from(payload, 'base64');
  const signed = dsse.preAuthEncoding(payloadType, bytes);
  const holds = signatures
    .slice(0, MAX_SIGNATURES)
    .some(
      one =>
        typeof one?.sig === 'string' && verifyBlob(signed, one.sig, publicKey),
    );
  if (!holds) {
    throw new SignatureError(
      'no signature in the envelope was made with this key',
    );
  }
  return { payloadType, payload: bytes };
}

/** JSON that is an object; throws {@link SignatureError} for what is none. */
export function parseObject(
  text: string,
  what: string,
): Record<string, unknown> {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below.
  }
  throw new SignatureError(`${what} is not a JSON object`);
}
