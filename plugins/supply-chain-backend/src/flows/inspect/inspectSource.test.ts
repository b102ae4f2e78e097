import { createMockDirectory } from '@backstage/backend-test-utils';
import { warmPool } from '../../__testUtils__/scanning';
import { InspectedFiles } from '../../outside/sources/InspectedFiles';
import {
  type InspectedSource,
  inspectSource,
  type SourceInspection,
} from './inspectSource';

const folder = createMockDirectory();
const secrets = ({ reports }: InspectedSource) =>
  reports.find(({ tool }) => tool.id === 'safety-curtain-secrets')!;

describe('inspecting a source', () => {
  const pool = warmPool({ processes: 1, timeoutMs: 60_000, memoryMb: 1024 });

  function inspection(
    changes: Partial<SourceInspection> = {},
  ): SourceInspection {
    return {
      pool,
      salt: new Uint8Array(32),
      now: new Date(),
      allow: [],
      folder: folder.path,
      signal: new AbortController().signal,
      ...changes,
    };
  }

  function files(texts: Record<string, string>, complete = true) {
    const all = new InspectedFiles(folder.path, { bundleBytes: 1 });
    for (const [path, text] of Object.entries(texts)) {
      if (all.onFile(path, text.length) > 0) {
        all.onContent(path, Buffer.from(text));
      }
    }
    if (!complete) all.onMissed();
    return all.end()!;
  }

  it('puts together what each process found', async () => {
    const key = ['ghp', 'B2oX4a7TqfKzLm9VdYw1NsPc6RhEjU164BwM'].join('_');
    const inspected = await inspectSource(
      files({ 'a.txt': key, 'b.txt': 'b', 'c.txt': `again ${key}` }),
      inspection(),
    );
    expect(secrets(inspected).results.map(({ place }) => place?.path)).toEqual([
      'a.txt',
      'c.txt',
    ]);
    expect(inspected.reports.every(({ partial }) => !partial)).toBe(true);
    expect(inspected.failed).toBe(false);
  });

  it('leaves out the files of a process that broke, with the reason', async () => {
    let turn = 0;
    const breaking: SourceInspection['pool'] = {
      async inspectFiles(task, signal) {
        turn += 1;
        return turn === 2
          ? { error: 'It took too long', failure: 'time' as const }
          : pool.inspectFiles(task, signal);
      },
    };
    const inspected = await inspectSource(
      files({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' }),
      inspection({ pool: breaking }),
    );
    expect(secrets(inspected)).toMatchObject({
      leftOut: ['b.txt'],
      notices: ['b.txt was left out: It took too long'],
    });
    // No workflow was in it.
    expect(inspected.reports[0].notices).toEqual([]);
    expect(inspected.failed).toBe(true);
  });

  it('is partial where not all of the source was told of', async () => {
    const inspected = await inspectSource(files({}, false), inspection());
    expect(inspected.reports.map(({ partial }) => partial)).toEqual([
      true,
      true,
      true,
    ]);
  });
});
