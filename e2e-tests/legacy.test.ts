import { expect, test } from './portal/legacyPortal';
import {
  expectAccessible,
  licensesTab,
  scorecardsTab,
  securityTab,
} from './portal/test';

/** Each tab and page in an app of the old front-end system, and what is there once it has loaded. */
const pages = [
  {
    name: 'the Security tab',
    address: securityTab('checkout-service'),
    loaded: '25 findings',
  },
  {
    name: 'the Licenses tab',
    address: licensesTab('checkout-service'),
    loaded: 'hosted-service',
  },
  {
    name: 'the Scorecards tab',
    address: scorecardsTab('order-service', '?check=no-known-exploited'),
    loaded: 'How to fix:',
  },
  {
    name: 'where used',
    address: '/supply-chain/where-used?package=minimist',
    loaded: /usages in/,
  },
  {
    name: 'advisories',
    address: '/supply-chain/advisories',
    loaded: /\d+ advisories/,
  },
  {
    name: 'triage',
    address: '/supply-chain/triage',
    loaded: 'Overdue',
  },
  {
    name: 'services',
    address: '/supply-chain/services',
    loaded: '16 services',
  },
  {
    name: 'system health',
    address: '/supply-chain/system-health',
    loaded: 'Failing services',
  },
  {
    name: 'licenses of the organization',
    address: '/license-compliance/overview',
    loaded: 'License data sources',
  },
  {
    name: 'license issues',
    address: '/license-compliance/issues',
    loaded: 'First seen',
  },
  {
    name: 'licenses in use',
    address: '/license-compliance/licenses',
    loaded: /\d+ licenses/,
  },
  {
    name: 'decisions',
    address: '/license-compliance/decisions',
    loaded: 'New hold',
  },
  {
    name: 'the archive',
    address: '/license-compliance/archive',
    loaded: /\d+ snapshots/,
  },
  {
    name: 'scorecards of the organization',
    address: '/security-scorecards',
    loaded: 'Payments',
  },
];

for (const { name, address, loaded } of pages) {
  test(`${name}: opens in the old front-end system, and axe finds nothing`, async ({
    legacy,
  }) => {
    await legacy.goto(address);
    await expect(
      legacy.getByRole('main').getByText(loaded).first(),
    ).toBeVisible();
    await expectAccessible(legacy);
  });
}

/** Headings of Backstage's cards are of the third level, and nothing on its overview is of the second. */
const overview = { without: ['heading-order'] };

test('cards of a service lead to its tabs in the old front-end system, and axe finds nothing', async ({
  legacy,
}) => {
  await legacy.goto('/catalog/default/component/checkout-service');
  for (const [card, tab] of [
    ['View security details', 'Security'],
    ['View license details', 'Licenses'],
    ['View scorecard details', 'Scorecards'],
  ]) {
    const link = legacy.getByRole('link', { name: card });
    await expect(link).toBeVisible();
    if (tab === 'Security') await expectAccessible(legacy, overview);
    await link.click();
    await expect(legacy.getByRole('tab', { name: tab })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await legacy.goBack();
  }
});

test('a group has its card in the old front-end system, and axe finds nothing', async ({
  legacy,
}) => {
  await legacy.goto('/catalog/default/group/payments');
  const card = legacy.getByRole('region', { name: 'Supply-chain security' });
  await expect(card.getByRole('link').first()).toBeVisible();
  await expectAccessible(legacy, overview);
});

test('evidence leads from the Scorecards tab to the Security tab in the old front-end system', async ({
  legacy,
}) => {
  await legacy.goto(
    scorecardsTab('order-service', '?check=no-known-exploited'),
  );
  await legacy
    .getByRole('list', { name: 'Evidence' })
    .getByRole('link', { name: /CVE-/ })
    .first()
    .click();
  await expect(legacy.getByRole('tab', { name: 'Security' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});
