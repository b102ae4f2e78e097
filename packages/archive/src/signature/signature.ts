import { dsse } from '@sigstore/core';
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { MANIFEST_FILE } from '../manifest/manifest';

/** What the DSSE envelope holds (in-toto attestation framework, "Envelope"). */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE =
  'https://github.com/safety-curtain/safety-curtain/blob/main/docs/archive.md#statement';

/** A key cannot be used, or a signature does not hold. @public */
export class SignatureError extends Error {
  name = 'SignatureError';
}

/** A private key and how it is named. @public */
export interface SigningKey {
  privateKey: KeyObject;
  /** SHA-256 of the public key in its SPKI DER form, hexadecimal. */
  id: string;
  /** The public key, PEM. */
  publicPem: string;
}

/** What a statement says of an export besides its manifest's digest. @public */
export interface StatementFacts {
  id: string;
  createdAt: string;
  scope: Record<string, string>;
  files: number;
}

/**
 * Reads an Ed25519 or ECDSA private key in PEM; throws {@link SignatureError}.
 *
 * @public
 */
export function readSigningKey(pem: string, passphrase?: string): SigningKey {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key: pem, passphrase });
  } catch {
    // The library's message may quote what it was given.
    throw new SignatureError(
      'the key is not a private key in PEM form, or its passphrase is wrong',
    );
  }
  checkKind(privateKey);
  const publicKey = createPublicKey(privateKey);
  return {
    privateKey,
    id: keyId(publicKey),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/**
 * Reads an Ed25519 or ECDSA public key in PEM; throws {@link SignatureError}.
 *
 * @public
 */
export function readPublicKey(pem: string): KeyObject {
  if (/PRIVATE KEY/.test(pem)) {
    throw new SignatureError('this is a private key; the public one is needed');
  }
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new SignatureError('the key is not a public key in PEM form');
  }
  checkKind(key);
  return key;
}

/** The SHA-256 of a public key in its SPKI DER form, hexadecimal. @public */
export function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function checkKind(key: KeyObject): void {
  const kind = key.asymmetricKeyType ?? 'unknown';
  if (kind !== 'ed25519' && kind !== 'ec') {
    throw new SignatureError(
      `a key of kind '${kind}' is not used: Ed25519 or ECDSA`,
    );
  }
}

/** ECDSA signs the SHA-256 of bytes, in DER; Ed25519 the bytes themselves. */
function hashOf(key: KeyObject): string | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}

/**
 * A base64 signature over bytes, as `cosign verify-blob --signature` takes it.
 *
 * @public
 */
export function signBlob(bytes: Uint8Array, key: SigningKey): string {
  return signBytes(hashOf(key.privateKey), bytes, key.privateKey).toString(
    'base64',
  );
}

/** Whether a base64 signature over bytes holds. @public */
export function verifyBlob(
  bytes: Uint8Array,
  signature: string,
  publicKey: KeyObject,
): boolean {
  try {
    return verifyBytes(
      hashOf(publicKey),
      bytes,
      publicKey,
      Buffer.from(signature, 'base64'),
    );
  } catch {
    return false;
  }
}

/**
 * An in-toto statement (v1) about a manifest in a DSSE envelope (v1), as JSON.
 *
 * @public
 */
export function signStatement(
  manifest: Uint8Array,
  facts: StatementFacts,
  key: SigningKey,
): string {
  const statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name: MANIFEST_FILE, digest: { sha256: sha256(manifest) } }],
    predicateType: PREDICATE_TYPE,
    predicate: facts,
  };
  const payload = Buffer.from(JSON.stringify(statement));
  const signed = dsse.preAuthEncoding(PAYLOAD_TYPE, payload);
  return `${JSON.stringify(
    {
      payloadType: PAYLOAD_TYPE,
      payload: payload.toString('base64'),
      signatures: [{ keyid: key.id, sig: signBlob(signed, key) }],
    },
    null,
    1,
  )}\n`;
}

/**
 * Checks an envelope against the manifest that it is about. Throws
 * {@link SignatureError} with the reason where it does not hold.
 *
 * @public
 */
export function verifyStatement(
  envelope: string,
  manifest: Uint8Array,
  publicKey: KeyObject,
): StatementFacts {
  const { payloadType, payload, signatures } = parse(envelope, 'the envelope');
  if (
    payloadType !== PAYLOAD_TYPE ||
    typeof payload !== 'string' ||
    !Array.isArray(signatures)
  ) {
    throw new SignatureError('the envelope holds no in-toto statement');
  }
  const bytes = Buffer.from(payload, 'base64');
  const signed = dsse.preAuthEncoding(PAYLOAD_TYPE, bytes);
  const holds = signatures
    .slice(0, 10)
    .some(
      one =>
        typeof one?.sig === 'string' && verifyBlob(signed, one.sig, publicKey),
    );
  if (!holds) {
    throw new SignatureError(
      'no signature in the envelope was made with this key',
    );
  }
  const statement = parse(bytes.toString('utf8'), 'the statement');
  const digest = (statement.subject as any)?.[0]?.digest?.sha256;
  if (digest !== sha256(manifest)) {
    throw new SignatureError('the statement is about another manifest');
  }
  return statement.predicate as StatementFacts;
}

function parse(text: string, what: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below.
  }
  throw new SignatureError(`${what} is not a JSON object`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
