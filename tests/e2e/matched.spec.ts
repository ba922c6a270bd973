import { campaignResponse } from '@/lib/contracts/campaigns';
import { leadResponse } from '@/lib/contracts/leads';
import { book, send, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { visit } from './support/visit';

test.use({ email: 'owner@demo.test' });

test('an automatic match is removed, then moved to another lead, and both are undone', async ({ page }) => {
  const { campaign } = campaignResponse.parse(
    await send(page, 'POST', '/api/campaigns', { name: uniqueName('Recognized') }),
  );
  const lead = async (first_name: string) => {
    const last_name = uniqueName('Matchley');
    const email = `${first_name}.${last_name.replace(' ', '.')}@lead.example`.toLowerCase();
    const body = { campaign_id: campaign.id, email, first_name, last_name };
    return leadResponse.parse(await send(page, 'POST', '/api/leads', body)).lead;
  };
  const [lea, max] = [await lead('Lea'), await lead('Max')];
  const [leaName, maxName] = [`Lea ${lea.last_name}`, `Max ${max.last_name}`];
  const booking = await book(page, { attendee_name: leaName, attendee_email: lea.email });
  const bookingsOf = async ({ id }: { id: string }) =>
    leadResponse.parse(await (await page.request.get(`/api/leads/${id}`)).json()).lead.bookings.length;
  await expect.poll(() => bookingsOf(lea), { timeout: 90_000 }).toBe(1);

  await visit(page, `/bookings?booking=${booking.id}`);
  const drawer = page.getByRole('dialog');
  const undo = (toast: string) =>
    page.getByRole('alertdialog').filter({ hasText: toast }).getByRole('button', { name: 'Undo' }).click();
  await expect(drawer).toContainText(`Matched to ${leaName} (${campaign.name}) by email`);
  await drawer.getByRole('button', { name: 'Not this lead' }).click();
  await expect(drawer).toContainText('Not linked to a lead');
  expect(await bookingsOf(lea)).toBe(0);
  await undo(`${leaName} unlinked from ${leaName}`);
  await expect(drawer).toContainText(`Linked to ${leaName}`);
  expect(await bookingsOf(lea)).toBe(1);

  await drawer.getByRole('button', { name: 'Change lead' }).click();
  await drawer.getByRole('searchbox', { name: 'Search leads' }).fill(max.email);
  await drawer.getByRole('button', { name: `Link to ${maxName}` }).click();
  await expect(drawer).toContainText(`Linked to ${maxName}`);
  expect([await bookingsOf(lea), await bookingsOf(max)]).toEqual([0, 1]);
  await undo(`${leaName} linked to ${maxName}`);
  await expect(drawer).toContainText(`Linked to ${leaName}`);

  await drawer.getByRole('link', { name: leaName }).click();
  await expect(page).toHaveURL(new RegExp(`lead=${lea.id}`));
  const bookings = page.getByRole('dialog').getByRole('region', { name: 'Bookings' });
  await bookings.getByRole('button', { name: 'Not this lead' }).click();
  await expect(bookings).toContainText('No bookings yet.');
  await undo(`${leaName} unlinked from ${leaName}`);
  await expect(bookings.getByRole('link', { name: booking.title })).toBeVisible();
});
