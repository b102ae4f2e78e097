import { isFields, readJson } from '@safety-curtain/input';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial, type TrustMaterial } from '@sigstore/verify';
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { ProvenanceError } from '../ProvenanceError';
import { npmKeys, publicRoot } from './publicInstance';

/** Bytes of memory that a trusted root may take. */
const MEMORY = 16 * 1024 * 1024;
/** Characters of a trusted root: the largest in use have a tenth. */
const LONGEST = 1024 * 1024;

/** What is trusted, as texts: it can be sent to another process. @public */
export interface TrustSource {
  /**
   * Sigstore's trusted roots, as JSON (`application/vnd.dev.sigstore.trustedroot+json`). Where there
   * is none, that of Sigstore's public instance, as it came with this package.
   */
  roots?: readonly string[];
  /** Public keys that sign without certificates, as PEM, by the names they are told by. */
  keys?: Readonly<Record<string, string>>;
}

/** One instance of Sigstore that is trusted. */
export interface TrustedInstance {
  material: TrustMaterial;
  /** What its root has: without a log, none can be asked for. */
  logs: number;
  certificateLogs: number;
}

/** What is trusted, ready to verify with. @public */
export interface Trust {
  /** Another one wherever something else is trusted: 64 hexadecimal digits. */
  readonly digest: string;
  /** @internal */
  readonly instances: readonly TrustedInstance[];
  /** @internal */
  readonly keys: readonly { name: string; key: KeyObject }[];
}

/**
 * Reads what is trusted.
 *
 * @throws ProvenanceError where a root or a key cannot be read
 *
 * @public
 */
export function readTrust({ roots, keys = {} }: TrustSource = {}): Trust {
  const texts = roots?.length ? roots : [publicRoot];
  const named = Object.entries(keys).map(([name, pem]) => ({
    name,
    key: readKey(name, pem),
  }));
  const hash = createHash('sha256');
  hash.update(JSON.stringify([texts, Object.entries(keys).sort(), npmKeys]));
  return {
    digest: hash.digest('hex'),
    instances: texts.map(readInstance),
    keys: named,
  };
}

function readInstance(text: string): TrustedInstance {
  let root: TrustedRoot;
  let material: TrustMaterial;
  try {
    if (text.length > LONGEST) throw new Error('it is too long');
    const value = readJson(text, MEMORY);
    const mediaType = isFields(value) ? value.mediaType : undefined;
    if (!String(mediaType).includes('sigstore.trustedroot')) {
      throw new Error('its mediaType is another');
    }
    root = TrustedRoot.fromJSON(value);
    material = toTrustMaterial(root, npmKeys);
  } catch (error) {
    const reason = (error as Error).message.slice(0, 200);
    throw new ProvenanceError(`It is no trusted root of Sigstore: ${reason}`);
  }
  if (root.certificateAuthorities.length === 0) {
    throw new ProvenanceError('The trusted root has no certificate authority');
  }
  return {
    material,
    logs: root.tlogs.length,
    certificateLogs: root.ctlogs.length,
  };
}

function readKey(name: string, pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch {
    throw new ProvenanceError(`The key '${name}' is no public key as PEM`);
  }
}
