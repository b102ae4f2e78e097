import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { SupplyChainClient } from '@safety-curtain/plugin-supply-chain-common';

interface Fixtures {
  /** The REST API, with the rights of the guest. */
  api: SupplyChainClient;
  /** The portal's front page, signed in as guest. */
  portal: Page;
}

/** A test with the portal that was started for all of them. */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => {
    await use(process.env.PORTAL_URL);
  },
  api: async ({}, use) => {
    const backend = process.env.PORTAL_BACKEND_URL;
    const answer = await fetch(`${backend}/api/auth/guest/refresh`);
    const { backstageIdentity } = await answer.json();
    await use(
      new SupplyChainClient({
        baseUrl: `${backend}/api/supply-chain`,
        fetchApi: {
          fetch: (input, init) => {
            const headers = new Headers(init?.headers);
            headers.set('authorization', `Bearer ${backstageIdentity.token}`);
            return fetch(input, { ...init, headers });
          },
        },
      }),
    );
  },
  portal: async ({ page }, use) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page.getByRole('navigation').first()).toBeVisible();
    await use(page);
  },
});

/** Fails with a readable list where axe finds anything on the page. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(node => node.target.join(' ')),
    })),
  ).toEqual([]);
}

export { expect };
