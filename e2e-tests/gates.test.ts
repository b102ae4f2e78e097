import { expect, securityTab, test } from './portal/test';

test('a gate says on the tab why it blocks, and leads to what it counts', async ({
  portal,
  api,
}) => {
  const entityRef = 'component:default/checkout-service';
  const report = await api.getGate({ entityRef });
  expect(report.outcome).toBe('block');

  await portal.goto(securityTab('checkout-service'));
  const headline = portal.getByRole('region', { name: 'Gate', exact: true });
  await expect(headline).toContainText('Block');
  const [first] = report.reasons;
  await headline.getByRole('link').click();

  await expect(portal).toHaveURL(/view=gate/);
  await expect(
    portal.getByText(
      'A build of this service in its current state would be blocked.',
    ),
  ).toBeVisible();
  await expect(portal.getByText(/Policy: default/)).toContainText(
    report.policy.digest.slice(0, 12),
  );
  const reasons = portal.getByRole('region', { name: 'Reasons' });
  await expect(reasons.getByRole('heading', { level: 3 })).toHaveCount(
    report.reasons.length,
  );
  await expect(reasons.getByRole('listitem').first()).toContainText(
    first.findings.items[0].vulnerability,
  );

  const critical = portal.getByRole('region', {
    name: 'Critical vulnerabilities',
  });
  await critical.getByRole('link', { name: 'Show in findings' }).click();
  await expect(portal).toHaveURL(/severity=critical/);
  await expect(portal.getByRole('tab', { name: 'Findings' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('an alert level is told on the card, and services are found by it', async ({
  portal,
  api,
}) => {
  const level = async () => {
    const { alert } = await api.getTarget({
      kind: 'component',
      namespace: 'default',
      name: 'checkout-service',
    });
    return alert.level;
  };
  // Scorecards, and levels with them, follow the first scans.
  await expect.poll(level, { timeout: 30_000 }).toBe('high');
  await portal.goto('/catalog/default/component/checkout-service');
  const card = portal
    .getByRole('link', { name: 'View security details' })
    .locator(
      'xpath=ancestor::*[contains(concat(" ", @class, " "), " bui-Card ")]',
    );
  await expect(card).toContainText(/Alert level\s*High/);
  await expect(card).toContainText(/Gate\s*Block/);

  const { total } = await api.listTargets({ alertLevel: ['high'] });
  await portal.goto('/supply-chain/services?alertLevel=high');
  await expect(
    portal.getByText(`${total.count} services`, { exact: true }),
  ).toBeVisible();
});

test('policies are tried out before they are configured, and one with an error is refused', async ({
  portal,
}) => {
  await portal.goto('/supply-chain/triage?view=gates');
  const text = portal.getByRole('textbox', {
    name: 'Policies, as YAML or JSON',
  });
  await text.fill(`
supplyChain:
  gates:
    - name: only-warns
      warnOnly: true
`);
  await portal.getByRole('button', { name: 'Try out', exact: true }).click();
  const outcome = portal.getByRole('region', { name: 'Result' });
  await expect(outcome).toContainText('16 services evaluated.');
  await expect(outcome.getByRole('row', { name: /^Block/ })).toContainText(
    /\d+\s*0$/,
  );
  const changed = outcome.getByRole('row', { name: /checkout-service/ });
  await expect(changed).toContainText(/Block\s*Warn/);
  await expect(changed).toContainText('Critical vulnerabilities');

  await text.fill('- name: a\n  findings: { hihg: warn }');
  await portal.getByRole('button', { name: 'Try out', exact: true }).click();
  await expect(portal.getByRole('alert')).toContainText(
    'gates[0].findings.hihg',
  );
});
