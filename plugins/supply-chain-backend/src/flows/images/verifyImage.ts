import {
  notChecked,
  type Provenance,
  type TrustSource,
} from '@safety-curtain/provenance';
import { createHash } from 'node:crypto';
import type { EnginePool } from '../../engines/EnginePool';
import { visibleMessage } from '../../messages/visibleMessage';
import type { ImageReader, ReadImage } from '../../outside/oci/ImageReader';
import type { GatheredEvidence } from '../../outside/oci/imageEvidence';
import type { ImageProvenance } from '../../records/images/imageStore';

/** By what images are verified. */
export interface ImageVerification {
  pool: Pick<EnginePool, 'verifyProvenance'>;
  trust: TrustSource;
  /** Another one where something else is trusted. */
  trustDigest: string;
}

/**
 * What signatures and attestations of an image come to. Where they, and what is trusted, are as
 * they were, nothing is verified again, unless it could not be checked.
 */
export async function verifyImage(
  verification: ImageVerification,
  image: { name: string; found: ReadImage; before?: ImageProvenance },
  reader: Pick<ImageReader, 'evidence'>,
  signal: AbortSignal,
): Promise<ImageProvenance> {
  const { name, found, before } = image;
  try {
    const gathered = await reader.evidence(name, found, signal);
    const of = digestOf(found, gathered, verification.trustDigest);
    if (before?.of === of && before.outcome !== 'unchecked') return before;
    const verified = await outcomeOf(verification, found, gathered, signal);
    const { attestations: _all, ...kept } = verified;
    return { ...kept, of };
  } catch (error) {
    signal.throwIfAborted();
    const { attestations: _none, ...kept } = notChecked(
      `It could not be read. ${visibleMessage(error)}`,
    );
    return { ...kept, of: '' };
  }
}

async function outcomeOf(
  { pool, trust }: ImageVerification,
  { signatures }: ReadImage,
  { evidence, leftOut }: GatheredEvidence,
  signal: AbortSignal,
): Promise<Provenance> {
  if (evidence.length === 0) {
    if (leftOut || signatures.length > 0) {
      return notChecked(
        `It could not be checked: ${
          leftOut ?? 'it is signed in a form that is not verified'
        }.`,
      );
    }
    return {
      outcome: 'not-signed',
      reason: 'Its registry has neither signatures nor attestations of it',
      attestations: [],
    };
  }
  const answer = await pool.verifyProvenance({ evidence, trust }, signal);
  if ('error' in answer) {
    return notChecked(`It could not be verified. ${answer.error}`);
  }
  const { provenance } = answer;
  // What was not looked at may not hold.
  return leftOut && provenance.outcome === 'verified'
    ? notChecked(`It could not be checked: ${leftOut}.`)
    : provenance;
}

function digestOf(
  { digest, imageDigest, signatures }: ReadImage,
  gathered: GatheredEvidence,
  trustDigest: string,
): string {
  const parts = [digest, imageDigest, trustDigest, gathered.digest];
  return createHash('sha256')
    .update([...parts, ...signatures].join('\n'))
    .digest('hex');
}
