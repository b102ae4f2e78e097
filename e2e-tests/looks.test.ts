import { expect, expectAccessible, securityTab, test } from './portal/test';

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
    loaded: 'What each source says',
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
    name: 'services',
    address: '/supply-chain/services',
    loaded: '16 services',
  },
  {
    name: 'machinery',
    address: '/supply-chain/machinery',
    loaded: 'Failing services',
  },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });
    for (const { name, address, open, loaded } of pages) {
      test(`axe finds nothing on ${name}`, async ({ portal }) => {
        await portal.goto(address);
        if (open) await portal.getByRole('link', { name: open }).click();
        await expect(portal.getByText(loaded).first()).toBeVisible();
        await expectAccessible(portal);
      });
    }
  });
}

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 420, height: 900 } });
  for (const { name, address, open, loaded } of pages) {
    test(`${name} fits the width`, async ({ portal }) => {
      await portal.goto(address);
      if (open) await portal.getByRole('link', { name: open }).click();
      await expect(portal.getByText(loaded).first()).toBeVisible();
      const wide = await portal.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      );
      expect(wide).toBe(false);
    });
  }
});
