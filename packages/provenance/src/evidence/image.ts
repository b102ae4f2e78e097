import { asText, fieldsOf, isFields, type Fields } from '@safety-curtain/input';
import { createHash, X509Certificate } from 'node:crypto';
import type { Attestation, Provenance } from '../model/outcome';
import type { Trust } from '../trust/trust';
import type { Subject } from '../verify/subject';
import { notSigned, summarize } from '../verify/summarize';
import {
  settle,
  verifyAttestation,
  verifySignatureOf,
  WrongEvidence,
} from '../verify/verifyBundle';
import { hintsOf } from '../verify/verifySignature';
import { attestationsIn, boundedList, readObject } from './bounded';

/**
 * One layer of what Cosign keeps beside an image, at the tag `sha256-….sig` or `sha256-….att`.
 *
 * @public
 */
export interface CosignLayer {
  mediaType: string;
  /** The bytes of the layer, as text: what is signed, or a DSSE envelope. */
  content: string;
  annotations: Readonly<Record<string, string>>;
}

/** What a registry has of signatures and attestations of an image. @public */
export interface ImageEvidence {
  kind: 'image';
  /** Of the manifest or index: `sha256:…`. */
  digest: string;
  layers: readonly CosignLayer[];
  /** Bundles of Sigstore that refer to the image, as JSON. */
  bundles: readonly string[];
}

const ENVELOPE = 'application/vnd.dsse.envelope.v1+json';
const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';
const V01 = 'application/vnd.dev.sigstore.bundle+json;version=0.1';
const SIGNATURE = 'dev.cosignproject.cosign/signature';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const LOG_BUNDLE = 'dev.sigstore.cosign/bundle';
const TIMESTAMP = 'dev.sigstore.cosign/rfc3161timestamp';

export function verifyImage(
  { digest, layers, bundles }: ImageEvidence,
  trust: Trust,
): Provenance {
  const [algorithm, hex = ''] = digest.split(':');
  const subject = { digests: { [algorithm]: hex } };
  const attestations = attestationsIn(() => [
    ...boundedList(bundles).map(text =>
      settle(() => {
        const bundle = readObject(String(text));
        return bundle.messageSignature === undefined
          ? verifyAttestation(bundle, subject, trust)
          : unread();
      }),
    ),
    ...boundedList(layers).map(layer =>
      verifyLayer(layer as CosignLayer, { digest, subject, trust }),
    ),
  ]);
  return attestations.length === 0
    ? notSigned('Its registry has neither signatures nor attestations of it')
    : summarize(attestations);
}

function verifyLayer(
  layer: CosignLayer,
  of: { digest: string; subject: Subject; trust: Trust },
): Attestation {
  const { trust, subject } = of;
  if (layer.mediaType === SIMPLE_SIGNING) {
    return byAnyKey(layer, trust, material =>
      verifySimpleSigning(layer, material, of),
    );
  }
  if (layer.mediaType !== ENVELOPE) return unread();
  return byAnyKey(layer, trust, material =>
    settle(() => {
      const dsseEnvelope = readObject(layer.content);
      return verifyAttestation({ ...material, dsseEnvelope }, subject, trust);
    }),
  );
}

/** Without a certificate a layer does not tell by which key it is signed. */
function byAnyKey(
  layer: CosignLayer,
  trust: Trust,
  verify: (material: object) => Attestation,
): Attestation {
  const pem = layer.annotations[CERTIFICATE];
  if (pem) {
    return settle(() => {
      const certificates = [{ rawBytes: derOf(pem) }];
      return verify(
        materialOf(layer, { x509CertificateChain: { certificates } }),
      );
    });
  }
  if (trust.keys.length === 0) {
    const reason = 'it is signed by a key, and none is configured';
    return { kind: 'signature', outcome: 'unchecked', reason };
  }
  const tried = trust.keys.map(({ key }) =>
    settle(() =>
      verify(materialOf(layer, { publicKey: { hint: hintsOf(key)[0] } })),
    ),
  );
  return tried.find(({ outcome }) => outcome === 'verified') ?? tried[0];
}

function verifySimpleSigning(
  { content, annotations }: CosignLayer,
  material: object,
  { digest, trust }: { digest: string; trust: Trust },
): Attestation {
  return settle(() => {
    const bytes = Buffer.from(content, 'utf8');
    const signed = {
      ...material,
      messageSignature: {
        messageDigest: {
          algorithm: 'SHA2_256',
          digest: createHash('sha256').update(bytes).digest('base64'),
        },
        signature: annotations[SIGNATURE],
      },
    };
    const attestation = verifySignatureOf(signed, bytes, trust);
    if (attestation.outcome !== 'verified') return attestation;
    const { critical } = readObject(content);
    const { type, image } = isFields(critical) ? critical : {};
    const named = isFields(image) ? image['docker-manifest-digest'] : undefined;
    if (named === digest && type === 'cosign container image signature') {
      return attestation;
    }
    const reason = 'it is a signature of another image';
    return { ...attestation, outcome: 'failed', reason };
  });
}

/** The annotations of a layer in the form of a bundle, v0.1. */
function materialOf({ annotations }: CosignLayer, signer: object): object {
  const log = annotations[LOG_BUNDLE];
  const timestamp = annotations[TIMESTAMP];
  return {
    mediaType: V01,
    verificationMaterial: {
      ...signer,
      tlogEntries: log ? [logEntry(readObject(log))] : [],
      timestampVerificationData: timestamp && {
        rfc3161Timestamps: [
          { signedTimestamp: readObject(timestamp).SignedRFC3161Timestamp },
        ],
      },
    },
  };
}

function logEntry({ SignedEntryTimestamp, Payload }: Fields): object {
  const { body, integratedTime, logIndex, logID } = fieldsOf(
    Payload,
    'its entry of the log',
  );
  const text = Buffer.from(asText(body), 'base64').toString('utf8');
  const { kind, apiVersion } = readObject(text);
  return {
    logIndex: asText(logIndex),
    logId: { keyId: Buffer.from(asText(logID), 'hex').toString('base64') },
    kindVersion: { kind, version: apiVersion },
    integratedTime: asText(integratedTime),
    inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
    canonicalizedBody: body,
  };
}

function derOf(pem: string): string {
  try {
    return new X509Certificate(pem).raw.toString('base64');
  } catch {
    throw new WrongEvidence('its certificate cannot be read');
  }
}

function unread(): Attestation {
  const reason = 'it is a signature of a kind that is not read here';
  return { kind: 'other', outcome: 'unchecked', reason };
}
