import { dsse } from '@sigstore/core';
import type { KeyObject } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  signBlob,
  signBlobAside,
  SignatureError,
  type SigningKey,
  verifyBlob,
} from './signature';

/** Signatures of one envelope that are tried. */
const MAX_SIGNATURES = 10;

/**
 * Bytes that {@link envelopePieces} signs at the most: what a signature covers is copied twice, each
 * time in one turn of the event loop of 5 to 20 ms.
 *
 * @public
 */
export const MAX_PAYLOAD = 10 * 1024 * 1024;

/** Bytes that are written in Base64 at once: a multiple of three, or there would be padding between. */
const PIECE = 3 * 2 ** 16;

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
  const bytes = asBuffer(payload);
  const sig = signBlob(dsse.preAuthEncoding(payloadType, bytes), key);
  return [...written(payloadType, bytes, { keyid: key.id, sig })].join('');
}

/**
 * The same text as {@link signEnvelope} writes, piece by piece, and signed aside: nothing that takes long
 * is done in one turn of the event loop.
 *
 * @throws SignatureError for more than {@link MAX_PAYLOAD} bytes, before anything is written
 *
 * @public
 */
export async function envelopePieces(
  { payloadType, payload }: { payloadType: string; payload: Uint8Array },
  key: SigningKey,
): Promise<Iterable<string>> {
  if (payload.length > MAX_PAYLOAD) {
    throw new SignatureError(
      `it is larger than ${
        MAX_PAYLOAD / 1024 / 1024
      } MiB, the most that is signed`,
    );
  }
  const bytes = asBuffer(payload);
  const signed = dsse.preAuthEncoding(payloadType, bytes);
  await nextTurn();
  const sig = await signBlobAside(signed, key);
  return written(payloadType, bytes, { keyid: key.id, sig });
}

/** The same memory. */
function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

function* written(
  payloadType: string,
  payload: Buffer,
  signature: { keyid: string; sig: string },
): Generator<string> {
  const envelope = { payloadType, payload: '', signatures: [signature] };
  const empty = '"payload": ""';
  const text = `${JSON.stringify(envelope, null, 1)}\n`;
  // Within a string its quotes would be escaped.
  const at = text.indexOf(empty) + empty.length - 1;
  yield text.slice(0, at);
  for (let start = 0; start < payload.length; start += PIECE) {
    yield payload.toString('base64', start, start + PIECE);
  }
  yield text.slice(at);
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
