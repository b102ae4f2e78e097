import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  readPublicKey,
  readSigningKey,
  signBlob,
  verifyBlob,
} from './signature';
import {
  envelopePieces,
  MAX_PAYLOAD,
  signEnvelope,
  verifyEnvelope,
} from './envelope';
import { signStatement, verifyStatement } from './statement';

const facts = {
  id: '1',
  createdAt: '2026-01-01T00:00:00Z',
  scope: { kind: 'organization' },
  files: 3,
};

function pair(kind: 'ed25519' | 'P-256' | 'P-384') {
  const { privateKey } =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: kind });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = readSigningKey(pem);
  return { pem, key, publicKey: readPublicKey(key.publicPem) };
}

describe.each(['ed25519', 'P-256', 'P-384'] as const)('a key %s', kind => {
  const { key, publicKey } = pair(kind);
  const manifest = Buffer.from('{"files":[]}');

  it('signs bytes, and no others', () => {
    const signature = signBlob(manifest, key);
    expect(verifyBlob(manifest, signature, publicKey)).toBe(true);
    expect(verifyBlob(Buffer.from('{}'), signature, publicKey)).toBe(false);
    expect(verifyBlob(manifest, 'nonsense', publicKey)).toBe(false);
    expect(verifyBlob(manifest, signature, pair(kind).publicKey)).toBe(false);
  });

  it('signs a statement about a manifest, and no other', () => {
    const envelope = signStatement(manifest, facts, key);
    expect(verifyStatement(envelope, manifest, publicKey)).toEqual(facts);
    expect(() =>
      verifyStatement(envelope, Buffer.from('{}'), publicKey),
    ).toThrow('about another manifest');
    expect(() =>
      verifyStatement(envelope, manifest, pair(kind).publicKey),
    ).toThrow('no signature in the envelope was made with this key');
    const forged = JSON.parse(envelope);
    forged.payload = Buffer.from(
      Buffer.from(forged.payload, 'base64')
        .toString()
        .replace('organization', 'other'),
    ).toString('base64');
    expect(() =>
      verifyStatement(JSON.stringify(forged), manifest, publicKey),
    ).toThrow('no signature in the envelope was made with this key');
  });

  it('is an in-toto statement in a DSSE envelope', () => {
    const envelope = JSON.parse(signStatement(manifest, facts, key));
    expect(envelope).toMatchObject({
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ keyid: key.id }],
    });
    const statement = JSON.parse(
      Buffer.from(envelope.payload, 'base64').toString(),
    );
    expect(statement).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [
        {
          name: 'manifest.json',
          digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
      ],
      predicate: facts,
    });
  });
});

describe('an envelope in pieces', () => {
  const { key, publicKey } = pair('ed25519');
  const payloadType = 'text/plain; "payload": ""';

  it.each([0, 1, 3 * 2 ** 16, 3 * 2 ** 16 + 1, 500_000])(
    'is the one that is written at once, of %d bytes',
    async length => {
      const payload = Buffer.alloc(length + 7, 'é').subarray(7);
      const pieces = [...(await envelopePieces({ payloadType, payload }, key))];
      expect(pieces.join('')).toBe(signEnvelope({ payloadType, payload }, key));
      expect(verifyEnvelope(pieces.join(''), publicKey)).toEqual({
        payloadType,
        payload,
      });
      expect(Math.max(...pieces.map(piece => piece.length))).toBeLessThan(3e5);
    },
  );

  it('is made of no more than its bound, whatever the key', async () => {
    const payload = Buffer.alloc(MAX_PAYLOAD + 1);
    for (const kind of ['ed25519', 'P-256'] as const) {
      const { key: signs, publicKey: proves } = pair(kind);
      const signed = { payloadType: 'a/b', payload: payload.subarray(1) };
      const text = [...(await envelopePieces(signed, signs))].join('');
      expect(verifyEnvelope(text, proves).payload).toHaveLength(MAX_PAYLOAD);
      await expect(
        envelopePieces({ ...signed, payload }, signs),
      ).rejects.toThrow('it is larger than 10 MiB');
    }
  });
});

it('signs ECDSA as openssl and cosign check it: DER over the SHA-256', () => {
  const { key } = pair('P-256');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'signature-'));
  try {
    const file = (name: string, content: string | Buffer) => {
      fs.writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    };
    const blob = Buffer.from('a manifest');
    const output = execFileSync('openssl', [
      'dgst',
      '-sha256',
      '-verify',
      file('key.pub', key.publicPem),
      '-signature',
      file('blob.sig', Buffer.from(signBlob(blob, key), 'base64')),
      file('blob', blob),
    ]);
    expect(output.toString()).toContain('Verified OK');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

it('refuses keys that it does not use, without quoting them', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' });
  expect(() => readSigningKey(pem.toString())).toThrow("kind 'rsa'");
  expect(() => readSigningKey('secret words')).toThrow(
    /^the key is not a private key in PEM form/,
  );
  const { pem: secret } = pair('ed25519');
  expect(() => readPublicKey(secret)).toThrow('this is a private key');
  expect(() => readPublicKey('nothing')).toThrow('not a public key');
});

it('refuses envelopes that are none', () => {
  const { publicKey } = pair('ed25519');
  for (const text of [
    '',
    '[]',
    '{}',
    'null',
    '{"payloadType":"application/vnd.in-toto+json","payload":"e30=","signatures":[null,{"sig":1}]}',
  ]) {
    expect(() => verifyStatement(text, Buffer.from('{}'), publicKey)).toThrow(
      expect.objectContaining({ name: 'SignatureError' }),
    );
  }
});
