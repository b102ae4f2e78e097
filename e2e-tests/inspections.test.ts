import { expect, revokeDecisions, securityTab, test } from './portal/test';

const SERVICE = 'component:default/admin-console';

test.afterEach(({ api }) => revokeDecisions(api));

test('what a scan finds in workflows leads from the tools to its place, the gate and a decision', async ({
  portal,
  api,
}) => {
  await portal.goto(securityTab('admin-console', '?view=tools'));
  const workflows = portal
    .getByRole('listitem')
    .filter({ hasText: 'Safety Curtain workflows' });
  await expect(workflows).toContainText('5 results · from the scan');
  await workflows.getByRole('link', { name: '5 open findings' }).click();
  const findings = portal.getByRole('region', {
    name: 'findings',
    exact: true,
  });
  await expect(findings).toContainText('5 findings');
  await expect(
    portal.getByRole('button', {
      name: 'Reported by safety-curtain-workflows',
    }),
  ).toBeVisible();

  await test.step('the worst first, with its file and line', async () => {
    const first = findings.getByRole('row').nth(1);
    await expect(first).toContainText('untrusted-checkout');
    await expect(first).toContainText('.github/workflows/preview.yml:10');
  });

  await test.step('decided about like any other', async () => {
    await findings.getByRole('link', { name: 'unpinned-action' }).click();
    const drawer = portal.getByRole('dialog', { name: /unpinned-action/ });
    await expect(drawer).toContainText('Name the whole commit');
    await drawer.getByRole('button', { name: 'Decide' }).click();
    const form = portal.getByRole('form', { name: 'Decide what it means' });
    await form.getByText('Not affected: nothing to do').click();
    await form
      .getByLabel('Why it is not affected')
      .selectOption('Vulnerable code not reachable');
    await form
      .getByRole('textbox', { name: 'Reason' })
      .fill('The runner has a mirror of this action.');
    await form.getByRole('button', { name: 'Preview' }).click();
    await expect(form.getByRole('status')).toContainText(
      /1 finding in 1 service/,
    );
    await form.getByRole('button', { name: 'Decide' }).click();
    await expect(drawer).toContainText('Dismissed');
    await portal.keyboard.press('Escape');
    await expect(findings).toContainText('4 findings');
  });

  await test.step('and judged by the gate', async () => {
    await portal.goto(securityTab('admin-console', '?view=gate'));
    await expect(
      portal.getByRole('heading', { name: 'Configuration (1)' }),
    ).toBeVisible();
    const { items } = await api.listFindings({
      entityRef: SERVICE,
      kind: ['configuration'],
      state: ['dismissed'],
    });
    expect(items.map(({ advisory }) => advisory)).toEqual([
      'safety-curtain-workflows/unpinned-action',
    ]);
  });
});
