import type { Locator, Page } from '@playwright/test';
import { staffResponse } from '@/lib/contracts/staff';
import { demoPassword } from '@/sandbox/demo-data/demo-organizations';
import { book, send, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { wallTimeAhead } from './support/calendar-days';
import { tabTo } from './support/keyboard';
import { listens, visit } from './support/visit';
import { setDay } from './support/when-fields';

const PHONE = '+1 212 555 0127';
const formOf = (page: Page) => page.getByRole('form', { name: 'New booking' });
const summaryOf = (form: Locator) => form.getByRole('region', { name: 'Summary' });
/** Sessions of the demo's people are shared by the tests of a worker: this one is ended in the browser only. */
const expireSession = (page: Page) => page.context().clearCookies();

test('an expired session keeps the form and its shape, and signing in again in another tab lets it go on', async ({
  page,
}) => {
  const name = uniqueName('Ellen Expired');
  await visit(page, '/bookings/new');
  const form = formOf(page);
  await form.getByLabel('Who are you calling?').fill(name);
  await form.getByLabel('Phone number').fill(PHONE);
  await expireSession(page);
  await form.getByRole('button', { name: /^Book call for/ }).click();

  const alert = form.getByRole('alert');
  await expect(alert).toContainText('You’ve been signed out.');
  await expect(alert).not.toContainText('API key');
  const [fields, summary, problem] = await Promise.all(
    [form.getByLabel('Who are you calling?'), summaryOf(form), alert].map((part) => part.boundingBox()),
  );
  expect(summary?.x, 'the summary stands beside the fields').toBeGreaterThan((fields?.x ?? 0) + (fields?.width ?? 0));
  expect(problem?.width, 'the alert spans both').toBeGreaterThan((summary?.x ?? 0) - (fields?.x ?? 0));

  const opening = page.context().waitForEvent('page');
  await alert.getByRole('link', { name: 'Sign in again' }).click();
  const other = await opening;
  await other.getByLabel('Email').fill('operator@demo.test');
  await other.getByLabel('Password', { exact: true }).fill(demoPassword);
  await other.getByLabel('Password', { exact: true }).press('Enter');
  await other.waitForURL((url) => url.pathname === '/');
  await other.close();

  await expect(form.getByLabel('Who are you calling?')).toHaveValue(name);
  await form.getByRole('button', { name: /^Book call for/ }).click();
  await expect(page).toHaveURL(/\/bookings(\?booking=|\/[^/]+\/live)/);
  await send(page, 'DELETE', `/api/bookings/${/bk_\w+/.exec(page.url())?.[0]}`);
});

test('by keyboard: faults are marked in red, Ctrl and Enter submits, and the page of the call takes the focus', async ({
  page,
}) => {
  await visit(page, '/bookings/new');
  const form = formOf(page);
  const phone = form.getByLabel('Phone number');
  await listens(page, form);
  await expect(form.getByLabel('Who are you calling?')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(phone).toBeFocused();
  await expect(phone).toHaveAttribute('aria-invalid', 'true');
  const colours = await phone.evaluate((input) => {
    const note = document.getElementById(input.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '');
    const { outlineColor, borderTopColor } = getComputedStyle(input);
    return { outlineColor, borderTopColor, note: note && getComputedStyle(note).color };
  });
  expect(colours.outlineColor, 'the ring of a focused field with a fault').toBe(colours.note);
  expect(colours.borderTopColor, 'its edge').toBe(colours.note);

  await page.keyboard.type('+1 212 55');
  await expect(summaryOf(form)).toContainText('The number looks incomplete.');
  await expect(summaryOf(form)).not.toContainText('free');
  await tabTo(page, phone);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(PHONE);
  await expect(summaryOf(form)).toContainText(/You’re (free|busy)/);
  await expect(form.getByText(/New York \(E.T\), from their number/)).toBeVisible();

  const [, month = '', day = ''] = wallTimeAhead(-1, '10:00').date.split('-');
  await setDay(page, form, { day, month, year: wallTimeAhead(-1, '10:00').year });
  await expect(summaryOf(form)).toContainText('That time has passed. Pick a later one.');
  await expect(summaryOf(form)).not.toContainText(/You’re (free|busy)/);

  await tabTo(page, form.getByRole('button', { name: 'In 1 minute' }));
  await page.keyboard.press('Enter');
  await tabTo(page, form.getByRole('button', { name: /Operator/ }));
  await page.keyboard.type('Un');
  await expect(form.getByRole('button', { name: /Operator/ })).toContainText('Unassigned');
  await tabTo(page, form.getByLabel(/^Notes/));
  await page.keyboard.type('Asked for the price.');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/bookings\/[^/]+\/live$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('a new booking begins at the first quarter hour at which its operator is free', async ({ page }) => {
  const { staff } = staffResponse.parse(await (await page.request.get('/api/staff')).json());
  const own = staff.find(({ name }) => name === 'Omar Haddad')?.id;
  await visit(page, '/bookings/new');
  const form = formOf(page);
  await expect(summaryOf(form)).toContainText('You’re free');
  const offered = await startOf(form);
  const quarter = 15 * 60_000;
  const soon = Math.ceil(Date.now() / quarter) * quarter;
  // From now for an hour and a half; what other bookings hold of it is refused, and busy anyway.
  const made: string[] = [];
  for (const start of [0, 1, 2, 3, 4, 5].map((step) => new Date(soon + step * quarter))) {
    const answer = await page.request.post('/api/bookings', {
      headers: { origin: process.env.SLOTLINE_E2E_URL ?? '' },
      data: {
        title: 'Busy',
        attendee_name: uniqueName('Bella Busy'),
        attendee_phone: '+12125550121',
        start_time: start.toISOString(),
        duration_minutes: 15,
        staff_id: own,
      },
    });
    if (answer.ok()) made.push((await answer.json()).booking.id);
  }
  await visit(page, '/bookings/new');
  await expect(summaryOf(form)).toContainText('You’re free');
  expect(await startOf(form)).not.toBe(offered);
  // Other tests book the same operator for the next minutes.
  for (const id of made) await send(page, 'DELETE', `/api/bookings/${id}`);
});

/** The time that the form shows, `HH:mm`. */
async function startOf(form: Locator): Promise<string> {
  const part = (name: string) => form.getByRole('spinbutton', { name: new RegExp(`^${name},`) }).innerText();
  return `${await part('hour')}:${await part('minute')}`;
}

test('the live page says at once that the connection is lost, and that the call goes on', async ({ page, context }) => {
  const { id } = await book(page, { attendee_name: uniqueName('Olga Offline') });
  await visit(page, `/bookings/${id}/live`);
  await expect(page.getByText('Connection lost. The call itself goes on.')).toHaveCount(0);
  await context.setOffline(true);
  await expect(page.getByText('Connection lost. The call itself goes on.')).toBeVisible({ timeout: 2_000 });
  await context.setOffline(false);
  await expect(page.getByText('Connection lost. The call itself goes on.')).toHaveCount(0);
});

test.describe('in a low window', () => {
  test.use({ viewport: { width: 1440, height: 420 } });

  test('a call opened from the scrolled list begins at its top, and “back” returns to the place in the list', async ({
    page,
  }) => {
    await visit(page, '/calls');
    const last = page.getByRole('table', { name: 'Calls' }).locator('tbody').getByRole('link').last();
    await last.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => window.scrollY);
    expect(before).toBeGreaterThan(200);
    await last.click();
    await expect(page).toHaveURL(/\/calls\/[^/]+$/);
    await expect(page.getByRole('region', { name: 'Call status' })).toBeInViewport();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await page.goBack();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200);
  });
});
