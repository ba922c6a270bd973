import { expect } from '@playwright/test';

/** Runs a cron now, as the platform would within the minute, and waits until it is done. */
export async function runCron(name: 'deliveries'): Promise<void> {
  const answer = await fetch(`${process.env.SLOTLINE_E2E_URL}/api/cron/${name}`, {
    headers: { authorization: `Bearer ${process.env.SLOTLINE_E2E_CRON_SECRET}` },
  });
  expect(answer.status, `the cron ${name}`).toBe(200);
}
