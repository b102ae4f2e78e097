import { initializeCA, initializeCTLog, initializeTLog } from '@sigstore/mock';
import {
  createHash,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto';
import { IN_TOTO } from '../statement/statement';

const FULCIO = '1.3.6.1.4.1.57264.1';
const LOG = 'https://log.example.org';
const PUBLIC_ECDSA = 'PKIX_ECDSA_P256_SHA_256';

/** Who signs, as a certificate tells. */
export interface SignerOptions {
  identity?: string;
  issuer?: string;
  sourceRepository?: string;
  sourceRevision?: string;
  signerUri?: string;
  runner?: string;
}

export const WORKFLOW =
  'https://github.com/acme/shop/.github/workflows/release.yml@refs/tags/v1.0.0';
const SIGNER: SignerOptions = {
  identity: WORKFLOW,
  issuer: 'https://token.actions.githubusercontent.com',
  sourceRepository: 'https://github.com/acme/shop',
  sourceRevision: 'a'.repeat(40),
  signerUri: WORKFLOW,
  runner: 'github-hosted',
};

/** An instance of Sigstore of one's own: its authorities and logs, and what they sign. */
export async function createInstance({ clock }: { clock?: Date } = {}) {
  const caKeys = ecKeys();
  const ctKeys = ecKeys();
  const logKeys = ecKeys();
  const ctLog = await initializeCTLog(ctKeys, clock);
  const ca = await initializeCA(caKeys, ctLog, clock);
  const log = await initializeTLog(LOG, logKeys, clock);

  const root = (validUntil?: string) =>
    JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [logOf(LOG, logKeys.publicKey)],
      ctlogs: [logOf('https://ct.example.org', ctKeys.publicKey)],
      certificateAuthorities: [
        {
          subject: { commonName: 'example' },
          uri: 'https://ca.example.org',
          certChain: {
            certificates: [
              {
                rawBytes: Buffer.from(asBytes(ca.rootCertificate)).toString(
                  'base64',
                ),
              },
            ],
          },
          validFor: { start: '2000-01-01T00:00:00Z', end: validUntil },
        },
      ],
      timestampAuthorities: [],
    });

  /** Signs by a key that lives as long as its certificate. */
  const signed = async (bytes: Buffer, signer: SignerOptions = {}) => {
    const { publicKey, privateKey } = ecKeys();
    const certificate = Buffer.from(
      asBytes(
        await ca.issueCertificate({
          publicKey: publicKey.export({ type: 'spki', format: 'der' }) as never,
          subjectAltName: signer.identity ?? WORKFLOW,
          extensions: extensionsOf({ ...SIGNER, ...signer }),
        }),
      ),
    );
    return { certificate, signature: sign('sha256', bytes, privateKey) };
  };

  const entryOf = async (body: object) => {
    const [entry] = Object.values(await log.log(body)) as any[];
    const { inclusionProof, signedEntryTimestamp } = entry.verification;
    return { entry, inclusionProof, signedEntryTimestamp };
  };

  /** A bundle (v0.3) with a statement. */
  const attest = async (statement: object, signer?: SignerOptions) => {
    const payload = Buffer.from(JSON.stringify(statement));
    const { certificate, signature } = await signed(
      Buffer.concat([
        Buffer.from(`DSSEv1 ${IN_TOTO.length} ${IN_TOTO} ${payload.length} `),
        payload,
      ]),
      signer,
    );
    const sig = signature.toString('base64');
    const verifier = Buffer.from(new X509Certificate(certificate).toString());
    const told = await entryOf({
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        payloadHash: { algorithm: 'sha256', value: sha256(payload) },
        envelopeHash: { algorithm: 'sha256', value: sha256(payload) },
        signatures: [{ signature: sig, verifier: verifier.toString('base64') }],
      },
    });
    return {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: certificate.toString('base64') },
        tlogEntries: [toLogEntry(told, 'dsse')],
      },
      dsseEnvelope: {
        payload: payload.toString('base64'),
        payloadType: IN_TOTO,
        signatures: [{ sig, keyid: '' }],
      },
    };
  };

  /** A bundle (v0.3) with a signature of bytes. */
  const signBytes = async (bytes: Buffer, signer?: SignerOptions) => {
    const { certificate, signature } = await signed(bytes, signer);
    const told = await entryOf(hashedRekord(bytes, signature, certificate));
    return {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: certificate.toString('base64') },
        tlogEntries: [toLogEntry(told, 'hashedrekord')],
      },
      messageSignature: {
        messageDigest: {
          algorithm: 'SHA2_256',
          digest: createHash('sha256').update(bytes).digest('base64'),
        },
        signature: signature.toString('base64'),
      },
    };
  };

  /** A layer as Cosign keeps signatures of images. */
  const cosign = async (digest: string, signer?: SignerOptions) => {
    const content = JSON.stringify(simpleSigning(digest));
    const bytes = Buffer.from(content);
    const { certificate, signature } = await signed(bytes, signer);
    const { entry, signedEntryTimestamp } = await entryOf(
      hashedRekord(bytes, signature, certificate),
    );
    const { body, integratedTime, logIndex, logID } = entry;
    return {
      mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
      content,
      annotations: {
        'dev.cosignproject.cosign/signature': signature.toString('base64'),
        'dev.sigstore.cosign/certificate': new X509Certificate(
          certificate,
        ).toString(),
        'dev.sigstore.cosign/bundle': JSON.stringify({
          SignedEntryTimestamp: signedEntryTimestamp,
          Payload: { body, integratedTime, logIndex, logID },
        }),
      },
    };
  };

  return { root, attest, signBytes, cosign };
}

/** What Cosign signs of an image. */
export function simpleSigning(digest: string): object {
  return {
    critical: {
      identity: { 'docker-reference': 'registry.example.org/shop' },
      image: { 'docker-manifest-digest': digest },
      type: 'cosign container image signature',
    },
    optional: null,
  };
}

/** A statement with SLSA provenance v1 of a package. */
export function buildStatement(
  subject: { name: string; digest: object },
  source = 'https://github.com/acme/shop',
): object {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [subject],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        externalParameters: {
          workflow: {
            ref: 'refs/tags/v1.0.0',
            repository: source,
            path: '.github/workflows/release.yml',
          },
        },
        resolvedDependencies: [
          {
            uri: `git+${source}@refs/tags/v1.0.0`,
            digest: { gitCommit: 'a'.repeat(40) },
          },
        ],
      },
      runDetails: {
        builder: { id: 'https://github.com/actions/runner/github-hosted' },
      },
    },
  };
}

function ecKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function asBytes(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function logOf(baseUrl: string, key: KeyObject): object {
  const der = key.export({ type: 'spki', format: 'der' });
  return {
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: der.toString('base64'),
      keyDetails: PUBLIC_ECDSA,
      validFor: { start: '2000-01-01T00:00:00Z' },
    },
    logId: { keyId: createHash('sha256').update(der).digest('base64') },
  };
}

function hashedRekord(bytes: Buffer, signature: Buffer, certificate: Buffer) {
  const pem = Buffer.from(new X509Certificate(certificate).toString());
  return {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: 'sha256', value: sha256(bytes) } },
      signature: {
        content: signature.toString('base64'),
        publicKey: { content: pem.toString('base64') },
      },
    },
  };
}

function toLogEntry(
  told: { entry: any; inclusionProof: any; signedEntryTimestamp: string },
  kind: string,
): object {
  const { entry, inclusionProof, signedEntryTimestamp } = told;
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
    kindVersion: { kind, version: '0.0.1' },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(inclusionProof.logIndex),
      rootHash: Buffer.from(inclusionProof.rootHash, 'hex').toString('base64'),
      treeSize: String(inclusionProof.treeSize),
      hashes: [],
      checkpoint: { envelope: inclusionProof.checkpoint },
    },
    canonicalizedBody: entry.body,
  };
}

function extensionsOf(signer: SignerOptions) {
  const values: [number, string | undefined][] = [
    [8, signer.issuer],
    [9, signer.signerUri],
    [11, signer.runner],
    [12, signer.sourceRepository],
    [13, signer.sourceRevision],
  ];
  return values.flatMap(([number, value]) =>
    value === undefined ? [] : [{ oid: `${FULCIO}.${number}`, value }],
  );
}
