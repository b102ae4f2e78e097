import { sigstore200 } from '@safety-curtain/testing';
import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const bin = path.resolve(__dirname, '../../bin/safety-curtain');
let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'provenance-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

const written = (name: string, content: string) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
};

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, '--offline', 'provenance', ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

/** A file with a bundle that a key signed, and the key. */
function signedFile() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
  });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const sha256 = (bytes: Buffer) =>
    createHash('sha256').update(bytes).digest('base64');
  const content = Buffer.from('{"bomFormat":"CycloneDX"}');
  const bundle = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      publicKey: { hint: sha256(der) },
      tlogEntries: [],
    },
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest: sha256(content) },
      signature: sign('sha256', content, privateKey).toString('base64'),
    },
  };
  return {
    file: written('bom.json', content.toString()),
    bundle: written('bom.json.sigstore', JSON.stringify(bundle)),
    key: written(
      'release.pub',
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ),
  };
}

describe('provenance', () => {
  it('says who signed, and whether that is what is asked for', () => {
    const { file, bundle, key } = signedFile();
    expect(run(file, '--bundle', bundle, '--key', key)).toEqual({
      status: 0,
      stdout: `${file}: verified\n  signed by: release.pub\n`,
      stderr: '',
    });
    const asked = run(file, '--bundle', bundle, '--key', key, '--level', '2');
    expect(asked).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('NOT as asked for: SLSA build level 2'),
    });
    expect(run(file, '--bundle', bundle)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('by a key that is not known here'),
    });
    fs.appendFileSync(file, ' ');
    expect(run(file, '--bundle', bundle, '--key', key).status).toBe(2);
  });

  it('fails where attestations are of another file', () => {
    const file = written('sigstore-2.0.0.tgz', 'not the package');
    const bundle = written('attestations.json', sigstore200.attestations);
    expect(run(file, '--bundle', bundle)).toMatchObject({
      status: 2,
      stdout: expect.stringMatching(
        /FAILED\n {2}An attestation does not hold: it is about something else: pkg:npm\/sigstore@2\.0\.0/,
      ),
    });
    const json = JSON.parse(
      run(file, '--bundle', bundle, '--format', 'json').stdout,
    );
    expect(json).toMatchObject({
      outcome: 'failed',
      breach: { kind: 'failed' },
    });
  });

  it('ends with 1 where there is nothing', () => {
    const file = written('file', 'x');
    const bundle = written('none.json', '{"attestations":[]}');
    expect(run(file, '--bundle', bundle)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('not signed'),
    });
  });

  it('refuses what is no trusted root and no key', () => {
    const file = written('file', 'x');
    const bundle = written('none.json', '{}');
    expect(run(file, '--bundle', bundle, '--trusted-root', file)).toMatchObject(
      { status: 3, stderr: expect.stringContaining('no trusted root') },
    );
    expect(run(file, '--bundle', bundle, '--key', file)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('no public key'),
    });
    expect(run(file, '--bundle', folder)).toMatchObject({ status: 3 });
  });
});
