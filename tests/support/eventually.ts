import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the condition holds, asking every few milliseconds; fails with its name when it never does. */
export async function eventually(
  name: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  for (const end = performance.now() + timeoutMs; performance.now() < end; ) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error(`Never came true within ${timeoutMs} ms: ${name}`);
}
