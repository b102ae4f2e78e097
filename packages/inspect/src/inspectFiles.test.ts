import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectFiles, inspectionRules } from './inspectFiles';
import { options } from './__testUtils__/inspecting';

const paths = [
  '.github/workflows/a.yml',
  '.github/dependabot.yml',
  '.gitlab-ci.yml',
  'renovate.json',
  'Dockerfile',
  'compose.yaml',
  'k.yaml',
  'a.txt',
];

describe('inspecting files', () => {
  it('gives one report for each tool', async () => {
    const reports = await inspectFiles([], options);
    expect(reports.map(({ tool }) => tool.id)).toEqual([
      'safety-curtain-workflows',
      'safety-curtain-containers',
      'safety-curtain-secrets',
    ]);
    expect(reports.every(({ partial }) => partial === undefined)).toBe(true);
  });

  it('says which files it left out', async () => {
    const [workflows] = await inspectFiles(
      [
        { path: '.github/workflows/a.yml', text: '{' },
        { path: '.github/workflows/b.yml', text: '#'.repeat(1024 * 1024 + 1) },
      ],
      options,
    );
    expect(workflows).toMatchObject({
      partial: true,
      notices: [
        expect.stringContaining('a.yml could not be read'),
        expect.stringContaining('b.yml was left out'),
      ],
    });
  });

  it('keeps 200 results of a file', async () => {
    const text = `FROM a\n${'ADD https://a.example/ /\n'.repeat(300)}`;
    const [, containers] = await inspectFiles(
      [{ path: 'Dockerfile', text }],
      options,
    );
    expect(containers.results).toHaveLength(200);
    expect(containers.partial).toBe(true);
  });

  it('refuses aliases that stand for more than they are', async () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++) {
      const each = Array(10)
        .fill(`*a${i - 1}`)
        .join(', ');
      lines.push(`a${i}: &a${i} [${each}]`);
    }
    const [workflows] = await inspectFiles(
      [{ path: '.github/workflows/a.yml', text: lines.join('\n') }],
      options,
    );
    expect(workflows.partial).toBe(true);
  });

  it('takes any text, and keeps its path', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...[
          '\n',
          ': ',
          '  ',
          '- ',
          '${{ ',
          ' }}',
          '---\n',
          '{{',
          'FROM ',
          '&a ',
        ],
        ...[
          'jobs:',
          'steps:',
          'run: |\n',
          'uses: ',
          'apiVersion: v1\nkind: Pod\n',
        ],
      ),
    );
    const text = fc.array(part, { maxLength: 30 }).map(all => all.join(''));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), text, async (path, given) => {
        const reports = await inspectFiles([{ path, text: given }], options);
        const results = reports.flatMap(report => report.results);
        expect(results.every(({ place }) => place?.path === path)).toBe(true);
        const prints = results.map(({ fingerprint }) => fingerprint);
        expect(new Set(prints).size).toBe(prints.length);
      }),
      { numRuns: 300 },
    );
  });

  it('has a page that tells every rule as it is', () => {
    // eslint-disable-next-line no-restricted-syntax -- tests run unbundled
    const page = join(__dirname, '../../../docs/inspections.md');
    const rows = readFileSync(page, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .map(line =>
        line
          .split('|')
          .slice(1, -1)
          .map(cell => cell.trim()),
      );
    expect(rows).toEqual(
      [...inspectionRules.values()].flatMap(rules =>
        rules.map(({ id, severity, description, help }) => [
          `\`${id}\``,
          severity,
          description,
          help,
        ]),
      ),
    );
  });
});
