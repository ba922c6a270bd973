import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { attendeesResponse } from '@/lib/contracts/attendance';
import { campaignResponse } from '@/lib/contracts/campaigns';
import { leadResponse } from '@/lib/contracts/leads';
import { book, send, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { visit } from './support/visit';

test.use({ email: 'owner@demo.test' });

const bar = (page: Page, stage: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: stage, exact: true }) });

/** A campaign with one lead, who has booked a call. */
async function campaignWithBooking(page: Page) {
  const name = uniqueName('Mailing');
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@lead.example`;
  const { campaign } = campaignResponse.parse(await send(page, 'POST', '/api/campaigns', { name }));
  const person = { first_name: 'Frida', last_name: uniqueName('Funnel') };
  leadResponse.parse(
    await send(page, 'POST', '/api/leads', {
      campaign_id: campaign.id,
      email,
      ...person,
    }),
  );
  const fullName = `${person.first_name} ${person.last_name}`;
  const booking = await book(page, { attendee_name: fullName, attendee_email: email });
  return { campaign, booking, fullName };
}

test('marking somebody as showed moves the funnel, and each bar opens its people', async ({ page, context }) => {
  const { campaign, booking, fullName } = await campaignWithBooking(page);
  await visit(page, `/campaigns/funnel?campaign=${campaign.id}`);
  await expect(bar(page, 'Booked')).toContainText('1');
  await expect(bar(page, 'Showed')).toContainText(/^Showed0/);

  const other = await context.newPage();
  await visit(other, `/bookings?booking=${booking.id}`);
  const drawer = other.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Mark showed' }).click();
  await expect(
    drawer
      .getByRole('listitem')
      .filter({ has: other.getByLabel('Decides') })
      .last(),
  ).toContainText('Marked as showed');
  await other.close();

  // Nobody reloads the funnel's page.
  await expect(bar(page, 'Showed')).toContainText(/^Showed1/, { timeout: 5_000 });
  await bar(page, 'Showed').getByRole('link').click();
  await expect(page.getByRole('dialog').getByText(fullName)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('dialog')).toBeHidden();

  // So do the bars of the trend and the figures of a campaign.
  const others = [page.getByRole('link', { name: /^1 booked, \d/ }), page.getByRole('link', { name: /^1 showed in / })];
  for (const figure of others) {
    await figure.click();
    await expect(page.getByRole('dialog').getByRole('link', { name: fullName })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('a period holds the leads first emailed in it: no rate exceeds 100%, and recent leads are still moving', async ({
  page,
}) => {
  await campaignWithBooking(page);
  const today = new Date().toISOString().slice(0, 10);
  const from = new Date(Date.now() - 6 * 86_400_000).toISOString().slice(0, 10);
  for (const period of ['', `?from=${from}&to=${today}`]) {
    await visit(page, `/campaigns/funnel${period}`);
    await expect(page.getByText('Dates filter by when a lead was first emailed.')).toBeVisible();
    const text = await page.getByRole('main').innerText();
    const rates = [...text.matchAll(/(\d+(?:\.\d+)?)%(?! vs\.)/g)].map(([, rate]) => Number(rate));
    expect(Math.max(0, ...rates)).toBeLessThanOrEqual(100);
  }
  await expect(page.getByText('Leads first emailed in this period')).toContainText('still moving');
});

test('a mark is undone, and its trail stays', async ({ page }) => {
  const { booking } = await campaignWithBooking(page);
  await visit(page, `/bookings?booking=${booking.id}`);
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Mark no-show' }).press('Enter');
  await expect(drawer.getByRole('group', { name: /^Attendance of / })).toBeFocused();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo' }).click();
  await expect(drawer.getByText('Mark removed')).toBeVisible();
  await expect(drawer.getByRole('region', { name: 'People' }).getByText('Pending')).toBeVisible();
  const answer = await page.request.get(`/api/bookings/${booking.id}/attendees`);
  expect(attendeesResponse.parse(await answer.json()).attendees[0]?.evidence).toHaveLength(2);
});

test('what was said at a meeting is written down and kept', async ({ page }) => {
  const { booking } = await campaignWithBooking(page);
  await visit(page, `/bookings?booking=${booking.id}`);
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Add meeting notes' }).click();
  await drawer.getByRole('textbox').fill('Wants 40 seats by June.');
  await drawer.getByRole('button', { name: 'Save meeting notes' }).click();
  await page.reload();
  await expect(page.getByRole('dialog').getByText('Wants 40 seats by June.')).toBeVisible();
});

test('the funnel and its people show the same numbers as a table, and hide nothing from assistive software', async ({
  page,
}) => {
  await campaignWithBooking(page);
  await visit(page, '/campaigns/funnel');
  await page.getByRole('button', { name: 'Show as table' }).first().click();
  await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(8);
  for (const path of ['/campaigns/funnel?people=booked', '/campaigns/no-shows']) {
    await visit(page, path);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  }
});
