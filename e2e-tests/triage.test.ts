import type { Page } from '@playwright/test';
import { expect, securityTab, test } from './portal/test';

const SERVICE = 'component:default/checkout-service';
const REASON = 'The parser is called with input of our own only.';

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

test.afterEach(async ({ api }) => {
  // Other tests count the same findings.
  const { items } = await api.listDecisions({
    subject: ['vulnerability-analysis'],
    state: ['active', 'proposed'],
    limit: 100,
  });
  for (const { id, origin } of items) {
    if (origin !== 'rule') {
      await api.moveDecision({ id, step: 'revoke', body: {} });
    }
  }
});

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
  await portal.getByRole('rowheader', { name: /CVE-2021-44906/ }).click();
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
  await portal.goto(securityTab('checkout-service'));
  const findings = portal.getByRole('region', {
    name: 'findings',
    exact: true,
  });
  const boxes = findings.getByRole('row').getByRole('checkbox');
  await boxes.nth(1).focus();
  await portal.keyboard.press('Space');
  await boxes.nth(2).focus();
  await portal.keyboard.press('Space');
  await expect(portal.getByRole('status')).toContainText('2 findings selected');
  await portal.getByRole('button', { name: 'Decide', exact: true }).click();
  await decide(portal, /2 findings in 1 service/);
  await expect(findings).toContainText('23 findings');
  const dismissed = await api.listFindings({
    entityRef: SERVICE,
    state: ['dismissed'],
  });
  expect(dismissed.items).toHaveLength(2);
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
