import type { Page } from '@playwright/test';
import { book, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { scriptNumbers } from './support/carrier';
import { visit } from './support/visit';

const ATTENDEE = '+12125550132';
/** Rings for unassigned calls. */
const OPERATOR_LINE = '+12025550160';

const soon = (ms: number) => new Date(Math.ceil((Date.now() + ms) / 1000) * 1000).toISOString();
const card = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

test('under the quality rules no outcome is taken before the required prompts are ticked, and then the record closes', async ({
  page,
}) => {
  await scriptNumbers({ [ATTENDEE]: { talkSeconds: null }, [OPERATOR_LINE]: { talkSeconds: null } });
  const name = uniqueName('Quentin Quality');
  const made = await book(page, {
    attendee_name: name,
    attendee_phone: ATTENDEE,
    start_time: soon(5_000),
    duration_minutes: 5,
    modulations: { qa: true },
  });
  await visit(page, `/bookings/${made.id}/live`);
  await expect(page).toHaveURL(/\/calls\//, { timeout: 30_000 });
  const callPath = `/api${new URL(page.url()).pathname}`;
  const stage = page.getByRole('region', { name: 'Call status' });
  await expect(stage).toContainText('Connected', { timeout: 30_000 });

  await expect(page.getByText('QA mode is on.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Meeting booked/ })).toBeDisabled();
  await expect(page.getByRole('button', { name: /Wrong number/ })).toBeEnabled();
  await page.keyboard.press('o');
  await page.keyboard.press('m');
  const refused = await page.request.post(`${callPath}/outcome`, {
    headers: { origin: process.env.SLOTLINE_E2E_URL ?? '' },
    data: { outcome: 'meeting_booked' },
  });
  expect(refused.status()).toBe(409);
  expect(await refused.json()).toMatchObject({ code: 'confirmations_missing', missing: ['identity'] });

  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: /Meeting booked/ })).toBeEnabled();
  await page.getByRole('button', { name: 'End call' }).click();
  await expect(stage).toContainText('Call ended');
  await page.keyboard.press('o');
  await page.keyboard.press('m');
  await expect(page.getByText('This call is locked.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change outcome' })).toHaveCount(0);
  await expect(page.getByText(/only owners, admins and supervisors can listen/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByLabel('Recording of the call')).toHaveCount(0);
  expect((await page.request.get(`${callPath}/recording`)).ok()).toBe(false);
});

test('the page shows the heartbeat, how punctual the calls of the day were, what is due next and what was missed', async ({
  page,
}) => {
  const name = uniqueName('Nadja Next');
  await book(page, { attendee_name: name, start_time: soon(80 * 60_000) });
  await visit(page, '/scheduler');
  await expect(page.getByText(/^Last run .* Calls go out on the second\.$/)).toBeVisible();
  await expect(page.getByText('The scheduler is silent')).toHaveCount(0);
  const ticks = card(page, 'Recent runs').getByRole('row');
  await expect(ticks.filter({ hasText: /Done|Running/ }).first()).toBeVisible();
  await expect(ticks.filter({ hasText: 'Failed' })).toHaveCount(0);

  const lateness = card(page, 'Lateness');
  await expect(lateness).toContainText(/\d+ calls?/);
  // Percentiles of a few calls are one of them; then the slowest is named.
  await expect(lateness).toContainText(/\d+ calls?, (both |all )?within \d+(\.\d)? m?s|p50.*p95.*p99/s);

  const next = card(page, 'Up next').getByRole('listitem').filter({ hasText: name });
  await expect(next).toContainText(/in 1 h|1 hour|in 80 min|1:\d\d:\d\d/);
  await expect(card(page, 'Missed and failed').getByRole('link', { name: 'Book again' }).first()).toBeVisible();
  await next.getByRole('link', { name }).click();
  await expect(page.getByRole('dialog')).toContainText(name);
});
