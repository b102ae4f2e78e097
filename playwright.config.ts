import { defineConfig } from '@playwright/test';

/**
 * Chromium as installed on the machine. As root it has no sandbox. A graphics
 * card that the processor plays takes a third of the processor; without one,
 * Chromium draws by itself. The rest of the flags keep it from calling hosts
 * that tests have no business with.
 */
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
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
  timeout: 60_000,
  globalTimeout: 45 * 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1360, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 15_000,
    // What moves makes clicks wait until it stands still.
    contextOptions: { reducedMotion: 'reduce' },
    // A film of each test would cost more than the test.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args },
  },
});
