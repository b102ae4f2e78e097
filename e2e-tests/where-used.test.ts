import { expect, test } from './portal/test';

test('finds a package across services, their owners and paths', async ({
  portal,
}) => {
  await portal.goto('/supply-chain');
  await portal
    .getByRole('textbox', { name: 'Package, package URL or advisory' })
    .fill('minimist');
  await portal.getByRole('button', { name: 'Find' }).click();

  const usages = portal.getByRole('region', { name: 'usages' });
  await expect(
    usages.getByRole('link', { name: 'Checkout' }).first(),
  ).toBeVisible();
  await expect(portal.getByRole('status').first()).toContainText(
    /\d+ usages in \d+ services of \d+ owners/,
  );
  await expect(portal).toHaveURL(/package=minimist/);

  await portal
    .getByRole('button', { name: 'Paths to minimist 1.2.8 in Checkout' })
    .click();
  await expect(portal.getByRole('dialog').getByRole('code').first()).toHaveText(
    /> minimist@1\.2\.8$/,
  );
});

test('finds who has Log4Shell from the advisory alone', async ({ portal }) => {
  await portal.goto('/supply-chain');
  await portal
    .getByRole('textbox', { name: 'Package, package URL or advisory' })
    .fill('CVE-2021-44228');
  await portal.getByRole('button', { name: 'Find' }).click();
  const usages = portal.getByRole('region', { name: 'usages' });
  await expect(usages.getByRole('rowheader')).toHaveCount(1);
  await expect(usages.getByRole('rowheader')).toContainText('Orders');
  await expect(usages).toContainText('log4j-core');
});

test('says so where nobody uses a package', async ({ portal }) => {
  await portal.goto('/supply-chain/where-used?package=no-such-package');
  await expect(
    portal.getByText('No matches in scanned services'),
  ).toBeVisible();
});

test('offers similar names, tells how versions were read, and refuses what is no range', async ({
  portal,
}) => {
  await portal.goto('/supply-chain/where-used?package=log4j');
  await portal.getByRole('link', { name: /log4j-core$/ }).click();
  const usages = portal.getByRole('region', { name: 'usages' });
  await expect(usages).toContainText('log4j-core');

  await portal
    .getByRole('textbox', { name: 'Versions (optional)' })
    .fill('[2.0,2.17.1)');
  await portal.getByRole('button', { name: 'Find' }).click();
  await expect(
    portal.getByText('Versions interpreted as ≥ 2.0, < 2.17.1 (Maven)'),
  ).toBeVisible();

  await portal
    .getByRole('textbox', { name: 'Versions (optional)' })
    .fill('below 2.17.1');
  await portal.getByRole('button', { name: 'Find' }).click();
  await expect(
    portal.getByText(/is not a valid version range in Maven/),
  ).toBeVisible();
});

test('says that it cannot tell of an advisory that no source has', async ({
  portal,
}) => {
  await portal.goto('/supply-chain/where-used?advisory=CVE-1999-99999');
  await expect(
    portal.getByText(/^Unknown advisory: CVE-1999-99999/),
  ).toBeVisible();
});

test('tells the age of its data and the state of its work', async ({
  portal,
}) => {
  await portal.goto('/supply-chain/system-health');
  const sources = portal.getByRole('region', { name: /sources/i }).first();
  await expect(sources.getByRole('row')).toHaveCount(5);
  await expect(sources.getByText('Example data')).toHaveCount(4);
});

test('tells who used an action in a window, and who names a commit', async ({
  portal,
}) => {
  await portal.goto('/supply-chain/where-used?package=actions/checkout');
  const usages = portal.getByRole('region', { name: 'usages' });
  const pinned = usages.getByRole('row').filter({ hasText: 'Feature flags' });
  const moving = usages.getByRole('row').filter({ hasText: 'Admin console' });
  await expect(pinned).toContainText('Pinned to 11bd71901bbe');
  await expect(pinned).toContainText('.github/workflows/ci.yml');
  await expect(moving).toContainText('Not pinned');

  await portal.getByRole('textbox', { name: 'Versions (optional)' }).fill('v4');
  await portal.getByRole('button', { name: 'Find' }).click();
  await expect(moving).toContainText('v4');
  await expect(portal).toHaveURL(/versions=v4/);

  await portal.getByLabel('Used until').fill('2020-01-31');
  await expect(
    portal.getByText('No matches in scanned services'),
  ).toBeVisible();
});
