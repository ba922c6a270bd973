import type { Page } from '@playwright/test';
import { z } from 'zod';
import { listUnmatchedResponse } from '@/lib/contracts/unmatched-bookings';
import { demoPassword } from '@/sandbox/demo-data/demo-organizations';
import { book, send } from './support/api';
import { expect, test } from './support/as-role';
import { visit } from './support/visit';

test.use({ email: 'owner@demo.test' });

const madeCampaign = z.object({ campaign: z.object({ id: z.string() }) });

/** Books somebody whose email no lead has, beside leads of the same name. Waits until matching has run. */
async function unmatchedPerson(page: Page, first: string, last: string): Promise<string> {
  const name = `${first} ${last}`;
  const { campaign } = madeCampaign.parse(await send(page, 'POST', '/api/campaigns', { name: `Autumn for ${name}` }));
  for (const company of ['Norvik Logistics', 'Bluepeak'])
    await send(page, 'POST', '/api/leads', {
      campaign_id: campaign.id,
      email: `${first}@${company.toLowerCase().replace(' ', '')}.test`,
      first_name: first,
      last_name: last,
      company,
    });
  const address = `${first}.${last}@gmail.com`.toLowerCase();
  await book(page, { attendee_name: name, attendee_email: address });
  await untilUnmatched(page, name, 1);
  return name;
}

async function untilUnmatched(page: Page, name: string, bookings: number): Promise<void> {
  await expect(async () => {
    const answer = await page.request.get('/api/unmatched-bookings?limit=100');
    const { unmatched_bookings } = listUnmatchedResponse.parse(await answer.json());
    expect(unmatched_bookings.filter((one) => one.name === name)).toHaveLength(bookings);
  }).toPass({ timeout: 90_000 });
}

const queue = (page: Page) => page.getByRole('list', { name: 'Unmatched people' });
const head = (page: Page, name: string) => queue(page).getByRole('button', { name: new RegExp(name) });

test('an attendee with two possible leads is linked, and the link is undone', async ({ page }) => {
  test.setTimeout(150_000);
  const name = await unmatchedPerson(page, 'Wanda', 'Queuefield');
  await visit(page, '/campaigns/unmatched');
  const row = queue(page).locator(':scope > li').filter({ hasText: name });
  await expect(row).toBeVisible();
  const opener = row.locator('[data-row-head]');
  if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
  const candidates = row.getByRole('list', { name: `Suggested leads for ${name}` });
  await expect(candidates.locator(':scope > li')).toHaveCount(2);
  await expect(candidates).toContainText('Same name');
  await expect(candidates).toContainText('55%');

  await candidates.locator(':scope > li').filter({ hasText: 'Bluepeak' }).getByRole('button').click();
  await expect(row).toHaveCount(0);
  const toast = page.getByRole('alertdialog').filter({ hasText: `${name} linked to ${name}` });
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
  await page.reload();
  await expect(row).toBeVisible();
});

test('the queue works by keyboard: open, dismiss, undo, search', async ({ page }) => {
  test.setTimeout(150_000);
  const name = await unmatchedPerson(page, 'Bodo', 'Keyhausen');
  await unmatchedPerson(page, 'Clara', 'Otherwood');
  await visit(page, '/campaigns/unmatched');
  await expect(head(page, name)).toBeVisible();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await expect(async () => {
    await page.keyboard.press('j');
    expect(await focused()).toContain(name);
  }).toPass();
  const row = queue(page).locator(':scope > li').filter({ hasText: name });
  if ((await head(page, name).getAttribute('aria-expanded')) === 'false') await page.keyboard.press('Enter');
  await row.getByRole('searchbox', { name: 'Search leads' }).fill('otherwood norvik');
  const found = row.getByRole('list', { name: 'Leads found' });
  await expect(found).toContainText('Clara Otherwood');
  await expect(found).toContainText('Different name');

  await row.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(row).toHaveCount(0);
  await expect(page.getByText(`${name} dismissed`)).toBeVisible();
  await page.keyboard.press('u');
  await expect(row).toBeVisible();
});

test('one decision covers both bookings of a person, and new ones appear without a reload', async ({ page }) => {
  test.setTimeout(150_000);
  const name = await unmatchedPerson(page, 'Zeno', 'Twicebooked');
  await visit(page, '/campaigns/unmatched');
  const row = queue(page).locator(':scope > li').filter({ hasText: name });
  await expect(row).toHaveCount(1);
  await book(page, { attendee_name: name, attendee_email: 'Zeno.Twicebooked@gmail.com' });
  await untilUnmatched(page, name, 2);
  await expect(row).toContainText('2 bookings');
  // The badge counts people, as the list does.
  const badge = page.getByRole('navigation', { name: 'Campaigns' }).getByRole('link', { name: /^Unmatched/ });
  await expect(async () => {
    const answer = await page.request.get('/api/unmatched-bookings?limit=100');
    const { unmatched_bookings } = listUnmatchedResponse.parse(await answer.json());
    const people = new Set(unmatched_bookings.map(({ id, email }) => email?.toLowerCase() ?? id)).size;
    await page.reload();
    expect(await badge.textContent()).toBe(`Unmatched${people} waiting`);
  }).toPass({ timeout: 20_000 });
  const opener = row.locator('[data-row-head]');
  if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click();
  await expect(row.getByRole('list', { name: `Bookings of ${name}` }).getByRole('listitem')).toHaveCount(2);

  await row.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText(`${name} dismissed (2 bookings)`)).toBeVisible();
  await untilUnmatched(page, name, 0);
  await page.keyboard.press('u');
  await untilUnmatched(page, name, 2);
  await expect(row).toContainText('2 bookings');
});

test('people with read-only access cannot decide', async ({ page, browser }) => {
  test.setTimeout(150_000);
  const name = await unmatchedPerson(page, 'Vera', 'Onlooker');
  const context = await browser.newContext({ baseURL: process.env.SLOTLINE_E2E_URL, storageState: undefined });
  const viewer = await context.newPage();
  const answer = await viewer.request.post('/api/auth/sign-in', {
    data: { email: 'viewer@demo.test', password: demoPassword },
    headers: { origin: process.env.SLOTLINE_E2E_URL ?? '' },
  });
  expect(answer.status()).toBe(200);
  await visit(viewer, '/campaigns/unmatched');
  await expect(head(viewer, name)).toBeVisible();
  await expect(viewer.getByRole('button', { name: /^Link to|^Dismiss$/ })).toHaveCount(0);
  await context.close();
});
