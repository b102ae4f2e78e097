import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { pypiAttestations019 } from '@safety-curtain/testing';
import {
  buildStatement,
  createInstance,
  simpleSigning,
  WORKFLOW,
} from './__testUtils__/instance';
import {
  type CosignLayer,
  type ImageEvidence,
  readTrust,
  type Trust,
  verifyProvenance,
} from './index';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const OTHER = `sha256:${'cd'.repeat(32)}`;

let instance: Awaited<ReturnType<typeof createInstance>>;
let trust: Trust;
beforeAll(async () => {
  instance = await createInstance();
  trust = readTrust({ roots: [instance.root()] });
});

const image = (
  layers: CosignLayer[],
  bundles: object[] = [],
  digest = DIGEST,
): ImageEvidence => ({
  kind: 'image',
  digest,
  layers,
  bundles: bundles.map(bundle => JSON.stringify(bundle)),
});

describe('what Cosign keeps beside an image', () => {
  it('is verified as a signature of that image', async () => {
    const layer = await instance.cosign(DIGEST);
    expect(verifyProvenance(image([layer]), trust)).toMatchObject({
      outcome: 'verified',
      identity: WORKFLOW,
      attestations: [{ kind: 'signature' }],
    });
    expect(verifyProvenance(image([layer], [], OTHER), trust)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('another image'),
    });
  });

  it('fails where what is signed was changed', async () => {
    const layer = await instance.cosign(OTHER);
    const content = layer.content.replace(OTHER, DIGEST);
    const result = verifyProvenance(image([{ ...layer, content }]), trust);
    expect(result.outcome).toBe('failed');
  });

  it.each([
    ['dev.sigstore.cosign/bundle', '{"Payload":7}'],
    ['dev.sigstore.cosign/bundle', 'nothing'],
    ['dev.sigstore.cosign/certificate', 'nothing'],
    ['dev.cosignproject.cosign/signature', ''],
    [
      'dev.sigstore.cosign/rfc3161timestamp',
      '{"SignedRFC3161Timestamp":"AAAA"}',
    ],
  ])('fails with %s being %s', async (name, value) => {
    const layer = await instance.cosign(DIGEST);
    const annotations = { ...layer.annotations, [name]: value };
    const result = verifyProvenance(image([{ ...layer, annotations }]), trust);
    expect(result.outcome).toBe('failed');
  });

  it('is verified as an attestation, in the form of a bundle', async () => {
    const hex = DIGEST.slice('sha256:'.length);
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'shop', digest: { sha256: hex } }],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
    };
    const bundle = await instance.attest(statement);
    expect(verifyProvenance(image([], [bundle]), trust)).toMatchObject({
      outcome: 'verified',
      attestations: [{ kind: 'signature' }],
    });
    const other = verifyProvenance(image([], [bundle], OTHER), trust);
    expect(other.outcome).toBe('failed');
  });

  it('is verified by a key of the configuration, and by no other', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'prime256v1',
    });
    const content = JSON.stringify(simpleSigning(DIGEST));
    const signature = sign('sha256', Buffer.from(content), privateKey);
    const layer: CosignLayer = {
      mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
      content,
      annotations: {
        'dev.cosignproject.cosign/signature': signature.toString('base64'),
      },
    };
    const pem = (key: typeof publicKey) =>
      key.export({ type: 'spki', format: 'pem' }).toString();
    const another = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const outcomeBy = (keys?: Record<string, string>) =>
      verifyProvenance(image([layer]), readTrust({ keys }));
    expect(
      outcomeBy({ old: pem(another.publicKey), release: pem(publicKey) }),
    ).toMatchObject({ outcome: 'verified', key: 'release' });
    expect(outcomeBy({ old: pem(another.publicKey) }).outcome).toBe('failed');
    expect(outcomeBy().outcome).toBe('unchecked');
  });

  it('is nothing where there is nothing, and unread where it is unknown', () => {
    expect(verifyProvenance(image([]), trust).outcome).toBe('not-signed');
    const layer = { mediaType: 'text/plain', content: '', annotations: {} };
    expect(verifyProvenance(image([layer]), trust).outcome).toBe('unchecked');
  });
});

describe('a file with a bundle', () => {
  const content = Buffer.from('{"bomFormat":"CycloneDX"}');

  it('is verified where the bundle signs it', async () => {
    const bundle = JSON.stringify(await instance.signBytes(content));
    const check = (bytes: Buffer) =>
      verifyProvenance({ kind: 'file', content: bytes, bundle }, trust);
    expect(check(content)).toMatchObject({
      outcome: 'verified',
      identity: WORKFLOW,
    });
    expect(check(Buffer.from('{}'))).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('signature is not of what'),
    });
  });

  it('is verified where a statement in the bundle is about it', async () => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const bundle = JSON.stringify(
      await instance.attest({
        _type: 'https://in-toto.io/Statement/v1',
        subject: [{ name: 'bom.json', digest: { sha256 } }],
        predicateType: 'https://cyclonedx.org/bom',
        predicate: {},
      }),
    );
    const check = (bytes: Buffer) =>
      verifyProvenance({ kind: 'file', content: bytes, bundle }, trust).outcome;
    expect(check(content)).toBe('verified');
    expect(check(Buffer.from('{}'))).toBe('failed');
  });

  it('is verified by what a registry answers for it', async () => {
    const sha512 = createHash('sha512').update(content).digest('hex');
    const bundle = await instance.attest(
      buildStatement({ name: 'pkg:npm/shop@1.0.0', digest: { sha512 } }),
    );
    const answer = JSON.stringify({ attestations: [{ bundle }] });
    const evidence = { kind: 'file' as const, content, bundle: answer };
    expect(verifyProvenance(evidence, trust).outcome).toBe('verified');
    const ofPython = { ...evidence, bundle: pypiAttestations019.provenance };
    expect(verifyProvenance(ofPython, readTrust())).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('pypi_attestations-0.0.19.tar.gz'),
    });
  });

  it.each(['', '[]', '{"messageSignature":{}}', '{"mediaType":7}'])(
    'fails with %j in place of a bundle',
    bundle => {
      const evidence = { kind: 'file' as const, content, bundle };
      expect(verifyProvenance(evidence, trust).outcome).not.toBe('verified');
    },
  );
});

describe('what is trusted', () => {
  it.each([
    '',
    '{}',
    '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json"}',
  ])('is refused where it is no root: %j', root => {
    expect(() => readTrust({ roots: [root] })).toThrow(/trusted root/);
  });

  it('is refused where a key is none, and has a digest', () => {
    expect(() => readTrust({ keys: { a: 'x' } })).toThrow(
      /'a' is no public key/,
    );
    expect(readTrust().digest).toBe(readTrust({}).digest);
    expect(trust.digest).not.toBe(readTrust().digest);
  });
});
