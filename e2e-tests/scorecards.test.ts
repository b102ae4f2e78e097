import { parseEntityRef } from '@backstage/catalog-model';
import type { SupplyChainApi } from '@safety-curtain/plugin-supply-chain-common';
import { expect, scorecardsTab, scannedRefs, test } from './portal/test';

const PAGE = '/security-scorecards';
const SCORING_MS = 60_000;
/** The form takes days; nobody wants to wait for one to end. */
const EXEMPTION_MS = 4_000;
// No other test looks at the scorecards of this service.
const EXEMPTED = 'component:default/email-renderer';
const CHECK = 'security-policy-present';

/** Every service has been asked, since the last scan or upload of any test. */
async function whenScored(api: SupplyChainApi) {
  await expect
    .poll(
      async () => {
        const { total, pending } = await api.getScorecardRollUp({
          scorecard: 'supply-chain',
        });
        return { services: total.services, pending };
      },
      { timeout: SCORING_MS, intervals: [500] },
    )
    .toEqual({ services: scannedRefs.length, pending: 0 });
}

/** What the service answers to the check now, and its exemption. */
async function exemptedCheck(api: SupplyChainApi) {
  const { scorecards } = await api.getServiceScorecards(
    parseEntityRef(EXEMPTED),
  );
  return scorecards
    .find(one => one.scorecard.name === 'supply-chain')
    ?.checks.find(one => one.check === CHECK);
}

test.beforeEach(({ api }) => whenScored(api));

test('the heat map leads from a team to a service, to the evidence, to the finding', async ({
  portal,
}) => {
  await test.step('teams against checks', async () => {
    await portal.goto(PAGE);
    const headline = portal.getByRole('region', {
      name: 'Summary',
    });
    await expect(headline).toContainText(`${scannedRefs.length} services`);
    await expect(headline.getByRole('link', { name: 'Orders' })).toBeVisible();
    const map = portal.getByRole('table', { name: 'Results by check' });
    await expect(
      map.getByRole('row').filter({ hasText: 'All services' }),
    ).toContainText(`${scannedRefs.length}`);
    for (const team of ['Payments', 'Storefront', 'Logistics', 'Platform']) {
      await expect(map.getByRole('rowheader', { name: team })).toBeVisible();
    }
  });

  await test.step('the services behind a cell', async () => {
    await portal
      .getByRole('row')
      .filter({ has: portal.getByRole('rowheader', { name: 'Payments' }) })
      .locator('a[href*="check=no-known-exploited"]')
      .click();
    await expect(portal).toHaveURL(/owner=group%3Adefault%2Fpayments/);
    await expect(portal.getByText('1 service', { exact: true })).toBeVisible();
    await portal.getByRole('row').filter({ hasText: 'Orders' }).click();
  });

  await test.step('why, and what shows it', async () => {
    const drawer = portal.getByRole('dialog', { name: 'Orders' });
    const evidence = drawer.getByRole('list', { name: 'Evidence' });
    await expect(evidence).toContainText('log4j');
    await expect(portal).toHaveURL(
      /service=component%3Adefault%2Forder-service/,
    );
    await evidence.getByRole('link').first().click();
    await expect(portal).toHaveURL(/order-service\/security\?q=/);
    await expect(
      portal.getByRole('row').filter({ hasText: 'log4j' }).first(),
    ).toBeVisible();
  });
});

test('the heat map works from the keyboard, and counts what is below a group', async ({
  portal,
}) => {
  await portal.goto(`${PAGE}?by=group`);
  const map = portal.getByRole('table', { name: 'Results by check' });
  await map.getByRole('link', { name: 'All services' }).focus();
  await portal.keyboard.press('ArrowDown');
  await expect(
    map.getByRole('link', { name: 'Product Engineering' }),
  ).toBeFocused();
  await expect(map.getByRole('rowheader', { name: 'Payments' })).toBeVisible();

  await portal.keyboard.press('ArrowLeft');
  await portal.keyboard.press('Enter');
  await expect(map.getByRole('rowheader', { name: 'Payments' })).toHaveCount(0);
  await portal.keyboard.press('Enter');

  await portal.keyboard.press('ArrowRight');
  await portal.keyboard.press('ArrowRight');
  await portal.keyboard.press('Enter');
  await expect(portal).toHaveURL(/view=services.*node=|node=.*view=services/);
  await expect(portal.getByText(/^\d+ services$/).last()).toBeVisible();
});

test('a service shows its level, what the next one lacks, and why', async ({
  portal,
}) => {
  await portal.goto(scorecardsTab('order-service'));
  await expect(portal.getByRole('region', { name: 'Result' })).toContainText(
    'Critical service',
  );
  const missing = portal.getByRole('region', {
    name: 'What is missing for Bronze: visible',
  });
  await missing
    .getByRole('link', { name: 'No known exploited vulnerability open' })
    .click();
  await expect(portal.getByRole('list', { name: 'Evidence' })).toContainText(
    'log4j',
  );

  await portal.getByRole('tab', { name: 'Repository hardening' }).click();
  await expect(portal.getByRole('region', { name: 'Result' })).toContainText(
    /partial: \d+% of its total weight could be evaluated/,
  );
  await portal.getByRole('tab', { name: 'Ready for production' }).click();
  await expect(portal.getByRole('region', { name: 'Campaigns' })).toContainText(
    /Code owners in every repository\s*Overdue/,
  );
  await expect(
    portal.getByRole('row').filter({
      has: portal.getByRole('rowheader', { name: 'Level', exact: true }),
    }),
  ).toContainText('Present');
});

test('campaigns and the trend of the organization', async ({ portal }) => {
  await portal.goto(`${PAGE}?scorecard=production-readiness&view=campaigns`);
  const campaign = portal.getByRole('region', {
    name: 'Code owners in every repository',
  });
  await expect(campaign).toContainText(/Overdue.*\d+ of \d+ services done/);
  await campaign.getByRole('link', { name: 'View remaining services' }).click();
  await expect(
    portal.getByRole('row').filter({ hasText: 'behind on a campaign' }).first(),
  ).toBeVisible();

  await portal.getByRole('tab', { name: 'Trend' }).click();
  const trend = portal.getByRole('region', { name: /^Services over time/ });
  await expect(trend).toContainText('No data before');
  await trend.getByText('Show as a table').click();
  await expect(trend.getByRole('row').nth(1)).toBeVisible();
});

test('a card on the page of a team names its critical services that fail', async ({
  portal,
}) => {
  await portal.goto('/catalog/default/group/payments');
  const card = portal.getByRole('region', { name: 'Supply-chain security' });
  await expect(card).toContainText(
    /Critical services with failing checks:.*Orders/,
  );
  await card.getByRole('link', { name: 'Supply-chain security' }).click();
  await expect(portal).toHaveURL(/node=group%3Adefault%2Fpayments/);
  await expect(
    portal.getByRole('button', { name: 'Only: payments' }),
  ).toBeVisible();
});

test('an exemption is asked for, shows, is revoked; another one ends', async ({
  portal,
  api,
}) => {
  test.setTimeout(120_000);
  const check = portal.locator('details').filter({
    hasText: 'Security policy present',
  });
  const answer = async () => (await exemptedCheck(api))?.answer;

  await test.step('asked for, and shown beside the answer', async () => {
    await portal.goto(scorecardsTab('email-renderer', `?check=${CHECK}`));
    await expect(check).toContainText('Fails');
    await check.getByRole('button', { name: 'Request an exemption' }).click();
    await check
      .getByRole('textbox', { name: 'Reason' })
      .fill('Part of the next release');
    await check.getByRole('button', { name: 'Submit' }).click();
    await expect.poll(answer, { timeout: SCORING_MS }).toBe('exempted');
    await portal.reload();
    await expect(check.getByRole('note')).toContainText(
      /Exempted by guest until .*Part of the next release/,
    );
    await expect(check).toContainText('Result without the exemption: Fails');
  });

  await test.step('revoked', async () => {
    await check.getByRole('link', { name: 'View exemption' }).click();
    const drawer = portal.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Revoke' }).click();
    await expect(drawer.getByText('Revoked').first()).toBeVisible();
    await expect.poll(answer, { timeout: SCORING_MS }).toBe('fail');
  });

  await test.step('one that ends in seconds', async () => {
    await api.createDecision({
      body: {
        subject: 'check-exemption',
        scope: { kind: 'entity', ref: EXEMPTED },
        about: { check: CHECK, scorecard: 'supply-chain' },
        reason: 'Gone with the old renderer',
        endsAt: new Date(Date.now() + EXEMPTION_MS).toISOString(),
      },
    });
    await expect
      .poll(async () => (await exemptedCheck(api))?.expired?.reason, {
        timeout: SCORING_MS,
      })
      .toBe('Gone with the old renderer');
    await portal.goto(scorecardsTab('email-renderer', `?check=${CHECK}`));
    await expect(check).toContainText('Fails');
    await expect(check.getByRole('note')).toContainText(
      /An exemption by guest expired on .*Gone with the old renderer/,
    );
    await expect(
      check.getByRole('button', { name: 'Request an exemption' }),
    ).toBeVisible();
    await portal.goto(`${PAGE}?view=exemptions&state=expired`);
    await expect(
      portal
        .getByRole('row')
        .filter({ hasText: 'Gone with the old renderer' })
        .first(),
    ).toContainText('Expired');
  });
});

test('all answers can be downloaded for what is filtered', async ({
  portal,
}) => {
  await portal.goto(`${PAGE}?tag=pci`);
  const [download] = await Promise.all([
    portal.waitForEvent('download'),
    portal.getByRole('button', { name: 'CSV' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(
    /^scorecard-supply-chain.*-\d{4}-\d{2}-\d{2}\.csv$/,
  );
});
