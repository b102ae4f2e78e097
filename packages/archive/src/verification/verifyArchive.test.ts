import fc from 'fast-check';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { serializeManifest } from '../manifest/manifest';
import {
  readPublicKey,
  readSigningKey,
  signBlob,
} from '../signature/signature';
import { signStatement } from '../signature/statement';
import { ArchiveFiles, verifyArchive } from './verifyArchive';

const { privateKey } = generateKeyPairSync('ed25519');
const key = readSigningKey(
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
);
const publicKey = readPublicKey(key.publicPem);

/** Files of an archive, as it is made. */
function archive(contents: Record<string, string>): Map<string, Buffer> {
  const files = new Map(
    Object.entries(contents).map(([name, text]) => [name, Buffer.from(text)]),
  );
  const manifest = Buffer.from(
    serializeManifest({
      format: 'safety-curtain-archive',
      version: 1,
      id: '1',
      createdAt: '2026-01-01T00:00:00Z',
      createdBy: 'user:default/a',
      tool: { name: 'Safety Curtain', version: '1' },
      scope: { kind: 'organization' },
      files: [...files].map(([path, bytes]) => ({
        path,
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })),
    }),
  );
  const facts = { id: '1', createdAt: '', scope: {}, files: files.size };
  files.set('manifest.json', manifest);
  files.set('manifest.json.sig', Buffer.from(signBlob(manifest, key)));
  files.set(
    'manifest.intoto.json',
    Buffer.from(signStatement(manifest, facts, key)),
  );
  return files;
}

function filesOf(
  files: Map<string, Buffer>,
  paths = [...files.keys()],
): ArchiveFiles {
  return {
    paths,
    async *read(path) {
      const bytes = files.get(path)!;
      for (let i = 0; i < bytes.length; i += 7) yield bytes.subarray(i, i + 7);
    },
  };
}

const sample = () =>
  archive({ 'index.html': '<p>', 'sboms/a.json': '{"a":1}', 'empty.csv': '' });

it('finds nothing wrong with an archive as it was made', async () => {
  const check = await verifyArchive(filesOf(sample()), publicKey);
  expect(check).toMatchObject({ problems: [], intact: 3, keyId: key.id });
});

/** The files that a check names after one bit of a file was flipped. */
async function afterFlip(name: string, at: number, bit: number) {
  const files = sample();
  const bytes = files.get(name)!;
  bytes[at % bytes.length] ^= 1 << bit;
  const { problems } = await verifyArchive(filesOf(files), publicKey);
  return problems.map(problem => problem.path);
}

const anyBit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 }));

it('names the file of any one flipped bit', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('index.html', 'sboms/a.json'),
      anyBit,
      async (name, [at, bit]) => {
        expect(await afterFlip(name, at, bit)).toEqual([name]);
      },
    ),
    { numRuns: 150 },
  );
});

it('notices any one flipped bit of the manifest', async () => {
  await fc.assert(
    fc.asyncProperty(anyBit, async ([at, bit]) => {
      const paths = await afterFlip('manifest.json', at, bit);
      expect(paths.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

/** Changes what the manifest says. */
function withManifest(change: object) {
  return (files: Map<string, Buffer>) => {
    const manifest = JSON.parse(files.get('manifest.json')!.toString());
    const text = JSON.stringify({ ...manifest, ...change });
    return files.set('manifest.json', Buffer.from(text));
  };
}

it.each([
  [
    'a file that is missing',
    (f: Map<string, Buffer>) => f.delete('index.html'),
    'index.html',
    'is missing',
  ],
  [
    'a file that was added',
    (f: Map<string, Buffer>) => f.set('x.exe', Buffer.from('x')),
    'x.exe',
    'was added',
  ],
  [
    'a file that grew',
    (f: Map<string, Buffer>) => f.set('empty.csv', Buffer.from('x')),
    'empty.csv',
    'was changed: it is larger',
  ],
  [
    'a missing signature',
    (f: Map<string, Buffer>) => f.delete('manifest.json.sig'),
    'manifest.json.sig',
    'is missing',
  ],
  [
    'a missing envelope',
    (f: Map<string, Buffer>) => f.delete('manifest.intoto.json'),
    'manifest.intoto.json',
    'is missing',
  ],
  [
    'a missing manifest',
    (f: Map<string, Buffer>) => f.delete('manifest.json'),
    'manifest.json',
    'is missing',
  ],
  [
    'a manifest that is none',
    (f: Map<string, Buffer>) => f.set('manifest.json', Buffer.from('{}')),
    'manifest.json',
    'cannot be understood',
  ],
  [
    'a manifest of an odd version',
    withManifest({ version: { toString: 1 } }),
    'manifest.json',
    'it has no version; 1 is known',
  ],
  [
    'a manifest of nothing',
    withManifest({ scope: [null] }),
    'manifest.json',
    'it does not say of what it is',
  ],
])('names %s', async (_, change, path, problem) => {
  const files = sample();
  change(files);
  const { problems } = await verifyArchive(filesOf(files), publicKey);
  expect(problems).toContainEqual({
    path,
    problem: expect.stringContaining(problem),
  });
});

it('names a file that is there twice', async () => {
  const files = sample();
  const paths = [...files.keys(), 'index.html'];
  const { problems } = await verifyArchive(filesOf(files, paths), publicKey);
  expect(problems).toEqual([{ path: 'index.html', problem: 'is there twice' }]);
});

it('is not taken in by a manifest that somebody else signed', async () => {
  const other = generateKeyPairSync('ed25519').publicKey;
  const check = await verifyArchive(filesOf(sample()), other);
  expect(check.keyId).toBeUndefined();
  expect(check.problems.map(p => p.path)).toEqual([
    'manifest.json.sig',
    'manifest.intoto.json',
  ]);
});

it('checks digests alone where no key is given, and says of no key', async () => {
  const files = sample();
  files.delete('manifest.json.sig');
  const check = await verifyArchive(filesOf(files));
  expect(check).toMatchObject({ problems: [], intact: 3 });
  expect(check.keyId).toBeUndefined();
});

it('goes on where a file cannot be read', async () => {
  const files = sample();
  const readable = filesOf(files);
  const check = await verifyArchive(
    {
      paths: readable.paths,
      read(path) {
        if (path === 'index.html') throw new Error('The disk is bad');
        return readable.read(path);
      },
    },
    publicKey,
  );
  expect(check).toMatchObject({
    problems: [
      { path: 'index.html', problem: 'cannot be read: The disk is bad' },
    ],
    intact: 2,
  });
});
