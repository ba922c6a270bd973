import { afterAll, vi } from 'vitest';

// Test files share a process, which saves loading the product once per file. What one of them changes there ends with it.
const held = globalThis as typeof globalThis & { slotlineDeps?: unknown };
const environment = { ...process.env };

afterAll(() => {
  held.slotlineDeps = undefined;
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  vi.restoreAllMocks();
  vi.useRealTimers();
});
