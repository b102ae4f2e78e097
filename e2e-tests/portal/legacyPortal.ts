import { expect, type Page } from '@playwright/test';
import { statSync } from 'node:fs';
import path from 'node:path';
import { test as portalTest } from './test';

/** What `startPortal` builds. */
const BUILT = path.resolve(__dirname, '../../packages/app-legacy/dist');

/**
 * A test with the portal's pages in an app of the old front-end system: the
 * same backend at the same address, and the files of `packages/app-legacy` in
 * place of those that the backend serves.
 */
export const test = portalTest.extend<{ legacy: Page }>({
  legacy: async ({ portal }, use) => {
    await portal.route(
      url => !/^\/(api|\.backstage)\//.test(url.pathname),
      route => {
        const { pathname } = new URL(route.request().url());
        return route.fulfill({ path: fileOf(pathname) });
      },
    );
    await use(portal);
  },
});

/** A file of the build, or its only page for all addresses within the app. */
function fileOf(pathname: string): string {
  const file = path.join(BUILT, pathname);
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile();
  return isFile ? file : path.join(BUILT, 'index.html');
}

export { expect };
