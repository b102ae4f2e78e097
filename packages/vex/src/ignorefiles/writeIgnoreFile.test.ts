import fc from 'fast-check';
import { readIgnoredPackages } from '../matching/ignoredBy';
import { type Analysis, analysisWords, isSettled } from '../model/analysis';
import { readIgnoreFile } from './readIgnoreFile';
import type { IgnorableDecision } from './silenced';
import {
  writableIgnoreTools,
  type WritableIgnoreTool,
  writeIgnoreFile,
} from './writeIgnoreFile';

const PACKAGES = [
  { ecosystem: 'npm', packageName: '@shop/cart', purl: 'pkg:npm/%40shop/cart' },
  { ecosystem: 'npm', packageName: 'left-pad', purl: 'pkg:npm/left-pad' },
  {
    ecosystem: 'Maven',
    packageName: 'org.shop:cart',
    purl: 'pkg:maven/org.shop/cart',
  },
];

const analysis: fc.Arbitrary<Analysis> = fc.record({
  state: fc.constantFrom(...analysisWords.states),
  responses: fc.subarray([...analysisWords.responses]),
  detail: fc.oneof(
    fc.constantFrom(
      'Behind a gateway.',
      'Two\nlines: # "quoted"',
      '@{x}\u2028',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  ),
});

/** Findings of a service: each of a vulnerability in a version of a package. */
const findings: fc.Arbitrary<IgnorableDecision[]> = fc
  .uniqueArray(
    fc.record({
      vulnerability: fc.integer({ min: 1, max: 3 }),
      package: fc.integer({ min: 0, max: PACKAGES.length - 1 }),
      version: fc.constantFrom('1.0.0', '2.0.0'),
      analysis: fc.option(analysis, { nil: undefined }),
      ends: fc.constantFrom(
        undefined,
        'fix' as const,
        'version-moves' as const,
        { at: '2031-02-28T10:00:00.000Z', orWhen: 'fix' as const },
        { at: '2031-02-28T10:00:00.000Z', orWhen: 'version-moves' as const },
        { at: '2031-02-28T10:00:00.000Z' },
        { at: '2032-01-01T00:00:00.000Z' },
      ),
    }),
    {
      maxLength: 8,
      selector: one => `${one.vulnerability} ${one.package} ${one.version}`,
    },
  )
  .map(list =>
    list.map(({ vulnerability, version, ends, ...one }) => {
      const { ecosystem, packageName, purl } = PACKAGES[one.package];
      return {
        vulnerability: {
          id: `CVE-2026-100${vulnerability}`,
          aliases: [
            `GHSA-aaaa-bbbb-cc0${vulnerability}`,
            `SNYK-JS-SHOP-${vulnerability}`,
          ],
        },
        component: {
          purl: `${purl}@${version}`,
          name: packageName.split(/[:/]/)[1] ?? packageName,
          version,
        },
        ecosystem,
        packageName,
        ...(one.analysis && { analysis: one.analysis }),
        ...(one.analysis && ends && { ends }),
      };
    }),
  );

/** The entries of a file that are about a finding. */
function entriesFor(
  { vulnerability, component, ecosystem, packageName }: IgnorableDecision,
  { path, text }: { path: string; text: string },
) {
  const { entries, notUnderstood } = readIgnoreFile(path, text);
  expect(notUnderstood).toEqual([]);
  const names = [vulnerability.id, ...vulnerability.aliases!];
  return entries.filter(entry => {
    const test = readIgnoredPackages(entry.packages);
    if (typeof test === 'string') throw new Error(test);
    return (
      names.includes(entry.vulnerability!) &&
      test({
        purl: component.purl,
        ecosystem,
        packageName,
        version: component.version,
        manifests: ['package-lock.json'],
        servicePurls: [],
        bomLinks: [],
        pathsThrough: () => 'none',
      }) !== 'no'
    );
  });
}

function isSilencing({ analysis: one }: IgnorableDecision): boolean {
  if (!one) return false;
  const kept = ['will_not_fix', 'can_not_fix'] as const;
  return (
    isSettled(one) ||
    (one.state === 'exploitable' &&
      kept.some(response => one.responses.includes(response)))
  );
}

describe.each(writableIgnoreTools)('what is written for %s', tool => {
  it('is read again as what was decided, and as nothing more', () => {
    fc.assert(
      fc.property(findings, list => {
        const file = writeIgnoreFile(tool, list, 'Decisions');
        for (const finding of list) {
          const entries = entriesFor(finding, file);
          const untold = file.unsaid.filter(({ at }) =>
            at.startsWith(finding.vulnerability.id),
          );
          // What is not said is told; what was not decided is not said.
          const isSaid = entries.length > 0 || untold.length > 0;
          expect(isSilencing(finding) ? isSaid : entries.length === 0).toBe(
            true,
          );
          // An entry may end earlier than a decision, and later only where that is told.
          const late = entries.filter(
            ({ ends }) => timeOf(ends) > timeOf(finding.ends),
          );
          expect(untold.length > 0 ? [] : late).toEqual([]);
        }
      }),
    );
  });
});

function timeOf(ends: IgnorableDecision['ends']): number {
  if (ends === undefined) return Infinity;
  return typeof ends === 'string' ? Number.MAX_VALUE : Date.parse(ends.at);
}

function decided(
  id: string,
  changes: Partial<IgnorableDecision> = {},
): IgnorableDecision {
  return {
    vulnerability: { id, aliases: [id.replace('CVE', 'GHSA')] },
    component: { purl: 'pkg:npm/a@1.0.0', name: 'a', version: '1.0.0' },
    ecosystem: 'npm',
    packageName: 'a',
    analysis: {
      state: 'not_affected',
      justification: 'code_not_reachable',
      responses: [],
      detail: 'Never called.',
    },
    ...changes,
  };
}

const lines = (tool: WritableIgnoreTool, ...list: IgnorableDecision[]) =>
  writeIgnoreFile(tool, list, 'Decisions').text.trimEnd().split('\n');

const ACCEPTED: Analysis = {
  state: 'exploitable',
  responses: ['will_not_fix'],
  detail: 'Accepted.',
};

it('says what was decided in the words of the tool, and the exact words beside it', () => {
  expect(
    lines('trivy', decided('CVE-1'), {
      ...decided('CVE-2', { analysis: ACCEPTED }),
      ends: { at: '2031-02-28T10:00:00.000Z' },
    }),
  ).toEqual([
    '# Decisions',
    'vulnerabilities:',
    '  - id: "CVE-1"',
    '    purls:',
    '      - "pkg:npm/a@1.0.0"',
    '    statement: "Never called.\\nCycloneDX analysis: not_affected code_not_reachable"',
    '  - id: "CVE-2"',
    '    purls:',
    '      - "pkg:npm/a@1.0.0"',
    '    expired_at: 2031-02-28T10:00:00.000Z',
    '    statement: "Accepted."',
  ]);
});

it('gives the words of a decision back', () => {
  const file = writeIgnoreFile('trivy', [decided('CVE-1')], 'Decisions');
  const { entries } = readIgnoreFile(file.path, file.text);
  expect(entries).toMatchObject([
    {
      analysis: { state: 'not_affected', justification: 'code_not_reachable' },
      reason: 'Never called.',
    },
  ]);
});

it('leaves out what a tool would take for more, and says so', () => {
  const other = decided('CVE-1', {
    component: { purl: 'pkg:npm/b@1.0.0', name: 'b', version: '1.0.0' },
    packageName: 'b',
    analysis: undefined,
  });
  expect(lines('osv-scanner', decided('CVE-1'), other)).toEqual([
    '# Decisions',
    '# CVE-1: a file of this tool is about a vulnerability wherever it is, and it is not decided for pkg:npm/b@1.0.0',
  ]);
  expect(lines('grype', decided('CVE-1'), other)).toContain(
    '  - vulnerability: "GHSA-1"',
  );
});

it.each(writableIgnoreTools)(
  'says both ends of a decision, or that one is not said to %s',
  tool => {
    const at = '2031-02-28T10:00:00.000Z';
    for (const event of ['fix', 'version-moves'] as const) {
      const ending = decided('CVE-1', {
        vulnerability: {
          id: 'CVE-1',
          aliases: ['GHSA-1', 'SNYK-JS-A-1'],
        },
        ends: { at, orWhen: event },
      });
      const { text, unsaid } = writeIgnoreFile(tool, [ending], '');
      const entries = text.split('\n').filter(line => !/^\s*#/.test(line));
      const endless = tool === 'grype' || tool === 'retire';
      expect(entries.join('\n').includes(at)).toBe(!endless);
      const isSaid = tool === 'snyk' && event === 'fix';
      expect(unsaid).toHaveLength(isSaid ? 0 : 1);
      expect(text.includes('disregardIfFixable')).toBe(isSaid);
    }
    const moving = decided('CVE-1', {
      vulnerability: { id: 'CVE-1', aliases: ['GHSA-1', 'SNYK-JS-A-1'] },
      ends: 'version-moves',
    });
    expect(writeIgnoreFile(tool, [moving], '').unsaid).toEqual([
      {
        at: 'CVE-1',
        reason:
          'it ends when another version is in use, which is not said to the tool',
      },
    ]);
  },
);

it('says what a format has no words for', () => {
  const ending = { ...decided('CVE-1'), ends: 'fix' as const };
  expect(writeIgnoreFile('retire', [ending], '').unsaid).toEqual([
    {
      at: 'CVE-1',
      reason: 'it ends when there is a fix, which is not said to the tool',
    },
  ]);
  expect(
    writeIgnoreFile(
      'trivy',
      [decided('CVE-1', { analysis: { state: 'in_triage', responses: [] } })],
      '',
    ).unsaid,
  ).toEqual([
    {
      at: 'CVE-1: pkg:npm/a@1.0.0',
      reason: 'it is in triage, which no tool is to be silent about',
    },
  ]);
  expect(writeIgnoreFile('snyk', [decided('CVE-1')], '').unsaid).toEqual([
    { at: 'CVE-1', reason: expect.stringContaining('an id of its own') },
  ]);
});
