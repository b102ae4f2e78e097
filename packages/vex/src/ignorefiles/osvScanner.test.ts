import { readIgnoreFile } from './readIgnoreFile';

const accepted = { state: 'exploitable', responses: ['will_not_fix'] };

it('reads osv-scanner.toml', () => {
  const { entries, notUnderstood } = readIgnoreFile(
    'osv-scanner.toml',
    `[[IgnoredVulns]]
id = "GO-2022-0968"
ignoreUntil = 2026-11-09
reason = "No ssh servers are connected to"

[[IgnoredVulns]]
id = "GO-2022-1059"

[[PackageOverrides]]
name = "lib"
version = "1.0.0"
ecosystem = "Go"
vulnerability.ignore = true
effectiveUntil = 2026-11-09T10:00:00Z
reason = "abc"

[[PackageOverrides]]
name = "^@shop/"
nameIsRegex = true
ignore = true

[[PackageOverrides]]
name = "only-its-license"
license.override = ["MIT"]

[[PackageOverrides]]
name = "grouped"
group = "dev"
ignore = true
`,
  );
  expect(entries).toEqual([
    {
      line: 2,
      text: 'GO-2022-0968',
      vulnerability: 'GO-2022-0968',
      packages: [{}],
      analysis: accepted,
      reason: 'No ssh servers are connected to',
      // The day is over when it ends.
      ends: { at: '2026-11-10T00:00:00.000Z' },
    },
    expect.objectContaining({ line: 7, vulnerability: 'GO-2022-1059' }),
    expect.objectContaining({
      packages: [{ ecosystem: 'Go', name: 'lib', version: '1.0.0' }],
      ends: { at: '2026-11-09T10:00:00.000Z' },
    }),
    expect.objectContaining({
      packages: [{ name: '@shop/*' }],
    }),
  ]);
  expect(notUnderstood).toEqual([
    {
      at: 'PackageOverrides: grouped',
      reason: expect.stringMatching(/group 'dev'/),
    },
  ]);
});
