import { expect, securityTab, test } from './portal/test';

test('leads from signing in to a finding, its path and its fix', async ({
  page,
  api: _afterFirstScans,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  // The guest belongs to the team that owns it.
  await page.getByRole('link', { name: 'Storefront API', exact: true }).click();
  await page.getByRole('link', { name: 'Security', exact: true }).click();

  await expect(
    page.getByRole('region', { name: 'Open findings' }),
  ).toContainText(/6\s*high/);
  await expect(
    page.getByRole('button', { name: /1 manifest found: 1 read/ }),
  ).toBeVisible();

  await page.getByRole('searchbox', { name: 'Search findings' }).fill('ws');
  await page.getByRole('link', { name: 'CVE-2024-37890' }).click();
  const drawer = page.getByRole('dialog', { name: 'CVE-2024-37890' });
  await expect(drawer).toContainText('Upgrade ws from 7.4.6 to 7.5.10');
  await expect(drawer).toContainText(
    'socket.io@2.4.1 > engine.io@3.5.0 > ws@7.4.6',
  );

  const address = page.url();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await page.goto(address);
  await expect(drawer).toBeVisible();
});

test('shows each step of a scan that is asked for', async ({ portal, api }) => {
  const before = await api.listScans({
    entityRef: 'component:default/admin-console',
  });
  await portal.goto(securityTab('admin-console', '?view=history'));
  const scans = portal.getByRole('region', { name: 'scans' });
  await expect(scans.getByRole('rowheader')).toHaveCount(before.total.count);

  // Looked for at each frame: the scan of an unchanged folder is over at once.
  const steps = portal.waitForFunction(
    () => document.body.innerText.includes('Match advisories'),
    undefined,
    { polling: 'raf' },
  );
  await portal.getByRole('button', { name: 'Scan now' }).click();
  await steps;

  await expect(scans.getByRole('rowheader')).toHaveCount(
    before.total.count + 1,
  );
  const newest = scans.getByRole('row').nth(1);
  await expect(newest).toContainText('Manual');
  await expect(newest).toContainText('Unchanged');
});

test('filters and exports findings', async ({ portal, api }) => {
  const { total } = await api.listFindings({
    entityRef: 'component:default/checkout-service',
    limit: 1,
  });
  await portal.goto(securityTab('checkout-service'));
  const findings = portal.getByRole('region', {
    name: 'findings',
    exact: true,
  });
  await expect(findings).toContainText(`${total.count} findings`);

  await portal
    .getByRole('button', { name: /Severity/ })
    .first()
    .click();
  await portal.getByRole('option', { name: 'Critical' }).click();
  await portal.keyboard.press('Escape');
  await expect(findings).toContainText('1 finding');
  await expect(portal).toHaveURL(/severity=critical/);

  const download = portal.waitForEvent('download');
  await portal.getByRole('button', { name: 'CSV' }).click();
  const csv = await readDownload(await download);
  expect(csv.trim().split('\n')).toHaveLength(2);
  expect(csv).toContain('CVE-2021-44906');
});

test('lists components, and how each comes in', async ({ portal }) => {
  await portal.goto(securityTab('checkout-service', '?view=components'));
  await portal
    .getByRole('searchbox', { name: 'Search components' })
    .fill('minimist');
  await portal
    .getByRole('button', { name: /Paths to minimist 1\.2\.8/ })
    .click();
  await expect(portal.getByRole('dialog').getByRole('code').first()).toHaveText(
    /> minimist@1\.2\.8$/,
  );
});

async function readDownload(download: {
  createReadStream(): Promise<NodeJS.ReadableStream>;
}) {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}
