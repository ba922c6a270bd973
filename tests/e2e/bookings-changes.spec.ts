import type { Page } from '@playwright/test';
import { bookingDetailsResponse } from '@/lib/contracts/bookings';
import { staffResponse } from '@/lib/contracts/staff';
import { book, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { nextDayWithGap, wallTimeAhead } from './support/calendar-days';
import { visit } from './support/visit';
import { setDay, setTime } from './support/when-fields';

const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const toast = (page: Page, text: string | RegExp) => page.getByRole('alertdialog').filter({ hasText: text });

async function statusOf(page: Page, id: string): Promise<string> {
  const answer = await page.request.get(`/api/bookings/${id}`);
  return bookingDetailsResponse.parse(await answer.json()).booking.status;
}

test('a cancellation shows before the server has answered, and can be taken back', async ({ page }) => {
  const name = uniqueName('Otto Optimist');
  const { id } = await book(page, { attendee_name: name });
  let answerNow = () => {};
  const held = new Promise<void>((resolve) => {
    answerNow = resolve;
  });
  await page.route('**/api/bookings/cancel', async (route) => {
    await held;
    await route.continue();
  });
  await visit(page, `/bookings?q=${encodeURIComponent(name)}&booking=${id}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel booking' }).click();
  await expect(rowOf(page, name).getByText('Cancelled').locator('visible=true')).toHaveCount(1);
  expect(await statusOf(page, id)).toBe('pending');

  answerNow();
  await expect(toast(page, 'Booking cancelled')).toBeVisible();
  await expect.poll(() => statusOf(page, id)).toBe('cancelled');
  await toast(page, 'Booking cancelled').getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Booking restored')).toBeVisible();
  expect(await statusOf(page, id)).toBe('pending');
  await expect(page.getByRole('dialog').getByText('Pending').first()).toBeVisible();
});

test('a booking restored from its drawer takes the undo of its cancellation with it', async ({ page }) => {
  const name = uniqueName('Rita Restored');
  const { id } = await book(page, { attendee_name: name });
  await visit(page, `/bookings?booking=${id}`);
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText(name);
  await drawer.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(toast(page, 'Booking cancelled')).toBeVisible();
  await drawer.getByRole('button', { name: 'Restore booking' }).click();
  await expect(toast(page, 'Booking restored')).toBeVisible();
  await expect(toast(page, 'Booking cancelled')).toHaveCount(0);
  expect(await statusOf(page, id)).toBe('pending');
});

test('several bookings are cancelled at once, and restored at once', async ({ page }) => {
  const group = uniqueName('Bulk');
  const made = await Promise.all(
    ['one', 'two', 'three'].map((one) => book(page, { attendee_name: `${group} ${one}` })),
  );
  await visit(page, `/bookings?q=${encodeURIComponent(group)}`);
  await page.getByRole('checkbox', { name: `Select ${group} one` }).check();
  await expect(page.getByRole('toolbar', { name: 'Selected rows' })).toContainText('1 selected');
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: 'Cancel 3 bookings' }).click();
  await expect(toast(page, '3 bookings cancelled')).toBeVisible();
  for (const { id } of made) expect(await statusOf(page, id)).toBe('cancelled');
  await toast(page, '3 bookings cancelled').getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, '3 bookings restored')).toBeVisible();
  for (const { id } of made) expect(await statusOf(page, id)).toBe('pending');
});

test('several bookings are given to another operator at once, and had back; one that finds him busy stays', async ({
  page,
}) => {
  const group = uniqueName('Handover');
  const { staff } = staffResponse.parse(await (await page.request.get('/api/staff')).json());
  const [from, to] = ['Adam Reyes', 'Sara Lindqvist'].map((name) => staff.find((one) => one.name === name)?.id ?? '');
  const times = ['09:10', '11:10', '13:10'].map((time) => wallTimeAhead(40, time).iso);
  const made = await Promise.all(
    times.map((start_time, n) => book(page, { attendee_name: `${group} ${n}`, staff_id: from, start_time })),
  );
  await book(page, { attendee_name: `${uniqueName('Taken')}`, staff_id: to, start_time: times[2] });
  const operators = async () =>
    Promise.all(
      made.map(
        async ({ id }) =>
          bookingDetailsResponse.parse(await (await page.request.get(`/api/bookings/${id}`)).json()).booking.staff_name,
      ),
    );
  await visit(page, `/bookings?q=${encodeURIComponent(group)}`);
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: 'Reassign…' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Sara Lindqvist' }).press('Enter');
  await expect(toast(page, '2 bookings reassigned to Sara Lindqvist')).toBeVisible();
  await expect(toast(page, `Call with ${group} 2 not reassigned`)).toContainText('Sara Lindqvist is busy until');
  expect(await operators()).toEqual(['Sara Lindqvist', 'Sara Lindqvist', 'Adam Reyes']);
  await toast(page, '2 bookings reassigned to Sara Lindqvist').getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, '2 bookings reassigned back')).toBeVisible();
  expect(await operators()).toEqual(['Adam Reyes', 'Adam Reyes', 'Adam Reyes']);
});

test('a move onto a time of the same operator is refused in words, with the next free time to take', async ({
  page,
}) => {
  const staff = staffResponse.parse(await (await page.request.get('/api/staff')).json()).staff;
  const operator = staff.find(({ name }) => name === 'Omar Haddad')?.id;
  const taken = wallTimeAhead(40, '10:00');
  const free = wallTimeAhead(40, '12:00');
  await book(page, { attendee_name: uniqueName('Tilda Taken'), start_time: taken.iso, staff_id: operator });
  const name = uniqueName('Moritz Moved');
  const { id } = await book(page, { attendee_name: name, start_time: free.iso, staff_id: operator });

  await visit(page, `/bookings?q=${encodeURIComponent(name)}&booking=${id}`);
  await page.getByRole('dialog').getByRole('link', { name: 'Reschedule or edit' }).click();
  const form = page.getByRole('form', { name: 'Edit booking' });
  await setTime(page, form, '10:15');
  await expect(form.getByRole('button', { name: /^Reschedule to .*10:15$/ })).toBeVisible();
  await expect(form.getByRole('region', { name: 'Summary' })).toContainText('You’re busy until 10:30.');

  await form.getByRole('button', { name: /^Reschedule to/ }).click();
  await expect(form.getByRole('group', { name: 'Time' }).first()).toHaveAccessibleDescription(
    /Omar Haddad is busy until/,
  );
  await expect(form.getByRole('spinbutton', { name: /hour/ })).toBeFocused();
  await expect(form.getByLabel('Who are you calling?')).toHaveValue(name);

  await form.getByRole('button', { name: 'Use 10:30' }).click();
  await expect(form.getByText('You’re free')).toBeVisible();
  await form.getByRole('button', { name: /^Reschedule to .*10:30$/ }).click();
  await expect(page).toHaveURL(new RegExp(`booking=${id}`));
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('list', { name: 'Activity' })).toContainText(/moved|rescheduled/i);
  await expect(drawer.getByRole('list', { name: 'Activity' })).toContainText(/\d\d:\d\d \w+ to /);
  await expect(drawer).toContainText('10:30');
});

test('a time that the clocks leave out is said before it is saved, and booked as it was said', async ({ page }) => {
  const gap = nextDayWithGap();
  const name = uniqueName('Greta Gap');
  await visit(page, '/bookings/new');
  const form = page.getByRole('form', { name: 'New booking' });
  await form.getByLabel('Who are you calling?').fill(name);
  await form.getByLabel('Phone number').fill('+1 212 555 0123');
  await setDay(page, form, gap);
  await setTime(page, form, '02:30');
  await expect(form.getByText(/The clocks skip 02:30 that day, so the booking starts .*03:30/).first()).toBeVisible();
  await form.getByRole('button', { name: /^Book call for/ }).click();
  await expect(page).toHaveURL(/\/bookings\?booking=/);
  await expect(page.getByRole('dialog')).toContainText(/03:30 EDT/);
});

test('what the server finds wrong stands at its field, which is focused; what was typed stays', async ({ page }) => {
  await visit(page, '/bookings/new');
  const form = page.getByRole('form', { name: 'New booking' });
  await form.getByLabel('Who are you calling?').fill('Paula Persistent');
  await form.getByLabel('Phone number').fill('+1 212 55');
  await form.getByLabel(/^Email/).fill('not an address');
  await form.getByLabel(/^Notes/).fill('Has asked twice for the price.');
  await form.getByRole('button', { name: /^Book call for/ }).click();

  await expect(form.getByLabel(/^Email/)).toHaveAccessibleDescription(/Enter a valid email address/);
  await expect(form.getByLabel('Phone number')).toHaveAccessibleDescription(/number/i);
  await expect(form.getByLabel('Phone number')).toBeFocused();
  await expect(form.getByLabel('Who are you calling?')).toHaveValue('Paula Persistent');
  await expect(form.getByLabel('Phone number')).toHaveValue('+1 212 55');
  await expect(form.getByLabel(/^Notes/)).toHaveValue('Has asked twice for the price.');

  await form.getByLabel(/^Email/).fill('paula@example.com');
  await form.getByRole('button', { name: /^Book call for/ }).click();
  await expect(form.getByLabel('Phone number')).toHaveAccessibleDescription(/number/i);
  await expect(form.getByLabel('Phone number')).toBeFocused();
});
