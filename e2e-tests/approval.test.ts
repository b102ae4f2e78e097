import type { SupplyChainApi } from '@safety-curtain/plugin-supply-chain-common';
import { expect, revokeDecisions, securityTab, test } from './portal/test';

const SERVICE = 'component:default/checkout-service';
const CVE = 'CVE-2021-44906';
const REASON = 'The scanner means another package of this name.';

/** A task looks at findings after a decision was approved. */
async function dismissedIn(api: SupplyChainApi): Promise<number> {
  const { total } = await api.listFindings({
    entityRef: SERVICE,
    advisory: CVE,
    analysis: ['false_positive'],
    state: ['dismissed'],
  });
  return total.count;
}

test.afterEach(({ api }) => revokeDecisions(api));

test('whoever proposes cannot approve, and somebody else can', async ({
  portal,
  api,
  reviewer,
}) => {
  test.slow();
  await portal.goto(securityTab('checkout-service', '?q=minimist'));
  await portal.getByRole('link', { name: CVE }).click();
  const drawer = portal.getByRole('dialog', { name: CVE });
  await drawer.getByRole('button', { name: 'Decide' }).click();
  const form = portal.getByRole('form', { name: 'Decide what it means' });
  await form.getByText('False positive: it is not there').click();
  await form.getByRole('textbox', { name: 'Reason' }).fill(REASON);
  await form.getByRole('button', { name: 'Preview' }).click();
  await expect(form.getByRole('status')).toContainText(
    'It waits until somebody approves it.',
  );
  await form.getByRole('button', { name: 'Decide' }).click();
  await expect(drawer).toContainText('Proposed: it waits for approval.');

  await portal.goto('/supply-chain/triage?view=approval');
  await portal.getByRole('rowheader', { name: CVE }).click();
  const decision = portal.getByRole('dialog');
  await expect(decision).toContainText(REASON);
  await expect(decision.getByRole('button', { name: 'Revoke' })).toBeVisible();
  await expect(decision.getByRole('button', { name: 'Approve' })).toBeHidden();

  const [{ id }] = (await api.listDecisions({ state: ['proposed'] })).items;
  await expect(
    api.moveDecision({ id, step: 'approve', body: {} }),
  ).rejects.toThrow(/403/);
  await reviewer.moveDecision({ id, step: 'approve', body: {} });

  await portal.reload();
  await expect(decision).toContainText('Active');
  await expect(decision).toContainText('reviewer');
  await expect.poll(() => dismissedIn(api)).toBe(1);
  await portal.goto(
    securityTab('checkout-service', '?q=minimist&state=dismissed'),
  );
  await expect(portal.getByRole('link', { name: CVE })).toBeVisible();
});

test('what somebody else proposed is approved on the page, with a comment', async ({
  portal,
  api,
  reviewer,
}) => {
  test.slow();
  const { items } = await api.listFindings({
    entityRef: SERVICE,
    advisory: CVE,
  });
  const proposed = await reviewer.decideFindings({
    body: {
      ids: items.map(({ id }) => id),
      analysis: { state: 'false_positive' },
      reason: REASON,
    },
  });
  expect(proposed.state).toBe('proposed');

  await portal.goto('/supply-chain/triage?view=approval');
  await portal.getByRole('rowheader', { name: CVE }).click();
  const decision = portal.getByRole('dialog');
  await decision
    .getByRole('textbox', { name: 'Comment' })
    .fill('Checked with the team.');
  await decision.getByRole('button', { name: 'Approve' }).click();
  await expect(decision).toContainText('Checked with the team.');
  await portal.keyboard.press('Escape');
  await expect(
    portal.getByText('No decisions waiting for approval'),
  ).toBeVisible();
  await expect.poll(() => dismissedIn(api)).toBe(1);
});

test('several that wait are chosen by keyboard or mouse and decided together', async ({
  portal,
  api,
  reviewer,
}) => {
  test.slow();
  const { items } = await api.listFindings({
    entityRef: SERVICE,
    severity: ['high'],
    kind: ['vulnerability'],
    limit: 3,
  });
  const proposed = await reviewer.decideFindings({
    body: {
      ids: items.map(({ id }) => id),
      analysis: { state: 'false_positive' },
      reason: REASON,
    },
  });
  expect(proposed.decisions).toBe(3);

  await portal.goto('/supply-chain/triage?view=approval');
  const decisions = portal.getByRole('region', {
    name: 'decisions',
    exact: true,
  });
  const boxes = decisions.getByRole('row').getByRole('checkbox');
  await boxes.nth(1).press('Space');
  await boxes.nth(2).press('Space');
  const status = portal.getByRole('status');
  await expect(status).toContainText('2 decisions selected');
  const open = portal.getByRole('button', { name: 'Approve or reject' });
  await open.press('Enter');
  const drawer = portal.getByRole('dialog', {
    name: 'Approve or reject together',
  });
  await drawer
    .getByRole('textbox', { name: 'Comment' })
    .fill('Checked with the team.');
  await drawer.getByRole('button', { name: 'Approve' }).press('Enter');
  await expect(status).toContainText('2 approved.');
  const dismissed = async () => {
    const { total } = await api.listFindings({
      entityRef: SERVICE,
      analysis: ['false_positive'],
      state: ['dismissed'],
    });
    return total.count;
  };
  await expect.poll(dismissed).toBe(2);

  // The one that is left, below the box for all of them.
  await expect(boxes).toHaveCount(2);
  // What is drawn for the box is its label.
  await boxes.nth(1).locator('xpath=ancestor::label').click();
  await open.click();
  await drawer.getByRole('button', { name: 'Reject' }).click();
  await expect(status).toContainText('1 rejected.');
  await expect(
    portal.getByText('No decisions waiting for approval'),
  ).toBeVisible();
});
