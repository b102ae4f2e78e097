import {
  createHash,
  createPrivateKey,
  createPublicKey,
  KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { promisify } from 'node:util';

const signAside = promisify<string | null, Uint8Array, KeyObject, Buffer>(
  signBytes,
);

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

/** As {@link signBlob}, on a thread of its own: the bytes are copied once, and not waited for. */
export async function signBlobAside(
  bytes: Uint8Array,
  key: SigningKey,
): Promise<string> {
  const { privateKey } = key;
  const signature = await signAside(hashOf(privateKey), bytes, privateKey);
  return signature.toString('base64');
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
