import { defineConfig } from '@playwright/test';

/**
 * Chromium as installed on the machine. As root it has no sandbox; the rest of
 * the flags keep it from calling hosts that tests have no business with.
 */
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

export default defineConfig({
  testDir: 'e2e-tests',
  outputDir: '.data/test/playwright',
  globalSetup: './e2e-tests/portal/globalSetup.ts',
  // One portal and one database for all: tests ask for scans and look at them.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Generous: on two busy cores a page of the development server takes seconds.
  timeout: 150_000,
  globalTimeout: 50 * 60_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1360, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args },
  },
});
