import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Statement } from '../model/statement';
import { readStatements, vexTasks } from './vexTasks';

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'safety-curtain-vex-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

async function read(document: object) {
  const file = path.join(folder, 'document');
  const output = path.join(folder, 'statements');
  await fs.writeFile(file, JSON.stringify(document));
  const result = await vexTasks.readVex({ file, output, memory: 1e8 });
  const statements: Statement[] = [];
  if ('document' in result) {
    for await (const one of readStatements(output)) statements.push(one);
  }
  return { result, statements };
}

const bom = (...vulnerabilities: object[]) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  vulnerabilities,
});

const said = (id: string, ref: string, detail?: string) => ({
  id,
  analysis: { state: 'not_affected', detail },
  affects: [{ ref }],
});

describe('reading a VEX document aside', () => {
  it('gives the statements in a file, whatever is in their texts', async () => {
    const detail = 'one\ntwo\r\nthree\u2028four\u2029five';
    const { result, statements } = await read(
      bom(said('CVE-1', 'pkg:npm/a', detail), said('CVE-2', 'pkg:npm/b')),
    );
    expect(result).toMatchObject({
      document: { format: 'CycloneDX', statements: 2, notUnderstood: [] },
    });
    expect(statements.map(one => one.analysis.detail)).toEqual([
      detail,
      undefined,
    ]);
  });

  it('tells of products that are not one package, and of ids that are too long', async () => {
    const { result, statements } = await read(
      bom(
        said('CVE-1', 'pkg:npm/*'),
        said('C'.repeat(201), 'pkg:npm/a'),
        said('CVE-2', 'pkg:npm/b'),
      ),
    );
    expect(result).toMatchObject({
      document: {
        statements: 1,
        notUnderstood: [
          { at: 'vulnerabilities[0]' },
          { at: 'vulnerabilities[1]' },
        ],
      },
    });
    expect(statements.map(one => one.vulnerability.id)).toEqual(['CVE-2']);
  });

  it('gives the reason where it is refused', async () => {
    const { result } = await read({ a: 1 });
    expect(result).toEqual({ error: expect.stringMatching(/neither/) });
  });

  it('reads ignore files', () => {
    const content = Buffer.from('CVE-2021-1 # why\n');
    expect(
      vexTasks.readIgnoreFile({ path: '.trivyignore', content }),
    ).toMatchObject({ file: { tool: 'trivy', entries: [{ line: 1 }] } });
    expect(vexTasks.readIgnoreFile({ path: 'a.txt', content })).toEqual({
      error: expect.stringMatching(/no ignore file/),
    });
  });
});
