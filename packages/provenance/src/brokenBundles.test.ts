import fc from 'fast-check';
import {
  buildStatement,
  createInstance,
  type SignerOptions,
  WORKFLOW,
} from './__testUtils__/instance';
import { sigstore200 } from '@safety-curtain/testing';
import {
  judgeProvenance,
  type NpmEvidence,
  readProvenancePolicy,
  readTrust,
  verifyProvenance,
} from './index';

const HEX = 'ab'.repeat(64);
const NAME = 'pkg:npm/%40acme/shop@1.0.0';
const BUILD = buildStatement({ name: NAME, digest: { sha512: HEX } });

function evidenceOf(...bundles: unknown[]): NpmEvidence {
  return {
    kind: 'npm',
    name: '@acme/shop',
    version: '1.0.0',
    integrity: `sha512-${Buffer.from(HEX, 'hex').toString('base64')}`,
    attestations: JSON.stringify({
      attestations: bundles.map(bundle => ({ bundle })),
    }),
  };
}

describe('bundles of an instance of one’s own', () => {
  let instance: Awaited<ReturnType<typeof createInstance>>;
  beforeAll(async () => {
    instance = await createInstance();
  });

  const verify = (root: string, ...bundles: unknown[]) =>
    verifyProvenance(evidenceOf(...bundles), readTrust({ roots: [root] }));
  const attest = async (statement: object, signer?: SignerOptions) =>
    (await instance.attest(statement, signer)) as any;

  it('are verified by its root, and by no other', async () => {
    const bundle = await attest(BUILD);
    expect(verify(instance.root(), bundle)).toMatchObject({
      outcome: 'verified',
      identity: WORKFLOW,
      level: 2,
    });
    const other = await createInstance();
    for (const result of [
      verify(other.root(), bundle),
      verifyProvenance(evidenceOf(bundle), readTrust()),
    ]) {
      expect(result.outcome).toBe('failed');
      expect(result.reason).toMatch(/authority that is trusted|log/);
    }
    // Several instances may be trusted at once.
    const both = readTrust({ roots: [other.root(), instance.root()] });
    expect(verifyProvenance(evidenceOf(bundle), both).outcome).toBe('verified');
  });

  it('fail by a root that was over when they were signed', async () => {
    const bundle = await attest(BUILD);
    expect(verify(instance.root('2020-01-01T00:00:00Z'), bundle)).toMatchObject(
      {
        outcome: 'failed',
        reason: expect.stringMatching(/none that was when it was signed/),
      },
    );
  });

  it('fail with a certificate that was over', async () => {
    const old = await createInstance({ clock: new Date('2020-01-01') });
    const good = await attest(BUILD);
    const late = (await old.attest(BUILD)) as any;
    // The log's entry is of today, the certificate of long ago.
    good.verificationMaterial.certificate =
      late.verificationMaterial.certificate;
    expect(verify(instance.root(), good).outcome).toBe('failed');
  });

  it.each<[string, (bundle: any, other: any) => void, RegExp]>([
    [
      'a swapped signature',
      (bundle, other) => {
        bundle.dsseEnvelope.signatures = other.dsseEnvelope.signatures;
      },
      /entry in the transparency log is of something else/,
    ],
    [
      'another statement',
      (bundle, other) => {
        bundle.dsseEnvelope.payload = other.dsseEnvelope.payload;
      },
      /entry in the transparency log is of something else/,
    ],
    [
      'the entry of another',
      (bundle, other) => {
        bundle.verificationMaterial.tlogEntries =
          other.verificationMaterial.tlogEntries;
      },
      /entry in the transparency log is of something else/,
    ],
    [
      'no entry of a log',
      bundle => {
        bundle.verificationMaterial.tlogEntries = [];
      },
      /when it was signed cannot be verified/,
    ],
    [
      'an entry of another time',
      bundle => {
        bundle.verificationMaterial.tlogEntries[0].integratedTime =
          '1600000000';
      },
      /not valid when it was signed/,
    ],
    [
      'the certificate of another',
      (bundle, other) => {
        bundle.verificationMaterial.certificate =
          other.verificationMaterial.certificate;
      },
      /signature|log/,
    ],
    [
      'a statement of another kind',
      bundle => {
        bundle.dsseEnvelope.payloadType = 'text/plain';
      },
      /no statement of in-toto/,
    ],
    [
      'nothing signed',
      bundle => {
        delete bundle.dsseEnvelope;
      },
      /no whole bundle/,
    ],
  ])('fail with %s', async (_, breakIt, reason) => {
    const bundle = await attest(BUILD);
    breakIt(
      bundle,
      await attest(buildStatement({ name: 'x', digest: { sha512: HEX } })),
    );
    const result = verify(instance.root(), bundle);
    expect(result.outcome).toBe('failed');
    expect(result.reason).toMatch(reason);
  });

  it('fail where one of several does, and are none where none is', async () => {
    const good = await attest(BUILD);
    const bad = await attest(
      buildStatement({ name: NAME, digest: { sha512: 'cd'.repeat(64) } }),
    );
    expect(verify(instance.root(), good, bad)).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('other content of that name'),
      attestations: [{ outcome: 'failed' }, { outcome: 'verified' }],
    });
    expect(verify(instance.root()).outcome).toBe('not-signed');
  });

  it('fail where a statement names another source than its certificate', async () => {
    const statement = buildStatement(
      { name: NAME, digest: { sha512: HEX } },
      'https://github.com/acme/other',
    );
    expect(verify(instance.root(), await attest(statement)).reason).toMatch(
      /another source repository/,
    );
  });

  it('do not tell of a source that only the statement of a person names', async () => {
    const bundle = await attest(BUILD, {
      identity: 'https://accounts.example.org/ann',
      issuer: 'https://accounts.example.org',
      sourceRepository: undefined,
      sourceRevision: undefined,
      signerUri: undefined,
    });
    const result = verify(instance.root(), bundle);
    expect(result).toMatchObject({ outcome: 'verified', level: 1 });
    expect(result.sourceRepository).toBeUndefined();
    expect(result.sourceRevision).toBeUndefined();
    const policy = readProvenancePolicy(
      [{ sourceRepository: 'https://github.com/acme/*' }],
      'rules',
    );
    const use = { purl: 'pkg:npm/x@1', service: 'component:default/x' };
    expect(judgeProvenance(policy, use, result)?.kind).toBe('unexpected');
  });

  it('cannot be judged where they are of a later version, by an unknown key or in an unknown log', async () => {
    const bundle = await attest(BUILD);
    const later = {
      ...bundle,
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.9+json',
    };
    const byKey = {
      ...bundle,
      verificationMaterial: {
        tlogEntries: bundle.verificationMaterial.tlogEntries,
        publicKey: { hint: '__proto__' },
      },
    };
    const elsewhere = structuredClone(bundle);
    for (const entry of elsewhere.verificationMaterial.tlogEntries) {
      entry.logId.keyId = Buffer.from('another log').toString('base64');
    }
    for (const one of [later, byKey, elsewhere]) {
      expect(verify(instance.root(), one).outcome).toBe('unchecked');
    }
    // Beside one that holds, they take nothing away.
    expect(verify(instance.root(), later, bundle).outcome).toBe('verified');
  });

  it.each<[SignerOptions, number]>([
    [{ runner: 'self-hosted' }, 1],
    [{ issuer: 'https://accounts.example.org' }, 1],
    [
      {
        identity: 'https://gitlab.com/acme/shop',
        issuer: 'https://gitlab.com',
      },
      2,
    ],
    [
      {
        signerUri:
          'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/builder_nodejs_slsa3.yml@refs/tags/v2.0.0',
      },
      3,
    ],
    [
      {
        signerUri:
          'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/builder_nodejs_slsa3.yml@refs/heads/main',
      },
      2,
    ],
  ])('say which level can be told: %j', async (signer, level) => {
    const result = verify(instance.root(), await attest(BUILD, signer));
    expect(result).toMatchObject({ outcome: 'verified', level });
  });

  it('fail, and break nothing, whatever is in place of them', () => {
    const trust = readTrust();
    const any = fc.oneof(fc.json(), fc.string());
    fc.assert(
      fc.property(any, attestations => {
        const { outcome } = verifyProvenance(
          { ...evidenceOf(), attestations },
          trust,
        );
        expect(outcome).not.toBe('verified');
      }),
      { numRuns: 50 },
    );
  });
});

describe('a bundle of a real package that was changed anywhere', () => {
  const trust = readTrust();
  const whole = verifyProvenance(sigstore200, trust);
  const [{ bundle }] = JSON.parse(sigstore200.attestations).attestations;
  const places = textsIn(bundle);

  it('is never verified as anything else', () => {
    fc.assert(
      fc.property(
        fc.nat(places.length - 1),
        fc.nat(),
        fc.constantFrom('A', 'z', '0', '/', '=', ' ', ''),
        (place, at, character) => {
          const changed = structuredClone(bundle);
          const { holder, key } = places[place](changed);
          const text = holder[key];
          const index = at % Math.max(1, text.length);
          holder[key] =
            text.slice(0, index) + character + text.slice(index + 1);
          const result = verifyProvenance(
            {
              ...sigstore200,
              attestations: JSON.stringify({
                attestations: [{ bundle: changed }],
              }),
            },
            trust,
          );
          // What nobody signs, as the certificates above the signer's, may be anything.
          const told = result.outcome === 'verified' ? result : whole;
          expect(told).toEqual(whole);
        },
      ),
      { numRuns: 120 },
    );
  });
});

/** How to get at each text in a value. */
function textsIn(
  value: any,
  path: string[] = [],
): ((root: any) => { holder: any; key: string })[] {
  if (typeof value === 'string') {
    const key = path.at(-1)!;
    return [
      root => ({
        holder: path.slice(0, -1).reduce((at, part) => at[part], root),
        key,
      }),
    ];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) =>
        textsIn(one, [...path, key]),
      )
    : [];
}
