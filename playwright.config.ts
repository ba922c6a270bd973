import { defineConfig } from '@playwright/test';

/** The world under test is started by the global set-up, which leaves its address and the browser's path in the environment. */
export default defineConfig({
  testDir: './tests/e2e',
  outputDir: './.slotline/browser',
  globalSetup: './tests/e2e/support/global-setup.ts',
  // The second one works while the first waits for a call to leave.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.SLOTLINE_E2E_URL,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.SLOTLINE_E2E_CHROMIUM,
      args: ['--no-sandbox', '--no-zygote', '--disable-gpu'],
    },
  },
});
