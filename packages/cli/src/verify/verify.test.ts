import {
  readSigningKey,
  serializeManifest,
  signBlob,
  signStatement,
} from '@safety-curtain/archive';
import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import fs, { globSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ZipFile } from 'yazl';

const root = path.resolve(__dirname, '../../../..');
const bin = path.resolve(__dirname, '../../bin/safety-curtain');
const { privateKey } = generateKeyPairSync('ed25519');
const key = readSigningKey(
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
);
let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'verify-'));
  fs.writeFileSync(path.join(folder, 'key.pub'), key.publicPem);
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

async function zipped(files: Map<string, Buffer>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, bytes] of files)
    zip.addBuffer(bytes, name, { compress: false });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  const file = path.join(folder, 'archive.zip');
  fs.writeFileSync(file, Buffer.concat(chunks));
  return file;
}

function signedFiles(more: object = {}): Map<string, Buffer> {
  const files = new Map([
    ['index.html', Buffer.from('<p>Summary</p>')],
    ['sboms/shop.cdx.json', Buffer.from('{"bomFormat":"CycloneDX"}')],
  ]);
  const manifest = Buffer.from(
    serializeManifest({
      format: 'safety-curtain-archive',
      version: 1,
      id: '1',
      createdAt: '2026-01-01T00:00:00Z',
      createdBy: 'user:default/a',
      tool: { name: 'Safety Curtain', version: '1' },
      scope: { kind: 'owner', ref: 'group:default/a' },
      files: [...files].map(([name, bytes]) => ({
        path: name,
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })),
      ...more,
    }),
  );
  files.set('manifest.json', manifest);
  files.set('manifest.json.sig', Buffer.from(signBlob(manifest, key)));
  const facts = { id: '1', createdAt: '', scope: {}, files: 2 };
  files.set(
    'manifest.intoto.json',
    Buffer.from(signStatement(manifest, facts, key)),
  );
  return files;
}

function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin, 'verify', ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('safety-curtain verify', () => {
  it('says that an archive is intact, and who signed it', async () => {
    const file = await zipped(signedFiles());
    const { status, stdout } = verify(file, '--key', 'key.pub');
    expect(stdout).toContain('2 of 2 files are as they were made');
    expect(stdout).toContain(`Signed with the key ${key.id}`);
    expect(stdout).toContain(
      'Made 2026-01-01T00:00:00Z for owner group:default/a',
    );
    expect(status).toBe(0);
  });

  it('names what has no signature of its own', async () => {
    const unsigned = [{ path: 'sboms/shop.cdx.json', reason: 'it is large' }];
    const file = await zipped(signedFiles({ unsigned }));
    const { status, stdout } = verify(file, '--key', 'key.pub');
    expect(stdout).toContain(
      'sboms/shop.cdx.json has no signature of its own: it is large\n',
    );
    expect(status).toBe(0);
    const odd = await zipped(signedFiles({ unsigned: 'all' }));
    expect(verify(odd, '--key', 'key.pub')).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('is no list'),
    });
  });

  it('names the file in which one bit was flipped', async () => {
    const file = await zipped(signedFiles());
    const bytes = fs.readFileSync(file);
    bytes[bytes.indexOf('CycloneDX')] ^= 1;
    fs.writeFileSync(file, bytes);
    const { status, stdout } = verify(file, '--key', 'key.pub');
    expect(stdout).toMatch(/^sboms\/shop\.cdx\.json: /);
    expect(stdout).toContain('is NOT intact: 1 problem\n');
    expect(status).toBe(2);
  });

  it('wants a key, or to be told that none is wanted', async () => {
    const file = await zipped(signedFiles());
    expect(verify(file)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('--no-signature'),
    });
    expect(verify(file, '--no-signature')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('No signature was checked'),
    });
  });

  it('refuses what is no zip and what is no key', async () => {
    const file = await zipped(signedFiles());
    expect(verify('key.pub', '--key', 'key.pub').status).toBe(3);
    expect(verify('none.zip', '--key', 'key.pub').status).toBe(3);
    expect(verify(file, '--key', file)).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('not a public key'),
    });
    expect(verify(file, '--key', 'none.pub').stderr).toContain(
      'cannot be read',
    );
  });

  it.each([
    '../../evil',
    '/etc/evil',
    'C:/evil',
    'C:\\evil',
    'sboms\\shop.cdx.json',
    '../folder/',
    'evil\u001b[2J/../x',
  ])('lists all problems where %j was added', async name => {
    const files = signedFiles();
    files.set('sboms/shop.cdx.json', Buffer.from('{"bomFormat":"CycloneDY"}'));
    const alias = 'x'.repeat(Buffer.byteLength(name));
    files.set(alias, Buffer.from('evil'));
    const file = await zipped(files);
    const bytes = fs.readFileSync(file);
    for (let at = bytes.indexOf(alias); at >= 0; at = bytes.indexOf(alias)) {
      bytes.write(name, at);
    }
    fs.writeFileSync(file, bytes);
    const { status, stdout } = verify(file, '--key', 'key.pub');
    expect(status).toBe(2);
    const shown = name.replace('\u001b', ' ');
    expect(stdout).toContain(`${shown}: was added`);
    expect(stdout).toContain('sboms/shop.cdx.json: was changed');
    expect(stdout).toContain('is NOT intact: 2 problems\n');
  });

  it('names a file whose sizes disagree, and checks the others', async () => {
    const file = await zipped(signedFiles());
    const bytes = fs.readFileSync(file);
    // The size out of compression, in the entry of the central directory.
    bytes.writeUInt32LE(7, bytes.lastIndexOf('index.html') - 46 + 24);
    fs.writeFileSync(file, bytes);
    const { status, stdout } = verify(file, '--key', 'key.pub');
    expect(stdout).toMatch(/^index\.html: /m);
    expect(stdout).toContain('1 of 2 files are as they were made');
    expect(status).toBe(2);
  });

  it('shows names that were forged without what moves the cursor', async () => {
    const files = signedFiles();
    files.set('a\u001b[2Jb', Buffer.from(''));
    const { status, stdout } = verify(await zipped(files), '--key', 'key.pub');
    expect(status).toBe(2);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('was added');
  });
});

/** What pages, exports and documents tell people to run, with the file of this test. */
function printedCommands(): string[] {
  const places = ['{packages,plugins}/*/src/**/*.{ts,tsx}', 'docs/*.md'];
  const texts = globSync([...places, 'packages/*/README.md'], { cwd: root })
    .filter(file => !file.includes('.test.'))
    .map(file => fs.readFileSync(path.join(root, file), 'utf8'));
  const found = texts.flatMap(text =>
    [...text.matchAll(/safety-curtain verify [^\n`<&\]]+/g)].map(
      ([all]) => all,
    ),
  );
  return [
    ...new Set(
      found
        .filter(command => !command.includes('--envelope'))
        .map(command => command.replace(/\$\{\w+\}|ARCHIVE/, 'archive.zip'))
        .map(command => command.replace('PUBLIC_KEY', 'archive.pub').trim()),
    ),
  ];
}

describe('what people are told to run to verify an export', () => {
  const commands = printedCommands();

  it.each(commands)('%s', async command => {
    const files = signedFiles();
    if (!command.includes('--key')) {
      files.delete('manifest.json.sig');
      files.delete('manifest.intoto.json');
    }
    await zipped(files);
    fs.writeFileSync(path.join(folder, 'archive.pub'), key.publicPem);
    expect(verify(...command.split(' ').slice(2))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('archive.zip is intact'),
    });
  });

  it('is something for an export that is signed, and for one that is not', () => {
    expect(commands.some(one => one.includes('--key archive.pub'))).toBe(true);
    expect(commands.some(one => one.includes('--no-signature'))).toBe(true);
  });
});
