import type { Page } from '@playwright/test';
import {
  expect,
  expectAccessible,
  licensesTab,
  scorecardsTab,
  securityTab,
  test,
} from './portal/test';

/** Each page, and what is there once it has loaded. */
const pages = [
  {
    name: 'findings',
    address: securityTab('checkout-service'),
    loaded: '25 findings',
  },
  {
    name: 'a finding',
    address: securityTab('checkout-service', '?q=minimist'),
    open: 'CVE-2021-44906',
    loaded: 'Source details',
  },
  {
    name: 'components',
    address: securityTab('checkout-service', '?view=components'),
    loaded: '347 components',
  },
  {
    name: 'history',
    address: securityTab('checkout-service', '?view=history'),
    loaded: 'CycloneDX',
  },
  {
    name: 'a partial scan',
    address: securityTab('parcel-tracker'),
    loaded: '5 findings',
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
    loaded: /\d+ findings/,
  },
  {
    name: 'overdue by team',
    address: '/supply-chain/triage?view=teams',
    loaded: 'Time to remediate',
  },
  {
    name: 'the biggest upgrades',
    address: '/supply-chain/triage?view=upgrades',
    loaded: 'Clears findings',
  },
  {
    name: 'the rules of triage',
    address: '/supply-chain/triage?view=rules',
    loaded: 'development-tools',
  },
  {
    name: 'VEX of the organization',
    address: '/supply-chain/triage?view=vex',
    loaded: 'VEX document',
  },
  {
    name: 'VEX of a service',
    address: securityTab('checkout-service', '?view=vex'),
    loaded: 'Export VEX',
  },
  {
    name: 'the upgrade plan of a service',
    address: securityTab('checkout-service', '?view=plan'),
    loaded: /Fixable now/,
  },
  {
    name: 'the gate of a service',
    address: securityTab('checkout-service', '?view=gate'),
    loaded: /^Critical vulnerabilities \(\d+\)/,
  },
  {
    name: 'what tools report of a service',
    address: securityTab('admin-console', '?view=tools'),
    loaded: 'Safety Curtain workflows',
  },
  {
    name: 'a finding of a rule',
    address: securityTab('admin-console', '?kind=configuration'),
    open: 'untrusted-checkout',
    loaded: 'Untrusted code checked out with privileges',
  },
  {
    name: 'the releases of a service',
    address: securityTab('checkout-service', '?view=releases'),
    loaded: 'No releases yet',
  },
  {
    name: 'the changes of a service',
    address: securityTab('checkout-service', '?view=changes'),
    loaded: 'No changes yet',
  },
  {
    name: 'changes of the organization',
    address: '/supply-chain/triage?view=changes',
    loaded: /^(\d+ changes?|No changes yet)$/,
  },
  {
    name: 'policies of gates',
    address: '/supply-chain/triage?view=gates',
    loaded: 'Policies, as YAML or JSON',
  },
  {
    name: 'services',
    address: '/supply-chain/services',
    loaded: '16 services',
  },
  {
    name: 'system-health',
    address: '/supply-chain/system-health',
    loaded: 'Failing services',
  },
  {
    name: 'license issues of a service',
    address: licensesTab('checkout-service'),
    loaded: 'hosted-service',
  },
  {
    name: 'licenses of packages',
    address: licensesTab('checkout-service', '?view=packages'),
    loaded: '347 package versions',
  },
  {
    name: 'the license of a package',
    address: licensesTab(
      'checkout-service',
      '?package=pkg:npm/minimist@1.2.0&in=component:default/checkout-service',
    ),
    loaded: 'Dependency paths',
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
    name: 'license policies',
    address: '/license-compliance/decisions?view=policies',
    loaded: 'Hosted service',
  },
  {
    name: 'the archive',
    address: '/license-compliance/archive',
    loaded: /\d+ snapshots/,
  },
  {
    name: 'retention',
    address: '/license-compliance/archive?view=retention',
    loaded: 'Retention periods',
  },
  {
    name: 'uploading',
    address: '/license-compliance/archive?view=upload',
    loaded: 'SBOM file',
  },
  {
    name: 'scorecards of a service',
    address: scorecardsTab('order-service', '?check=no-known-exploited'),
    loaded: 'How to fix:',
  },
  {
    name: 'teams and checks',
    address: '/security-scorecards',
    loaded: 'Payments',
  },
  {
    name: 'groups and checks',
    address: '/security-scorecards?by=group',
    loaded: 'Product Engineering',
  },
  {
    name: 'services of a scorecard',
    address: '/security-scorecards?view=services',
    loaded: '16 services',
  },
  {
    name: 'a service of a scorecard',
    address:
      '/security-scorecards?service=component:default/order-service&check=no-known-exploited',
    loaded: 'How to fix:',
  },
  {
    name: 'the trend of a scorecard',
    address: '/security-scorecards?view=trend',
    loaded: 'No data before',
  },
  {
    name: 'movers of a scorecard',
    address: '/security-scorecards?view=movers',
    loaded: 'No level changes in this period',
  },
  {
    name: 'campaigns of a scorecard',
    address:
      '/security-scorecards?scorecard=production-readiness&view=campaigns',
    loaded: 'Code owners in every repository',
  },
  {
    name: 'exemptions',
    address: '/security-scorecards?view=exemptions',
    loaded: 'Requested by',
  },
];

for (const { name, address, open, loaded } of pages) {
  test(`${name}: axe finds nothing in light and dark, and a narrow screen holds it`, async ({
    portal,
  }) => {
    // Axe looks at every element of the page, in two color schemes.
    test.slow();
    await portal.goto(address);
    if (open) await portal.getByRole('link', { name: open }).click();
    await expect(portal.getByText(loaded).first()).toBeVisible();

    for (const colorScheme of ['light', 'dark'] as const) {
      await test.step(colorScheme, async () => {
        await portal.emulateMedia({ colorScheme });
        await expect(portal.locator('body')).toHaveAttribute(
          'data-theme-mode',
          colorScheme,
        );
        // Another theme has the whole page built anew.
        await expect(portal.getByText(loaded).first()).toBeVisible();
        await expectAccessible(portal);
      });
    }

    await test.step('narrow', async () => {
      await portal.setViewportSize({ width: 420, height: 900 });
      await expect(portal.getByText(loaded).first()).toBeVisible();
      await expect
        .poll(() =>
          portal.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          ),
        )
        .toBeLessThanOrEqual(0);
      await expect.poll(() => cutTexts(portal)).toEqual([]);
    });
  });
}

/** Texts of tables that there is no room for: a table scrolls, and a cell wraps, rather than cut them. */
function cutTexts(portal: Page): Promise<string[]> {
  return portal
    .locator('.bui-TableHeadLabel, td, td p, td a, td time')
    .evaluateAll(texts =>
      texts
        .filter(text => text.scrollWidth > text.clientWidth + 1)
        .filter(text => getComputedStyle(text).display !== 'inline')
        .map(text => text.textContent ?? ''),
    );
}

test('all cards of a service are in view at once', async ({ portal }) => {
  await portal.goto('/catalog/default/component/checkout-service');
  for (const name of [
    'View security details',
    'View license details',
    'View scorecard details',
  ]) {
    await expect(portal.getByRole('link', { name })).toBeInViewport();
  }
  const last = portal.getByRole('link', { name: 'Ready for production' });
  const card = last.locator('xpath=ancestor::*[contains(@class, "bui-Card")]');
  await expect
    .poll(async () => {
      const boxes = await card.all();
      const ends = await Promise.all(boxes.map(each => each.boundingBox()));
      return Math.max(
        ...ends.map(box => (box ? box.y + box.height : Infinity)),
      );
    })
    .toBeLessThanOrEqual(900);
});

test('the heat map takes the width that there is, and no more', async ({
  portal,
}) => {
  await portal.goto('/security-scorecards');
  const table = portal.getByRole('table', { name: 'Results by check' });
  await expect(table).toBeVisible();
  const room = () =>
    table.evaluate(map => map.parentElement!.clientWidth - map.clientWidth);
  await expect.poll(room).toBe(0);
  await portal.setViewportSize({ width: 420, height: 900 });
  await expect.poll(room).toBeLessThanOrEqual(0);
  // Narrow as it is, some checks are in view beside the names.
  const first = table.locator('a[href*="check=scanned-recently"]').first();
  await first.scrollIntoViewIfNeeded();
  await expect(first).toBeInViewport({ ratio: 1 });
});
