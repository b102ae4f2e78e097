import { expect, revokeDecisions, securityTab, test } from './portal/test';

const SERVICE = 'component:default/checkout-service';

test.afterEach(async ({ api }) => {
  await revokeDecisions(api);
  await api.removeReport({ entityRef: SERVICE, tool: 'grype' });
});

/** A match of Grype about a package of the lock file. */
const match = (id: string, name: string, version: string) => ({
  vulnerability: { id, severity: 'High', fix: { versions: [], state: '' } },
  artifact: { name, version, type: 'npm', purl: `pkg:npm/${name}@${version}` },
});

const report = {
  descriptor: { name: 'grype', version: '0.90.0' },
  matches: [
    match('GHSA-35jh-r3h4-6jhm', 'lodash', '4.17.15'),
    match('GHSA-0000-0000-0001', 'minimist', '1.2.0'),
  ],
  ignoredMatches: [
    {
      ...match('GHSA-29mw-wpgm-hmr9', 'lodash', '4.17.15'),
      appliedIgnoreRules: [
        { vulnerability: 'GHSA-29mw-wpgm-hmr9', reason: 'Bounded input' },
      ],
    },
  ],
};

test('a report of a tool is set beside what the portal finds, and what it ignores is proposed', async ({
  portal,
  api,
}) => {
  await api.uploadReport({
    entityRef: SERVICE,
    body: new Blob([JSON.stringify(report)], { type: 'application/json' }),
  });
  await portal.goto(securityTab('checkout-service', '?view=tools'));
  const comparison = portal.getByRole('region', { name: 'Tools side by side' });
  await expect(
    comparison.getByRole('listitem').filter({ hasText: 'Grype' }),
  ).toContainText(
    'Grype: 2 findings · 1 that no other tool has · 1 that it was told to ignore',
  );

  await test.step('who finds what, and why one does not', async () => {
    const only = comparison.getByRole('row', { name: /GHSA-0000-0000-0001/ });
    await expect(only).toContainText(
      'Not foundNo advisory source has it; in use: 1.2.0',
    );
    await expect(
      comparison.getByRole('row', { name: /CVE-2020-28500/ }),
    ).toContainText('Bounded input');
    await expect(
      comparison.getByRole('row', { name: /CVE-2021-23337/ }),
    ).toBeHidden();
    await comparison.getByRole('button', { name: /Show/ }).click();
    await portal.getByRole('option', { name: 'All findings' }).click();
    await expect(
      comparison.getByRole('row', { name: /CVE-2021-23337/ }),
    ).toContainText('Found4.17.15');
  });

  await test.step('a row leads to its finding', async () => {
    await comparison.getByRole('link', { name: 'CVE-2020-28500' }).click();
    const drawer = portal.getByRole('dialog', { name: /CVE-2020-28500/ });
    await expect(drawer).toContainText('Bounded input');
    await portal.keyboard.press('Escape');
  });

  await test.step('the proposal waits for somebody, with the reason of the tool', async () => {
    const { items } = await api.listDecisions({
      subject: ['vulnerability-analysis'],
      state: ['proposed'],
    });
    expect(items).toMatchObject([
      {
        origin: 'report',
        originRef: 'grype',
        reason: expect.stringContaining('Bounded input'),
        analysis: { state: 'exploitable', responses: ['will_not_fix'] },
      },
    ]);
  });
});
