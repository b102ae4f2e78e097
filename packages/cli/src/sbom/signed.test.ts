import { envelopePieces, readSigningKey } from '@safety-curtain/archive';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

jest.setTimeout(60_000);

const bin = path.resolve(__dirname, '../../bin/safety-curtain');
const service = path.resolve(
  __dirname,
  '../../../../examples/services/order-service',
);
let folder: string;

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

const safetyCurtain = (args: string[], env?: NodeJS.ProcessEnv) =>
  run(process.execPath, [bin, ...args], env);

function makeKeys(
  name: string,
  kind: 'ed25519' | 'P-256',
  passphrase?: string,
) {
  const { privateKey, publicKey } =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: kind });
  fs.writeFileSync(
    path.join(folder, `${name}.key`),
    privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      ...(passphrase && { cipher: 'aes-256-cbc', passphrase }),
    }),
  );
  fs.writeFileSync(
    path.join(folder, `${name}.pub`),
    publicKey.export({ type: 'spki', format: 'pem' }),
  );
}

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'signed-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const signed = (...more: string[]) => [
  ...['sbom', service, '--output', 'bom.json', '--sign', 'a.key'],
  ...more,
];
const verified = (key: string) => [
  ...['verify', 'bom.json', '--envelope', 'bom.json.dsse.json'],
  ...['--key', key],
];

describe('an SBOM that is signed', () => {
  it.each([
    ['cyclonedx', 'ed25519', 'application/vnd.cyclonedx+json; version=1.6'],
    ['spdx', 'P-256', 'application/spdx+json'],
  ] as const)(
    'as %s with %s is verified byte for byte, by others too',
    (format, kind, type) => {
      makeKeys('a', kind);
      expect(safetyCurtain(signed('--format', format))).toMatchObject({
        status: 0,
        stdout: '',
      });
      expect(safetyCurtain(verified('a.pub'))).toEqual({
        status: 0,
        stdout: expect.stringContaining(`as ${type}\nbom.json is as it was`),
        stderr: '',
      });
      const envelope = JSON.parse(
        fs.readFileSync(path.join(folder, 'bom.json.dsse.json'), 'utf8'),
      );
      const bytes = fs.readFileSync(path.join(folder, 'bom.json'));
      // What the DSSE protocol has signatures cover.
      const head = `DSSEv1 ${type.length} ${type} ${bytes.length} `;
      fs.writeFileSync(
        path.join(folder, 'covered'),
        Buffer.concat([Buffer.from(head), bytes]),
      );
      fs.writeFileSync(
        path.join(folder, 'sig'),
        Buffer.from(envelope.signatures[0].sig, 'base64'),
      );
      const openssl =
        kind === 'ed25519'
          ? [
              ...['pkeyutl', '-verify', '-pubin', '-inkey', 'a.pub', '-rawin'],
              ...['-in', 'covered', '-sigfile', 'sig'],
            ]
          : [
              ...['dgst', '-sha256', '-verify', 'a.pub'],
              ...['-signature', 'sig', 'covered'],
            ];
      expect(run('openssl', openssl)).toMatchObject({ status: 0 });
    },
  );

  it('is refused with one byte changed, and with another key', () => {
    makeKeys('a', 'ed25519');
    makeKeys('b', 'ed25519');
    safetyCurtain(signed());
    expect(safetyCurtain(verified('b.pub'))).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('was made with this key'),
    });
    fs.appendFileSync(path.join(folder, 'bom.json'), ' ');
    expect(safetyCurtain(verified('a.pub'))).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('bom.json is NOT as it was signed'),
    });
  });

  it.each(['ed25519', 'P-256'] as const)(
    'by a portal with %s is verified as well',
    async kind => {
      makeKeys('a', kind);
      const pem = fs.readFileSync(path.join(folder, 'a.key'), 'utf8');
      const payload = Buffer.alloc(1_000_000, '{"ä":1}\n');
      const payloadType = 'application/vnd.cyclonedx+json; version=1.6';
      const pieces = await envelopePieces(
        { payloadType, payload },
        readSigningKey(pem),
      );
      fs.writeFileSync(path.join(folder, 'bom.json'), payload);
      fs.writeFileSync(
        path.join(folder, 'bom.json.dsse.json'),
        [...pieces].join(''),
      );
      expect(safetyCurtain(verified('a.pub'))).toEqual({
        status: 0,
        stdout: expect.stringContaining(`as ${payloadType}\nbom.json is as it`),
        stderr: '',
      });
    },
  );

  it('leaves no signature of what stood there before', () => {
    makeKeys('a', 'ed25519');
    safetyCurtain(signed());
    safetyCurtain(['sbom', service, '--output', 'bom.json']);
    expect(fs.readdirSync(folder).sort()).toEqual([
      'a.key',
      'a.pub',
      'bom.json',
    ]);
  });

  it('takes a key with a passphrase, and says what is wrong with one', () => {
    makeKeys('a', 'ed25519', 'open');
    const args = signed('--passphrase-env', 'OF_KEY');
    expect(safetyCurtain(args, { OF_KEY: 'open' })).toMatchObject({
      status: 0,
    });
    const wrong = safetyCurtain(args, { OF_KEY: 'closed' });
    expect(wrong.status).toBe(3);
    expect(wrong.stderr).toContain('its passphrase is wrong');
    expect(wrong.stderr).not.toContain('closed');
    const unset = safetyCurtain(args, { OF_KEY: '' });
    expect(unset).toMatchObject({ status: 3, stdout: '' });
    expect(unset.stderr).toContain('variable OF_KEY is not set');
    const nowhere = safetyCurtain(['sbom', service, '--sign', 'a.key']);
    expect(nowhere).toMatchObject({ status: 3, stdout: '' });
    expect(nowhere.stderr).toContain('--output');
  });
});
