import { onDatabase } from '@/tests/support/outside/product-database';
import { book, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { visit } from './support/visit';

const SCREENS = process.env.SLOTLINE_SCREENS;

test.use({ email: 'owner@demo.test' });

test('a meeting that is over is settled by who came, and open again when the mark is undone', async ({ page }) => {
  const name = uniqueName('Hedda Held');
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@lead.example`;
  const booking = await book(page, { attendee_name: name, attendee_email: email });
  // It took place at its provider an hour ago.
  await onDatabase(process.env.SLOTLINE_E2E_DATABASE ?? '', (client) =>
    client.query(
      `update booking_events set fulfilment = 'meeting', start_time = now() - interval '90 minutes',
              end_time = now() - interval '1 hour', due_at = now() - interval '90 minutes' where id = $1`,
      [booking.id],
    ),
  );

  await visit(page, `/bookings?view=past&booking=${booking.id}`);
  const drawer = page.getByRole('dialog');
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(drawer).toContainText('This meeting is over. Mark who showed up.');
  await expect(drawer.getByText('Pending', { exact: true }).first()).toBeVisible();

  await drawer.getByRole('button', { name: 'Mark showed' }).click();
  await expect(drawer.getByText('Completed', { exact: true }).first()).toBeVisible();
  await expect(
    drawer.getByRole('listitem').filter({ hasText: 'Marked as showed' }).getByLabel('Decides').last(),
  ).toBeVisible();
  await expect(drawer).not.toContainText('Mark who showed up');
  await expect(row).toContainText('Completed');
  if (SCREENS) await page.screenshot({ path: `${SCREENS}/held-meeting-completed.png` });

  await drawer.getByRole('button', { name: 'Mark no-show' }).click();
  await expect(drawer).toContainText('No one showed up to the meeting.');
  await expect(row).toContainText('Failed');
  if (SCREENS) await page.screenshot({ path: `${SCREENS}/held-meeting-failed.png` });

  await page.getByRole('alertdialog').filter({ hasText: 'no-show' }).getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Completed');
});
