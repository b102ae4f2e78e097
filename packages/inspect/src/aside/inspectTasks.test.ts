import fs from 'node:fs/promises';
import { writeFileBundle } from '@safety-curtain/sbom';
import os from 'node:os';
import path from 'node:path';
import { inspectTasks } from './inspectTasks';

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'safety-curtain-inspect-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

describe('inspecting aside', () => {
  it('leaves the reports in a file', async () => {
    const output = path.join(folder, 'reports');
    const files = await writeFileBundle(
      path.join(folder, 'files'),
      new Map([['Dockerfile', Buffer.from('FROM a\n')]]),
    );
    const { results } = await inspectTasks.inspectFiles({
      files,
      output,
      salt: new Uint8Array(32),
      now: '2026-12-01T00:00:00Z',
    });
    expect(results).toBe(3);
    const reports = JSON.parse(await fs.readFile(output, 'utf8'));
    expect(reports[1].results.map((each: any) => each.rule)).toEqual([
      'latest-tag',
      'root-user',
      'no-health-check',
    ]);
  });
});
