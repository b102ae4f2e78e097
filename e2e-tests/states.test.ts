import { expect, securityTab, test } from './portal/test';

test('a broken lock file is named, and the service does not look clean', async ({
  portal,
}) => {
  await portal.goto(securityTab('parcel-tracker'));
  await expect(
    portal.getByRole('status').filter({ hasText: 'could not be read' }),
  ).toBeVisible();
  await expect(
    portal.getByRole('region', { name: 'Freshness' }),
  ).not.toContainText('Scan up to date');

  await portal
    .getByRole('button', { name: /2 manifests found: 1 read, 1 failed/ })
    .click();
  const broken = portal.getByRole('row').filter({
    has: portal.getByRole('rowheader', { name: 'package-lock.json' }),
  });
  await expect(broken).toContainText('Failed');
});

test('a clean service says what its cleanness rests on', async ({ portal }) => {
  await portal.goto(securityTab('feature-flags'));
  await expect(
    portal.getByRole('region', { name: 'Open findings' }),
  ).toContainText('No open findings');
  await expect(portal.getByRole('region', { name: 'Freshness' })).toContainText(
    'Scan up to date',
  );
  await expect(
    portal.getByRole('button', { name: /2 manifests found: 2 read/ }),
  ).toBeVisible();
});

test('two entities of one repository have their own packages', async ({
  portal,
  api,
}) => {
  const packages = async (name: string) => {
    await portal.goto(securityTab(name, '?view=components'));
    const component = { kind: 'component', namespace: 'default', name };
    const { target } = await api.getTarget(component);
    await expect(
      portal.getByRole('region', { name: 'components' }),
    ).toContainText(`${target.componentCount} components`);
    return target.componentCount;
  };
  expect(await packages('storefront-web')).toBe(39);
  expect(await packages('storefront-api')).toBe(574);
});

test('an entity that is left out says why', async ({ portal }) => {
  await portal.goto(securityTab('safety-curtain-advisories'));
  await expect(portal.getByText('This entity is not scanned')).toBeVisible();
});
