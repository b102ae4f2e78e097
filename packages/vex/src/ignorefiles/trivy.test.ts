import { readIgnoreFile } from './readIgnoreFile';

it('reads .trivyignore', () => {
  const { entries, notUnderstood } = readIgnoreFile(
    '.trivyignore',
    `# Accept the risk
CVE-2018-14618

# No impact in our settings
CVE-2019-14697 exp:2027-01-01
CVE-2019-1543 # beside it
GHSA-aaaa-bbbb-cccc
DSA-2021-4850
AVD-DS-0002
generic-unwanted-rule
CVE-2020-1 exp:soon
`,
  );
  expect(
    entries.map(({ line, vulnerability, reason, ends }) => [
      line,
      vulnerability,
      reason,
      ends,
    ]),
  ).toEqual([
    [2, 'CVE-2018-14618', 'Accept the risk', undefined],
    [
      5,
      'CVE-2019-14697',
      'No impact in our settings',
      { at: '2027-01-02T00:00:00.000Z' },
    ],
    [6, 'CVE-2019-1543', 'beside it', undefined],
    [7, 'GHSA-aaaa-bbbb-cccc', undefined, undefined],
    [8, 'DSA-2021-4850', undefined, undefined],
  ]);
  expect(notUnderstood).toEqual([
    { at: 'line 9', reason: "'AVD-DS-0002' is no vulnerability" },
    { at: 'line 10', reason: "'generic-unwanted-rule' is no vulnerability" },
    { at: 'line 11', reason: "its end 'soon' is no date" },
  ]);
});

it('reads .trivyignore.yaml', () => {
  const { entries } = readIgnoreFile(
    '.trivyignore.yaml',
    `vulnerabilities:
  - id: CVE-2022-40897
    paths:
      - "usr/local/lib/python3.9/site-packages/setuptools"
    statement: Accept the risk
  - id: CVE-2023-3446
    expired_at: 2027-02-28
    purls:
      - "pkg:deb/debian/libssl1.1"
      - "pkg:npm/left-pad@1.3.0"
misconfigurations:
  - id: AVD-DS-0001
`,
  );
  expect(entries).toEqual([
    expect.objectContaining({
      line: 2,
      packages: [
        { paths: ['usr/local/lib/python3.9/site-packages/setuptools'] },
      ],
      reason: 'Accept the risk',
    }),
    expect.objectContaining({
      line: 6,
      packages: [
        { purl: 'pkg:deb/debian/libssl1.1' },
        { purl: 'pkg:npm/left-pad@1.3.0' },
      ],
      ends: { at: '2027-03-01T00:00:00.000Z' },
    }),
  ]);
});
