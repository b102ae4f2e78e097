import { expect, test } from './portal/test';

test('a rule is tried out before it is configured, and one with an error is refused', async ({
  portal,
}) => {
  await portal.goto('/supply-chain/triage?view=rules');
  const configured = portal.getByRole('row', { name: /development-tools/ });
  await expect(configured).toContainText('Logs only');
  await configured
    .getByRole('button', { name: 'Try rule development-tools' })
    .click();
  const outcome = portal.getByRole('region', { name: 'Result' });
  await expect(outcome).toContainText(
    /development-tools: \d+ findings in \d+ services/,
  );

  const text = portal.getByRole('textbox', { name: 'Rules, as YAML or JSON' });
  await text.fill(`
supplyChain:
  triage:
    rules:
      - id: minimist
        match:
          packages: [{ ecosystem: npm, name: minimist }]
        analysis:
          state: not_affected
          justification: code_not_reachable
          detail: The parser is called with input of our own only.
`);
  await portal.getByRole('button', { name: 'Try out', exact: true }).click();
  await expect(outcome).toContainText(/minimist: \d+ findings in \d+ services/);
  await expect(outcome).toContainText('CVE-2021-44906');

  await text.fill('- id: a\n  match: { severities: [awful] }');
  await portal.getByRole('button', { name: 'Try out', exact: true }).click();
  await expect(portal.getByRole('alert')).toContainText(
    /rules\[0\]\.match\.severities/,
  );
});
