import fc from 'fast-check';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { inventory } from '../__testUtils__/sampleInventory';
import { parseInventory } from '../documents/inventoryDocument';
import type { Component } from '../model';
import {
  COMPONENT_SLICE,
  readComponents,
  writeComponents,
} from './componentFile';
import {
  FileBundleWriter,
  openFileBundle,
  writeFileBundle,
} from './fileBundle';
import { HandedManifest, takeOver } from './handedManifest';
import { readerTasks } from './readerTasks';

let folder: string;
let files = 0;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'safety-curtain-aside-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

function newFile(): string {
  files += 1;
  return path.join(folder, `file-${files}`);
}

function bundleOf(texts: Record<string, string>) {
  return writeFileBundle(
    newFile(),
    new Map(
      Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]),
    ),
  );
}

const meta = {
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  timestamp: '2026-01-01T00:00:00.000Z',
  tools: [],
};

function componentOf(index: number): Component {
  return {
    purl: `pkg:npm/p${index}@1.0.0`,
    name: `p${index}`,
    version: '1.0.0',
    packageName: `p${index}`,
    direct: undefined,
    scope: 'runtime',
    hashes: [],
    dependsOn: [],
  };
}

describe('files that go to another process', () => {
  it('gives back the files of a bundle, whatever is in them', async () => {
    const contents = fc.dictionary(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.uint8Array({ maxLength: 50 }),
    );
    await fc.assert(
      fc.asyncProperty(contents, async given => {
        const all = new Map(Object.entries(given));
        const oneByOne = new FileBundleWriter(newFile());
        for (const [each, content] of all) oneByOne.add(each, content);
        expect(oneByOne.files).toEqual([...all.keys()]);
        for (const written of [
          await writeFileBundle(newFile(), all),
          oneByOne.finish(),
        ]) {
          const bundle = openFileBundle(written);
          try {
            expect([...bundle.paths()]).toEqual([...all.keys()]);
            for (const [name, content] of all) {
              expect([...bundle.get(name)!]).toEqual([...content]);
            }
            expect(bundle.get('not there, surely')).toBeUndefined();
          } finally {
            bundle.close();
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('writes files that are large together', async () => {
    const large = new Uint8Array(3_000_000).fill(7);
    const all = new Map([
      ['a', large],
      ['b', new Uint8Array()],
      ['c', large.subarray(0, 10)],
    ]);
    const bundle = openFileBundle(await writeFileBundle(newFile(), all));
    expect(Buffer.compare(bundle.get('a')!, large)).toBe(0);
    expect(bundle.get('b')).toHaveLength(0);
    expect([...bundle.get('c')!]).toEqual(new Array(10).fill(7));
    bundle.close();
  });

  it.each([0, 1, COMPONENT_SLICE, 2 * COMPONENT_SLICE + 1])(
    'gives back %d components',
    async count => {
      const components = Array.from({ length: count }, (_, i) =>
        componentOf(i),
      );
      const file = newFile();
      await writeComponents(file, components);
      expect(await readComponents(file)).toEqual(components);
    },
  );

  it.each([3, 100])(
    'refuses a file of components that is cut short by %d bytes',
    async bytes => {
      const file = newFile();
      await writeComponents(file, [componentOf(0), componentOf(1)]);
      const { size } = await fs.stat(file);
      await fs.truncate(file, size - bytes);
      await expect(readComponents(file)).rejects.toThrow('cut short');
      await fs.truncate(file, 2);
      await expect(readComponents(file)).rejects.toThrow('cut short');
    },
  );

  it('overwrites nothing', async () => {
    const file = newFile();
    await writeComponents(file, []);
    await expect(writeComponents(file, [])).rejects.toThrow('EEXIST');
    await expect(writeFileBundle(file, new Map())).rejects.toThrow('EEXIST');
  });
});

describe('readerTasks', () => {
  it('reads manifests with their neighbors, and puts a long list into a file only', async () => {
    const lock = (count: number) =>
      JSON.stringify({
        lockfileVersion: 3,
        packages: Object.fromEntries(
          Array.from({ length: count }, (_, i) => [
            `node_modules/p${i}`,
            { version: '1.0.0' },
          ]),
        ),
      });
    const bundle = await bundleOf({
      'a/package-lock.json': lock(2),
      'b/package-lock.json': lock(COMPONENT_SLICE + 1),
      'api/requirements.txt': '-r ../base.txt\nflask==1.0\n',
      'base.txt': 'jinja2==2.0\n',
      'broken/package-lock.json': '{"a":',
      'c/package.json': '{"dependencies":{"a":"1"}}',
    });
    const read = (file: string) =>
      readerTasks.readManifest({
        path: file,
        files: bundle,
        output: newFile(),
      }) as Promise<{ manifest: HandedManifest }>;
    const short = (await read('a/package-lock.json')).manifest;
    expect(short.components).toHaveLength(2);
    expect(await readComponents(short.file)).toEqual(short.components);
    const long = (await read('b/package-lock.json')).manifest;
    expect(long.components).toBeUndefined();
    expect((await takeOver(long)).components).toHaveLength(COMPONENT_SLICE + 1);
    expect(await read('api/requirements.txt')).toMatchObject({
      manifest: { components: [{ name: 'flask' }, { name: 'jinja2' }] },
    });
    expect(await read('broken/package-lock.json')).toEqual({
      error: expect.stringMatching(/JSON/),
    });
    const asked = { path: 'c/package.json', files: bundle };
    expect(readerTasks.asksForPackages(asked)).toBe(true);
    await expect(read('not/there.json')).rejects.toThrow(
      'not/there.json is not among the files',
    );
  });

  it('reads a POM with those of a registry', async () => {
    const bundle = await bundleOf({
      'pom.xml': `<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version></parent>
        <artifactId>a</artifactId><dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId></dependency></dependencies></project>`,
    });
    const poms = await bundleOf({
      'g:p:1': `<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version><packaging>pom</packaging>
        <dependencyManagement><dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId><version>3</version></dependency></dependencies></dependencyManagement></project>`,
    });
    const task = { path: 'pom.xml', files: bundle };
    expect(
      await readerTasks.readManifest({ ...task, output: newFile() }),
    ).toMatchObject({ manifest: { components: [] } });
    expect(
      await readerTasks.readManifest({ ...task, poms, output: newFile() }),
    ).toMatchObject({
      manifest: { components: [{ purl: 'pkg:maven/x/y@3' }] },
    });
  });

  it('writes the documents of an inventory once, and of an unchanged one none', async () => {
    const manifests: HandedManifest[] = [];
    for (const { components, ...manifest } of inventory.manifests) {
      const file = newFile();
      await writeComponents(file, components);
      manifests.push({ ...manifest, file });
    }
    const task = { subject: inventory.subject, manifests, meta };
    const { digest, documents } = await readerTasks.writeInventory(task);
    const text = gunzipSync(documents!.inventory.gzip).toString();
    expect(documents!.inventory.sha256).toBe(digest);
    expect(parseInventory(text).manifests).toHaveLength(manifests.length);
    expect(documents!.quality).toMatchObject({ score: expect.any(Number) });
    expect(
      await readerTasks.writeInventory({ ...task, known: digest }),
    ).toEqual({ digest });
  });

  it('reads an upload, and says why where it cannot', async () => {
    const upload = async (text: string, about?: string[]) => {
      const file = newFile();
      await fs.writeFile(file, text);
      return readerTasks.readUpload({
        file,
        memory: 2 ** 26,
        path: 'upload:a',
        subject: { name: 'shop' },
        meta,
        about,
      });
    };
    const sbom = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      components: [
        { type: 'library', name: 'ms', purl: 'pkg:npm/ms@2.0.0', version: '2' },
      ],
    });
    expect(await upload(sbom)).toMatchObject({
      upload: {
        manifests: [{ components: [{ purl: 'pkg:npm/ms@2.0.0' }] }],
        original: {
          mediaType: 'application/vnd.cyclonedx+json; version=1.5',
          size: sbom.length,
        },
        format: 'CycloneDX',
        specVersion: '1.5',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(await upload('no SBOM')).toEqual({ error: expect.any(String) });
    const attested = JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: 'a1' } }],
      predicate: JSON.parse(sbom),
    });
    expect(await upload(attested, ['sha256:a1'])).toMatchObject({
      upload: { original: { mediaType: 'application/vnd.in-toto+json' } },
    });
    expect(await upload(attested, ['sha256:b2'])).toEqual({
      error: 'the attestation is about something else: sha256:a1',
    });
  });
});
