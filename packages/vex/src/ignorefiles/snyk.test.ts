import { readIgnoreFile } from './readIgnoreFile';

const accepted = { state: 'exploitable', responses: ['will_not_fix'] };

it('reads .snyk', () => {
  const { tool, entries } = readIgnoreFile(
    'services/shop/.snyk',
    `# Snyk (https://snyk.io) policy file
version: v1.25.0
ignore:
  SNYK-JS-LODASH-567746:
    - 'async@2.6.1 > lodash@4.17.15':
        reason: Not reachable
        expires: 2026-12-01T00:00:00.000Z
    - '*':
        reason: None given
  CVE-2026-1:
    - '@scope/name@1.0.0':
        reason: No fix
        disregardIfFixable: true
  CVE-2026-2:
    - '*':
        reason: No fix yet
        expires: 2026-12-01T00:00:00.000Z
        disregardIfFixable: true
patch: {}
`,
  );
  expect(tool).toBe('snyk');
  expect(entries).toEqual([
    {
      line: 4,
      text: 'SNYK-JS-LODASH-567746',
      vulnerability: 'SNYK-JS-LODASH-567746',
      packages: [
        { name: 'lodash', version: '4.17.15', through: ['async@2.6.1'] },
      ],
      analysis: accepted,
      reason: 'Not reachable',
      ends: { at: '2026-12-01T00:00:00.000Z' },
    },
    expect.objectContaining({ packages: [{}], reason: 'None given' }),
    expect.objectContaining({
      line: 10,
      packages: [{ name: '@scope/name', version: '1.0.0' }],
      ends: 'fix',
    }),
    expect.objectContaining({
      vulnerability: 'CVE-2026-2',
      ends: { at: '2026-12-01T00:00:00.000Z', orWhen: 'fix' },
    }),
  ]);
});
