import { readIgnoreFile } from './readIgnoreFile';

it('reads .grype.yaml', () => {
  const { entries, notUnderstood } = readIgnoreFile(
    '.grype.yaml',
    `ignore:
  - vulnerability: CVE-2008-4318
    reason: Not used
    package:
      name: libcurl
      version: 1.5.1
      language: python
      location: "/usr/local/lib/node_modules/**"
  - package:
      type: gem
  - vulnerability: CVE-2026-2
    vex-status: not_affected
    vex-justification: vulnerable_code_not_present
  - vulnerability: CVE-2026-3
    fix-state: wont-fix
  - reason: nothing
`,
  );
  expect(entries).toEqual([
    expect.objectContaining({
      line: 2,
      packages: [
        {
          ecosystem: 'PyPI',
          name: 'libcurl',
          version: '1.5.1',
          paths: ['/usr/local/lib/node_modules/**'],
        },
      ],
      reason: 'Not used',
    }),
    expect.objectContaining({
      analysis: {
        state: 'not_affected',
        justification: 'code_not_present',
        responses: [],
      },
    }),
  ]);
  expect(notUnderstood).toEqual([
    { at: 'ignore', reason: expect.stringMatching(/a rule can say so/) },
    { at: 'CVE-2026-3', reason: expect.stringMatching(/fix-state/) },
    { at: 'ignore', reason: expect.stringMatching(/neither/) },
  ]);
});
