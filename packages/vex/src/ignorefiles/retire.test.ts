import { readIgnoreFile } from './readIgnoreFile';

it('reads .retireignore.json', () => {
  const { entries, notUnderstood } = readIgnoreFile(
    '.retireignore.json',
    JSON.stringify(
      [
        { component: 'jquery', version: '2.1.4', justification: 'Not used' },
        {
          component: 'jquery',
          identifiers: { CVE: ['CVE-2015-9251'], issue: '2432' },
          justification: 'No foreign pages',
        },
        { path: 'node_modules/legacy', justification: 'Build only' },
        { justification: 'all' },
      ],
      null,
      1,
    ),
  );
  expect(entries).toEqual([
    expect.objectContaining({
      packages: [{ ecosystem: 'npm', name: 'jquery', version: '2.1.4' }],
      reason: 'Not used',
    }),
    expect.objectContaining({
      vulnerability: 'CVE-2015-9251',
      packages: [{ ecosystem: 'npm', name: 'jquery' }],
    }),
    expect.objectContaining({
      packages: [{ paths: ['node_modules/legacy'] }],
    }),
  ]);
  expect(notUnderstood).toHaveLength(1);
});
