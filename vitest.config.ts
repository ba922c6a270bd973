import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    environment: 'node',
    include: ['{app,clients,lib,sandbox,scripts,tests}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'tests/e2e/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    setupFiles: ['tests/support/clean-process.ts'],
    maxWorkers: 2,
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes when the machine lets it.
    expect: { poll: { timeout: 15_000 } },
    env: { NODE_ENV: 'test', TZ: 'UTC' },
    reporters: [
      'default',
      ['json', { outputFile: '.slotline/test-results/vitest.json' }],
      'tests/support/totals-reporter.ts',
      'tests/support/exchange-reporter.ts',
    ],
  },
});
