import { expect, test } from './portal/test';

test('the bell has what the owners of a service are told, and leads to the findings', async ({
  portal,
}) => {
  test.slow();
  const told = portal.getByRole('link', {
    name: 'CVE-2023-4863 is known to be exploited',
  });
  // People are told once findings were triaged, and the page has what there was
  // when it was opened.
  await expect(async () => {
    await portal.goto('/notifications');
    await expect(told).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(
    portal.getByRole('link', { name: /^Notifications/ }).first(),
  ).toContainText(/\d/);
  await told.click();
  await expect(portal).toHaveURL(/\/supply-chain\/triage\?q=CVE-2023-4863/);
  const row = portal.getByRole('row', { name: /CVE-2023-4863/ });
  await expect(row).toContainText('pillow');
  await expect(row).toContainText('Image Resizer');
});
