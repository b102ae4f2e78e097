import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readComponents } from './componentFile';

const COMPONENTS = 20_000;
/** MiB. The values of the document alone take more, and so do the texts that are written of it. */
const HEAP = 90;

/** What a reader looks at is little of it, as with the documents of real tools. */
function document(): string {
  const purlOf = (at: number) => `pkg:npm/package-${at}@1.0.0`;
  const properties = Array.from({ length: 12 }, (_, at) => ({
    name: `tool:property:${at}`,
    value: `${'value'.repeat(8)}${at}`,
  }));
  return JSON.stringify({
    dependencies: Array.from({ length: COMPONENTS }, (_, at) => ({
      ref: purlOf(at),
      dependsOn: [purlOf((at + 1) % COMPONENTS)],
    })),
    components: Array.from({ length: COMPONENTS }, (_, at) => ({
      type: 'library',
      'bom-ref': purlOf(at),
      name: `package-${at}`,
      version: '1.0.0',
      purl: purlOf(at),
      properties,
    })),
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
  });
}

describe('readUpload', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'safety-curtain-upload-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it(`reads ${COMPONENTS} components in a heap of ${HEAP} MiB, and writes their documents`, async () => {
    const file = path.join(folder, 'bom.json');
    const text = document();
    fs.writeFileSync(file, text);
    const script = require.resolve('../__testUtils__/readUploadAside.cjs');
    const answer = execFileSync(
      process.execPath,
      [`--max-old-space-size=${HEAP}`, script, file],
      { encoding: 'utf8', env: {}, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    expect(JSON.parse(answer)).toEqual({
      sizes: [expect.any(Number), expect.any(Number)],
    });
    expect(text.length).toBeGreaterThan(20_000_000);
    const components = await readComponents(`${file}.components-0`);
    expect(components).toHaveLength(COMPONENTS);
    expect(components[0]).toMatchObject({
      purl: 'pkg:npm/package-0@1.0.0',
      dependsOn: ['pkg:npm/package-1@1.0.0'],
    });
  }, 60_000);
});
