import { expect, test } from './portal/test';

test('the bell has what the owners of a service are told, and leads to the findings', async ({
  portal,
}) => {
  await portal.goto('/catalog');
  const bell = portal.getByRole('link', { name: /^Notifications/ });
  // The number of unread ones: people are told once findings were triaged.
  await expect(bell).toContainText(/\d/);
  await bell.click();
  await portal
    .getByRole('link', { name: 'CVE-2023-4863 is known to be exploited' })
    .click();
  await expect(portal).toHaveURL(/\/supply-chain\/triage\?q=CVE-2023-4863/);
  const row = portal.getByRole('row', { name: /CVE-2023-4863/ });
  await expect(row).toContainText('pillow');
  await expect(row).toContainText('Image Resizer');
});
