import type { Locator, Page } from '@playwright/test';
import { onDatabase } from '@/tests/support/outside/product-database';
import { book, send, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { beginner } from './support/empty-organization';
import { visit } from './support/visit';

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Bookings' }).locator('tbody').getByRole('row');
/** Pages try again by themselves as well: whichever comes first, the fault must be gone. */
const retryUntilGone = (alert: Locator) =>
  expect(async () => {
    const retry = alert.getByRole('button', { name: 'Retry' });
    if (await retry.count()) await retry.click({ timeout: 1_000 });
    await expect(alert).toHaveCount(0, { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search bookings' });

test('filters live in the address: they survive a reload, and clearing them empties it', async ({ page }) => {
  await visit(page, '/bookings?view=past');
  await page.getByRole('button', { name: 'Status', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Completed' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Failed' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Operator', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Omar Haddad' }).click();
  await expect(page).toHaveURL(/view=past&status=completed%2Cfailed&staff=\w+/);

  const found = async () => {
    await expect(page.getByRole('button', { name: 'Status: Completed, Failed' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Operator: Omar Haddad' })).toBeVisible();
    await expect(page.getByText(/^\d+ matches$/)).toBeVisible();
    await expect(rowsOf(page).filter({ hasNotText: 'Omar Haddad' })).toHaveCount(0);
    await expect(rowsOf(page).filter({ hasText: 'Cancelled' })).toHaveCount(0);
    return rowsOf(page).allInnerTexts();
  };
  const before = await found();
  expect(before.length).toBeGreaterThan(0);
  await page.reload();
  expect((await found()).length).toBeGreaterThanOrEqual(before.length);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/bookings\?view=past$/);
  await expect(rowsOf(page).filter({ hasNotText: 'Omar Haddad' })).not.toHaveCount(0);
});

test('the search finds by name and by a part of the number, and says when nothing fits', async ({ page }) => {
  const name = uniqueName('Sybil Search');
  await book(page, { attendee_name: name, attendee_phone: '+12125550122' });
  await visit(page, '/bookings');
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type(name);
  await expect(page).toHaveURL(/[?&]q=Sybil/);
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText(name);

  await search(page).fill('212 555 0122');
  await expect(rowsOf(page).filter({ hasText: name })).toHaveCount(1);
  await search(page).fill('nobody of this name');
  await expect(page.getByText('No upcoming bookings match.')).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(search(page)).toHaveValue('');
  await expect(rowsOf(page).first()).toBeVisible();
});

test('a search that finds nothing to come shows what it finds in the past', async ({ page }) => {
  const name = uniqueName('Petra Past');
  const { id } = await book(page, { attendee_name: name });
  await send(page, 'POST', '/api/bookings/cancel', { ids: [id] });
  await onDatabase(process.env.SLOTLINE_E2E_DATABASE ?? '', (client) =>
    client.query(
      `update booking_events set start_time = now() - interval '2 days', end_time = now() - interval '47 hours',
              due_at = now() - interval '2 days' where id = $1`,
      [id],
    ),
  );
  await visit(page, `/bookings?q=${encodeURIComponent(name)}`);
  await expect(page.getByText('No upcoming bookings match.')).toBeVisible();
  await expect(page.getByText('No matches', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show 1 match in Past' }).click();
  await expect(page).toHaveURL(/view=past/);
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText(name);
});

test('a signed-out person sees so with a way to sign in again, and no results of a search that never ran', async ({
  page,
}) => {
  await visit(page, '/bookings');
  await expect(page.getByText(/^\d+ upcoming bookings/)).toBeVisible();
  await page.context().clearCookies();
  await search(page).fill('maya');
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('You’ve been signed out.');
  await expect(alert).toContainText('Your search and filters haven’t been applied');
  await expect(alert.getByRole('link', { name: 'Sign in again' })).toHaveAttribute(
    'href',
    /next=%2Fbookings%3Fq%3Dmaya/,
  );
  await expect(page.getByText(/^\d+ (upcoming bookings|matches)/)).toHaveCount(0);
});

test('a booking’s drawer opens by its address; Escape and “back” close it without losing the list', async ({
  page,
}) => {
  const name = uniqueName('Dora Drawer');
  const { id } = await book(page, { attendee_name: name, title: 'By its address' });
  const drawer = page.getByRole('dialog', { name: 'By its address' });
  await visit(page, `/bookings?q=${encodeURIComponent(name)}&booking=${id}`);
  await expect(drawer).toContainText(name);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(page).not.toHaveURL(/booking=/);

  await rowsOf(page).filter({ hasText: name }).getByRole('link').click();
  await expect(drawer).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`booking=${id}`));
  await page.goBack();
  await expect(drawer).toHaveCount(0);
  await expect(page).toHaveURL(/q=Dora/);
  await page.goForward();
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rowsOf(page)).toHaveCount(1);
});

test('a long list comes a page at a time: the count is known, and the rest is one press away', async ({ page }) => {
  const crowd = uniqueName('Crowd');
  for (let at = 0; at < 52; at += 13)
    await Promise.all(
      Array.from({ length: 13 }, (_, index) => book(page, { attendee_name: `${crowd} no. ${at + index}` })),
    );
  await visit(page, `/bookings?q=${encodeURIComponent(crowd)}`);
  await expect(page.getByText('50 of 52')).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(50);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(rowsOf(page)).toHaveCount(52);
  await expect(page.getByText('52 of 52')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0);
});

test('when loading fails it says so with a request id to quote, keeps what was there, and Retry fixes it', async ({
  page,
}) => {
  await visit(page, '/bookings');
  await expect(rowsOf(page).first()).toBeVisible();
  const answer = {
    status: 500,
    headers: { 'x-request-id': 'req_e2e_failure' },
    contentType: 'application/problem+json',
    body: JSON.stringify({
      title: 'Something went wrong',
      status: 500,
      code: 'internal',
      detail: 'The server failed.',
      requestId: 'req_e2e_failure',
    }),
  };
  await page.route('**/api/bookings?**', (route) => route.fulfill(answer));
  await search(page).fill('anna');
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('This list may be out of date.');
  await expect(alert).toContainText('req_e2e_failure');
  await expect(alert.getByRole('button', { name: 'Retry' })).toBeEnabled();
  await expect(rowsOf(page).first()).toBeVisible();

  await page.unroute('**/api/bookings?**');
  await retryUntilGone(alert);
});

test('a drawer that cannot be loaded says so, and Retry fills it', async ({ page }) => {
  const { id } = await book(page, { attendee_name: uniqueName('Ferdinand Fault'), title: 'At the second try' });
  await page.route(`**/api/bookings/${id}`, (route) => route.abort());
  await visit(page, `/bookings?booking=${id}`);
  const alert = page.getByRole('dialog').getByRole('alert');
  await expect(alert).toContainText('We couldn’t load this booking.');
  await expect(alert).toContainText('Nothing was lost.');
  await expect(alert.getByRole('button', { name: 'Retry' })).toBeEnabled();
  await page.unroute(`**/api/bookings/${id}`);
  await retryUntilGone(alert);
  await expect(page.getByRole('dialog', { name: 'At the second try' })).toContainText('Ferdinand Fault');
});

test.describe('of an organization that has just begun', () => {
  test.use({ email: beginner });

  test('the empty list says what will be here, and has the one button that makes it so', async ({ page }) => {
    await visit(page, '/bookings');
    await expect(page.getByText('No upcoming bookings yet.')).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
    await page.getByRole('tab', { name: 'Past' }).click();
    await expect(page.getByText('Past bookings appear here with the result of each call.')).toBeVisible();
    await page.getByRole('tab', { name: 'Upcoming' }).click();
    await page.getByRole('link', { name: 'Book your first call' }).click();
    await expect(page.getByRole('dialog', { name: 'New booking' }).getByLabel('Who are you calling?')).toBeFocused();
  });
});
