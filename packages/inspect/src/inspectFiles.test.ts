import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolReport } from '@safety-curtain/reports';
import { inspectFiles, inspectionRules, inspectionsAsOf } from './inspectFiles';
import { leaveOut } from './Inspection';
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
    expect(reports.every(({ leftOut }) => leftOut === undefined)).toBe(true);
  });

  it('says nothing to be over where too many files were left out to name them', () => {
    const report: ToolReport = {
      tool: { id: 'a', name: 'A' },
      category: '',
      rules: [],
      results: [],
      notices: [],
    };
    const files = (count: number) =>
      new Map(
        Array.from({ length: count }, (_, at) => [`${at}.txt`, 'too large']),
      );
    expect(leaveOut(report, files(2))).toMatchObject({
      leftOut: ['0.txt', '1.txt'],
      notices: [
        '0.txt was left out: too large',
        '1.txt was left out: too large',
      ],
    });
    const many = leaveOut(leaveOut(report, files(600)), files(600));
    expect(many).toMatchObject({ partial: true });
    expect(many.notices).toContain('and 580 more like these');
  });

  it('are another thing once an allowance, or the support of a release, is over', () => {
    const allow = [{ until: '2026-12-24T00:00:00Z', reason: 'revoked' }];
    const at = (day: string) => inspectionsAsOf({ now: new Date(day), allow });
    expect(at('2026-12-02')).toBe(at('2026-12-03'));
    expect(at('2026-12-25')).not.toBe(at('2026-12-03'));
    expect(at('2027-05-02')).not.toBe(at('2026-12-25'));
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
      leftOut: ['.github/workflows/a.yml', '.github/workflows/b.yml'],
      notices: [
        expect.stringContaining('a.yml was left out: '),
        expect.stringContaining('b.yml was left out: it is larger'),
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
    expect(containers.leftOut).toEqual(['Dockerfile']);
  });

  it.each([
    ['Dockerfile', 'FROM a\n'.repeat(140_000)],
    [
      '.env',
      '\n'.repeat(900_000) +
        `token=q8Zr2LwX${'9vNc4TyB7mKd1HsP'}\n`.repeat(3_000),
    ],
  ])(
    'looks through a large %s in seconds, and keeps some of it',
    async (path, text) => {
      const started = performance.now();
      const reports = await inspectFiles([{ path, text }], options);
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(reports.flatMap(({ results }) => results)).toHaveLength(200);
    },
  );

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
    expect(workflows.leftOut).toEqual(['.github/workflows/a.yml']);
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
