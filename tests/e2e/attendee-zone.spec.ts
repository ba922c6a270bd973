import { uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { wallTimeAhead } from './support/calendar-days';
import { visit } from './support/visit';
import { setDay, setTime } from './support/when-fields';

test('the local time that the form reads from the number stands wherever the booking does', async ({ page }) => {
  const name = uniqueName('Lola Angeles');
  const local = /^(?:\w{3} \d+ \w{3}, )?\d\d:\d\d in Los Angeles/;

  await visit(page, '/bookings/new');
  await page.getByLabel('Who are you calling?').fill(name);
  await page.getByLabel('Phone number').fill('+1 213 555 0142');
  await setDay(page, page.getByRole('main'), wallTimeAhead(40, '20:00'));
  await setTime(page, page.getByRole('main'), '20:00');
  await expect(page.getByText(`for ${name} in Los Angeles`)).toBeVisible();
  await page.getByRole('button', { name: /^Book/ }).click();
  await expect(page).not.toHaveURL(/\/bookings\/new/);

  await visit(page, `/bookings?q=${encodeURIComponent(name)}`);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row.getByText(local).locator('visible=true')).toHaveAttribute('title', 'from their number');
  await row.getByRole('link').first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(local)).toHaveAttribute('title', 'from their number');

  const id = new URL(page.url()).searchParams.get('booking');
  await visit(page, `/bookings/${id}/live`);
  await expect(page.getByRole('main').getByText(local)).toHaveAttribute('title', 'from their number');
});
