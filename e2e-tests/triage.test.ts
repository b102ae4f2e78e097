import type { Locator, Page } from '@playwright/test';
import { expect, revokeDecisions, securityTab, test } from './portal/test';

const SERVICE = 'component:default/checkout-service';
const REASON = 'The parser is called with input of our own only.';

/** Goes on with the Tab key until something, or a part of it, has the focus. */
async function tabTo(page: Page, target: Locator, key = 'Tab') {
  for (let steps = 0; steps < 150; steps++) {
    if (await target.evaluate(one => one.contains(document.activeElement)))
      return;
    await page.keyboard.press(key);
  }
  throw new Error('The Tab key does not lead there');
}

/** Chooses what it means in the form that is open, and sees what that touches. */
async function decide(page: Page, touches: RegExp) {
  const form = page.getByRole('form', { name: 'Decide what it means' });
  await form.getByRole('radio', { name: /Not affected/ }).check();
  await form
    .getByLabel('Why it is not affected')
    .selectOption('Vulnerable code not reachable');
  await form.getByRole('textbox', { name: 'Reason' }).fill(REASON);
  await form.getByRole('button', { name: 'Preview' }).click();
  await expect(form.getByRole('status')).toContainText(touches);
  await expect(form.getByRole('status')).toContainText('at once');
  await form.getByRole('button', { name: 'Decide' }).click();
}

test.afterEach(({ api }) => revokeDecisions(api));

test('one finding is decided, leaves the list, and comes back when the decision is revoked', async ({
  portal,
  api,
}) => {
  await portal.goto(securityTab('checkout-service', '?q=minimist'));
  await portal.getByRole('link', { name: 'CVE-2021-44906' }).click();
  const drawer = portal.getByRole('dialog', { name: 'CVE-2021-44906' });
  // What made the day, and what would change it.
  await expect(drawer).toContainText(/7 days from its first detection/);
  await expect(drawer).toContainText('What would change it');
  await drawer.getByRole('button', { name: 'Decide' }).click();
  await decide(portal, /1 finding in 1 service/);
  await expect(drawer).toContainText('Decided.');
  await expect(drawer).toContainText(REASON);
  await expect(drawer).toContainText('Dismissed');
  await portal.keyboard.press('Escape');

  const findings = portal.getByRole('region', {
    name: 'findings',
    exact: true,
  });
  await expect(findings).not.toContainText('CVE-2021-44906');
  await portal.goto(securityTab('checkout-service', '?state=dismissed'));
  await expect(findings).toContainText('1 finding');
  await expect(findings).toContainText('Not affected');

  await portal.goto('/supply-chain/triage?view=decisions');
  // The newest first: what others decided before stays in the list.
  await portal
    .getByRole('rowheader', { name: /CVE-2021-44906/ })
    .first()
    .click();
  const decision = portal.getByRole('dialog');
  await expect(decision).toContainText(REASON);
  await decision.getByRole('button', { name: 'Revoke' }).click();
  await expect(decision).toContainText('Revoked');
  const { items } = await api.listFindings({
    entityRef: SERVICE,
    advisory: 'CVE-2021-44906',
  });
  expect(items.map(({ state }) => state)).toEqual(['open']);
});

test('several findings are chosen by keyboard and decided together', async ({
  portal,
  api,
}) => {
  const { total } = await api.listFindings({ entityRef: SERVICE, limit: 1 });
  await portal.goto(securityTab('checkout-service'));
  const findings = portal.getByRole('region', {
    name: 'findings',
    exact: true,
  });
  // The table gives the focus that a box gets to its row: keys go to the row.
  await tabTo(portal, findings.getByRole('row').nth(1));
  await portal.keyboard.press('Space');
  await expect(portal.getByRole('status')).toContainText('1 finding selected');
  await portal.keyboard.press('ArrowDown');
  await expect(findings.getByRole('row').nth(2)).toBeFocused();
  await portal.keyboard.press('Space');
  await expect(portal.getByRole('status')).toContainText('2 findings selected');
  await portal.getByRole('button', { name: 'Decide', exact: true }).click();
  await decide(portal, /2 findings in 1 service/);
  await expect(findings).toContainText(`${total.count - 2} findings`);
  const dismissed = await api.listFindings({
    entityRef: SERVICE,
    state: ['dismissed'],
  });
  expect(dismissed.items).toHaveLength(2);
});

test('all findings that match a filter are decided about without a mouse', async ({
  portal,
  api,
}) => {
  const { total } = await api.listFindings({ severity: ['high'], limit: 1 });
  expect(total.count).toBeGreaterThan(25);
  await portal.goto('/supply-chain/triage?severity=high');
  const findings = portal.getByRole('region', {
    name: 'findings',
    exact: true,
  });
  await expect(findings).toContainText(`${total.count} findings`);
  await tabTo(portal, findings.getByRole('grid'));
  await portal.keyboard.press('Control+a');
  await expect(portal.getByRole('status')).toContainText(
    '25 findings selected',
  );

  const everything = portal.getByRole('button', {
    name: `Select all ${total.count} findings that match`,
  });
  await tabTo(portal, everything, 'Shift+Tab');
  await portal.keyboard.press('Enter');
  await expect(portal.getByRole('status')).toContainText(
    `All ${total.count} findings that match the filters are selected`,
  );
  await tabTo(
    portal,
    portal.getByRole('button', { name: 'Decide', exact: true }),
    'Shift+Tab',
  );
  await portal.keyboard.press('Enter');

  const form = portal.getByRole('form', { name: 'Decide what it means' });
  await tabTo(portal, form.getByRole('radio', { name: /Not affected/ }));
  await portal.keyboard.press('ArrowUp');
  await expect(form.getByRole('radio', { name: /In triage/ })).toBeChecked();
  await tabTo(portal, form.getByRole('textbox', { name: 'Reason' }));
  await portal.keyboard.type('The platform team looks at them.');
  await tabTo(portal, form.getByRole('button', { name: 'Preview' }));
  await portal.keyboard.press('Enter');
  await expect(form.getByRole('status')).toContainText(
    `This decides about ${total.count} findings in`,
  );
  await portal.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect(portal.getByRole('status')).toContainText('Decided.');

  const decided = await api.listFindings({
    severity: ['high'],
    analysis: ['in_triage'],
    limit: 1,
  });
  expect(decided.total.count).toBe(total.count);
});

test('a decision ends with a day that is still to come', async ({
  portal,
  api,
}) => {
  await portal.goto(securityTab('checkout-service', '?q=minimist'));
  await portal.getByRole('link', { name: 'CVE-2021-44906' }).click();
  const drawer = portal.getByRole('dialog', { name: 'CVE-2021-44906' });
  await drawer.getByRole('button', { name: 'Decide' }).click();
  const form = portal.getByRole('form', { name: 'Decide what it means' });
  await form.getByText('Exploitable: it has to be dealt with').click();
  await form.getByText('Will not be fixed').click();
  await form.getByRole('textbox', { name: 'Reason' }).fill(REASON);
  await form.getByText('A day', { exact: true }).click();
  await form.getByLabel('Ends on').fill('2020-01-01');
  await form.getByRole('button', { name: 'Preview' }).click();
  await expect(form.getByRole('alert')).toHaveText(
    'The end date must be in the future.',
  );
  const end = new Date(Date.now() + 30 * 86_400_000);
  await form.getByLabel('Ends on').fill(end.toISOString().slice(0, 10));
  await form.getByText('Nothing is due before that day').click();
  await form.getByRole('button', { name: 'Preview' }).click();
  await form.getByRole('button', { name: 'Decide' }).click();
  await expect(drawer).toContainText(/Paused by a decision until/);

  await portal.goto('/supply-chain/triage?view=ending');
  await expect(
    portal.getByRole('rowheader', { name: /CVE-2021-44906/ }),
  ).toBeVisible();
  const { items } = await api.listDecisions({
    subject: ['vulnerability-analysis'],
    state: ['active'],
    orderBy: 'end',
  });
  expect(items[0]?.endsAt?.slice(0, 10)).toBe(end.toISOString().slice(0, 10));
});

test('a plan becomes commands', async ({ portal }) => {
  await portal.goto(securityTab('checkout-service', '?view=plan'));
  await expect(
    portal.getByRole('list', { name: 'Changes' }).getByRole('listitem').first(),
  ).toContainText(/Clears \d+ findings?/);
  const download = portal.waitForEvent('download');
  await portal.getByRole('button', { name: 'Commands' }).click();
  expect((await download).suggestedFilename()).toBe('upgrade-plan.sh');
});
