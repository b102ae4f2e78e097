import type { Bundle } from '@sigstore/bundle';
import {
  type SignedEntity,
  type Signer,
  toSignedEntity,
  VerificationError,
  Verifier,
} from '@sigstore/verify';
import { createHash, type KeyObject } from 'node:crypto';
import {
  type CertificateClaims,
  certificateClaims,
} from '../trust/certificateClaims';
import type { Trust, TrustedInstance } from '../trust/trust';
import { UnknownKeyError } from './reasons';

const UNKNOWN_LOG =
  'it is in a log that is not known here: what is trusted may be out of date';

/** Who signed a bundle, once that is verified. */
export interface VerifiedSigner {
  claims: CertificateClaims;
  /** The name of a configured key. */
  key?: string;
  /** Whether a key of the npm registry signed. */
  isRegistry: boolean;
  signedAt?: string;
}

/**
 * Verifies the signature of a bundle, with certificate, logs and times: against each instance that is
 * trusted, or the keys that are.
 *
 * @param artifact - what is signed, where that is not in the bundle
 *
 * @throws the library's error, or an `UnknownKeyError`
 */
export function verifySignature(
  bundle: Bundle,
  trust: Trust,
  artifact?: Buffer,
): VerifiedSigner {
  const entity = toSignedEntity(bundle, artifact);
  if (entity.key.$case === 'certificate') {
    const signer = verifyByAny(entity, trust.instances);
    return {
      claims: certificateClaims(signer),
      isRegistry: false,
      signedAt: signedAt(entity),
    };
  }
  const { hint } = entity.key;
  const named = trust.keys.find(({ key }) => hintsOf(key).includes(hint));
  if (named) {
    if (!entity.signature.verifySignature(named.key)) {
      throw new VerificationError({
        code: 'SIGNATURE_ERROR',
        message: 'signature verification failed',
      });
    }
    return { claims: {}, key: named.name, isRegistry: false };
  }
  if (!knowsKey(trust, hint)) {
    throw new UnknownKeyError('it is signed by a key that is not known here');
  }
  verifyByAny(entity, trust.instances);
  return { claims: {}, isRegistry: true, signedAt: signedAt(entity) };
}

/** Throws the error of the first instance where none verifies it. */
function verifyByAny(
  entity: SignedEntity,
  instances: readonly TrustedInstance[],
): Signer {
  let first: unknown;
  for (const { material, logs, certificateLogs } of instances) {
    try {
      return new Verifier(material, {
        tlogThreshold: Math.min(1, logs),
        ctlogThreshold: Math.min(1, certificateLogs),
      }).verify(entity);
    } catch (error) {
      first ??= isInUnknownLog(entity, material, error)
        ? new UnknownKeyError(UNKNOWN_LOG)
        : error;
    }
  }
  throw first;
}

/** Logs get new keys each year: one that is not known here may be newer than what is trusted. */
function isInUnknownLog(
  { tlogEntries }: SignedEntity,
  { tlogs }: TrustedInstance['material'],
  error: unknown,
): boolean {
  return (
    error instanceof VerificationError &&
    error.code.startsWith('TLOG_') &&
    tlogEntries.some(
      ({ logId }) => !tlogs.some(({ logID }) => logID.equals(logId.keyId)),
    )
  );
}

function knowsKey({ instances }: Trust, hint: string): boolean {
  return instances.some(({ material }) => {
    try {
      return material.publicKey(hint) !== undefined;
    } catch {
      return false;
    }
  });
}

/** What bundles call a key: the digest of its DER, in the spellings in use. */
export function hintsOf(key: KeyObject): string[] {
  const der = key.export({ type: 'spki', format: 'der' });
  const digest = createHash('sha256').update(der).digest();
  return [digest.toString('base64'), digest.toString('hex')];
}

/** The time that a log or a timestamp gives; verified with the rest. */
function signedAt({ timestamps }: SignedEntity): string | undefined {
  const times = timestamps.flatMap(one => {
    if (one.$case !== 'transparency-log') {
      return one.timestamp.signingTime.getTime();
    }
    // Without a promise, nobody signed the time of an entry.
    return one.tlogEntry.inclusionPromise
      ? Number(one.tlogEntry.integratedTime) * 1000
      : [];
  });
  const time = new Date(Math.min(...times));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
