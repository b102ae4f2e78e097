import { readIgnoreFile } from './readIgnoreFile';

it('reads the allow list of audit-ci', () => {
  const { entries, notUnderstood } = readIgnoreFile(
    'audit-ci.jsonc',
    `{
  // comments are allowed
  "moderate": true,
  "allowlist": [
    "GHSA-42xw-2xvc-qx8m",
    "GHSA-rp65-9cf3-cjxr|react-scripts>@svgr/webpack>nth-check",
    "*|base64url",
    "base64url",
    { "GHSA-cph5-m8f7-6c5x|axios>follow-redirects": { "active": true, "notes": "Until the next", "expiry": "1 December 2026 11:00" } },
    { "GHSA-0000-0000-0000": { "active": false } },
    1179,
    "1179"
  ]
}`,
  );
  expect(entries).toEqual([
    expect.objectContaining({
      line: 5,
      vulnerability: 'GHSA-42xw-2xvc-qx8m',
      packages: [{ ecosystem: 'npm' }],
    }),
    expect.objectContaining({
      vulnerability: 'GHSA-rp65-9cf3-cjxr',
      packages: [
        {
          ecosystem: 'npm',
          name: 'nth-check',
          through: ['react-scripts', '@svgr/webpack'],
        },
      ],
    }),
    expect.objectContaining({
      packages: [{ ecosystem: 'npm', name: 'base64url' }],
    }),
    expect.objectContaining({
      packages: [{ ecosystem: 'npm', name: 'base64url' }],
    }),
    expect.objectContaining({
      vulnerability: 'GHSA-cph5-m8f7-6c5x',
      reason: 'Until the next',
      ends: { at: '2026-12-01T11:00:00.000Z' },
    }),
  ]);
  expect(notUnderstood.map(({ at }) => at)).toEqual(['1179', '1179']);
});
