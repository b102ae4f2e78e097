import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import {
  createSupplyChainClient,
  type SupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-common';
import { expectedServices } from './expected';

const FIRST_SCANS_TIMEOUT_MS = 60_000;

export interface Fixtures {
  /** A page that enters the portal as guest, after the first scans. */
  portal: Page;
}

export interface WorkerFixtures {
  /** The REST API with the rights of the guest, after the first scans. */
  api: SupplyChainApi;
  /** The same of somebody else, who may triage. */
  reviewer: SupplyChainApi;
}

/** The components that must get scanned without being asked. */
export const scannedRefs = [
  ...expectedServices.map(service => service.entityRef),
  'component:default/safety-curtain',
].sort();

/** A test with the portal that was started for all of them. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  baseURL: async ({}, use) => {
    await use(process.env.PORTAL_URL);
  },
  api: [
    async ({}, use) => {
      const api = connect(await guestToken());
      await expect
        .poll(() => scannedSoFar(api), {
          timeout: FIRST_SCANS_TIMEOUT_MS,
          intervals: [500],
        })
        .toEqual(scannedRefs);
      await use(api);
    },
    { scope: 'worker', timeout: FIRST_SCANS_TIMEOUT_MS + 10_000 },
  ],
  reviewer: [
    async ({}, use) => {
      await use(connect(process.env.PORTAL_REVIEWER_TOKEN ?? ''));
    },
    { scope: 'worker' },
  ],
  portal: async ({ page, api: _afterFirstScans }, use) => {
    // As the sign-in page itself remembers whoever chose the guest.
    await page.addInitScript(() =>
      window.localStorage.setItem(
        '@backstage/core:SignInPage:provider',
        'guest',
      ),
    );
    await use(page);
  },
});

export async function guestToken(): Promise<string> {
  const backend = process.env.PORTAL_BACKEND_URL;
  const answer = await fetch(`${backend}/api/auth/guest/refresh`);
  const { backstageIdentity } = await answer.json();
  return backstageIdentity.token;
}

function connect(token: string): SupplyChainApi {
  return createSupplyChainClient({
    baseUrl: `${process.env.PORTAL_BACKEND_URL}/api/supply-chain`,
    fetchApi: {
      fetch: (input, init) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${token}`);
        return fetch(input, { ...init, headers });
      },
    },
  });
}

async function scannedSoFar(api: SupplyChainApi) {
  const { items } = await api.listTargets({ limit: 100 });
  return items
    .filter(target => target.lastScan?.finishedAt)
    .map(target => target.entityRef)
    .sort();
}

/**
 * Takes back what was decided about vulnerabilities, but by rules: other tests
 * count the same findings.
 */
export async function revokeDecisions(api: SupplyChainApi) {
  for (;;) {
    const { items } = await api.listDecisions({
      subject: ['vulnerability-analysis'],
      state: ['active', 'proposed'],
      limit: 100,
    });
    const decided = items.filter(({ origin }) => origin !== 'rule');
    if (decided.length === 0) return;
    for (const { id, may = [] } of decided) {
      const step = may.includes('revoke') ? 'revoke' : 'reject';
      await api.moveDecision({ id, step, body: {} });
    }
  }
}

/** The address of a component's Security tab. */
export function securityTab(name: string, query = '') {
  return `/catalog/default/component/${name}/security${query}`;
}

/** The address of a component's Licenses tab. */
export function licensesTab(name: string, query = '') {
  return `/catalog/default/component/${name}/licenses${query}`;
}

/** The address of a component's Scorecards tab. */
export function scorecardsTab(name: string, query = '') {
  return `/catalog/default/component/${name}/scorecards${query}`;
}

/**
 * Fails with a readable list where axe finds anything. Half-way through a
 * change of colors nothing has the contrast that it will have, so it waits
 * until nothing changes. Backstage's own page header is left out: its tabs name
 * panels that are not there, and it lies outside all landmarks. So are the tabs
 * of entity pages in the old front-end system, which are too faint.
 *
 * @param options - `without`: rules that Backstage breaks on that page.
 */
export async function expectAccessible(
  page: Page,
  options: { without?: string[] } = {},
) {
  // A table is pale while its next rows are on their way.
  await expect(
    page.locator('table:is([data-stale="true"], [data-ispending="true"])'),
  ).toHaveCount(0);
  await untilStill(page);
  const { violations } = await new AxeBuilder({ page })
    .exclude('.bui-PluginHeader')
    .exclude('[data-testid^="header-tab-"]')
    // Backstage's own, whose name leaves out the number of unread ones.
    .exclude('nav a[href="/notifications"]')
    // What React Aria has said by the name of a button that is gone since then.
    .exclude('[data-live-announcer]')
    .disableRules(options.without ?? [])
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(node => node.target.join(' ')),
  }));
  expect(found).toEqual([]);
}

/** One change of color starts the next: of a row, then of the text in it. */
async function untilStill(page: Page) {
  await page.evaluate(async () => {
    const frame = () =>
      new Promise(resolve => {
        requestAnimationFrame(resolve);
      });
    for (let still = 0; still < 3; still++) {
      await frame();
      const changes = document
        .getAnimations()
        .filter(animation => animation instanceof CSSTransition);
      if (changes.length === 0) continue;
      await Promise.allSettled(changes.map(({ finished }) => finished));
      still = -1;
    }
  });
}

export { expect };
