import type { Locator, Page } from '@playwright/test';
import { listDeliveriesResponse } from '@/lib/contracts/webhook-deliveries';
import { webhookEventTypes } from '@/lib/contracts/webhook-endpoints';
import { book, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { failNext, received, receiverUrl, verify } from './support/receiver';
import { visit } from './support/visit';

/** Selects one event only. */
async function listenTo(dialog: Locator, event: string): Promise<void> {
  for (const { label } of webhookEventTypes)
    if (label !== event) await dialog.locator('label').filter({ hasText: label }).click();
  await expect(dialog.getByRole('checkbox', { checked: true })).toHaveCount(1);
}

/** The delivery for a booking, once there is one. */
async function deliveryOf(page: Page, bookingId: string): Promise<string> {
  let id: string | undefined;
  await expect(async () => {
    const answer = await page.request.get('/api/webhook-deliveries?event_type=booking.created');
    const { webhook_deliveries } = listDeliveriesResponse.parse(await answer.json());
    id = webhook_deliveries.find(({ booking_id }) => booking_id === bookingId)?.id;
    expect(id).toBeDefined();
  }).toPass();
  return id ?? '';
}

/** Folder for pictures of the page with something on it; without it none are taken. */
const SCREENS = process.env.SLOTLINE_SCREENS;

test.use({ email: 'owner@demo.test', contextOptions: { reducedMotion: 'reduce' } });

test('an endpoint shows its secret once, receives a test and a booking, and a failed delivery is replayed', async ({
  page,
}) => {
  const hook = `e2e${Date.now().toString(36)}`;
  const name = uniqueName('Warehouse');
  await visit(page, '/webhooks/sent');
  await page.getByRole('button', { name: 'New endpoint' }).click();
  const dialog = page.getByRole('dialog');

  await dialog.getByLabel('URL').fill('https://169.254.169.254/latest');
  await dialog.getByRole('button', { name: 'Create endpoint' }).click();
  await expect(dialog.getByText('This address isn’t on the public internet.')).toBeVisible();
  if (SCREENS) await page.screenshot({ path: `${SCREENS}/webhooks-sent-new.png` });
  await dialog.getByLabel('URL').fill(receiverUrl(hook));
  await dialog.getByLabel('Description (optional)').fill(name);
  await listenTo(dialog, 'Booking created');
  await dialog.getByRole('button', { name: 'Create endpoint' }).click();
  const secret = await dialog.locator('[data-secret]').innerText();
  expect(secret).toMatch(/^whsec_/);
  // Shown once: Escape must not take it away.
  await expect(dialog.getByRole('button', { name: /^Copy signing secret/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog.locator('[data-secret]')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  const card = page.getByRole('list', { name: 'Endpoints' }).getByRole('listitem').filter({ hasText: name }).first();
  await expect(card).toContainText('Nothing sent yet');
  await expect(page.locator('body')).not.toContainText(secret);

  await card.getByRole('button', { name: `Send test to ${name}` }).click();
  const tests = () => received(hook, 'endpoint.test');
  await expect.poll(async () => (await tests()).length).toBe(1);
  const [test] = await tests();
  if (!test) throw new Error('Nothing arrived.');
  expect(verify(secret, test).type).toBe('endpoint.test');
  await expect(card).toContainText('Healthy');

  const guest = uniqueName('Walter Webhook');
  const deliveries = () => received(hook, guest);
  await failNext(hook, 500, guest);
  const booking = await book(page, { attendee_name: guest });
  await page.locator(`a[href*="delivery=${await deliveryOf(page, booking.id)}"]`).click();
  const drawer = page.getByRole('dialog');
  const attempts = drawer.getByRole('list', { name: 'Attempts' });
  await expect(attempts).toContainText('Response 500');
  await drawer.getByRole('button', { name: 'Replay' }).click();
  await expect(attempts).toContainText('Response 204');
  const [delivered] = await deliveries();
  if (!delivered) throw new Error('Nothing arrived.');
  expect(verify(secret, delivered).type).toBe('booking.created');
  if (SCREENS) await page.screenshot({ path: `${SCREENS}/webhooks-sent-drawer.png` });
  const count = (await deliveries()).length;
  await drawer.getByRole('button', { name: 'Replay' }).click();
  await expect.poll(async () => (await deliveries()).length).toBe(count + 1);
  const again = (await deliveries()).at(-1);
  expect(again?.headers['webhook-id']).toBe(delivered.headers['webhook-id']);
  expect(again?.body).toBe(delivered.body);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  if (SCREENS)
    for (const [width, scheme] of [
      [1440, 'light'],
      [1440, 'dark'],
      [390, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `${SCREENS}/webhooks-sent-full-${width}-${scheme}.png`, fullPage: true });
    }
  await page.setViewportSize({ width: 1440, height: 900 });

  await card.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Rotate secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click();
  const newer = await page.getByRole('dialog').locator('[data-secret]').innerText();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await card.getByRole('button', { name: `Send test to ${name}` }).click();
  await expect.poll(async () => (await tests()).length).toBe(2);
  const both = (await tests()).at(-1);
  if (!both) throw new Error('Nothing arrived.');
  expect(verify(secret, both)).toEqual(verify(newer, both));

  await card.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Turn off' }).click();
  await expect(card).toContainText('Turned off');
  await card.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete endpoint' }).click();
  await expect(page.getByText(`${name} deleted`)).toBeVisible();

  await visit(page, '/settings/audit-log');
  const log = page.getByRole('list', { name: 'Audit log' });
  await expect(log).toContainText(`deleted the webhook endpoint ${name}`);
  await expect(log).toContainText(`created the webhook endpoint ${name}`);
  if (SCREENS) await page.screenshot({ path: `${SCREENS}/audit-log.png`, fullPage: true });
});

test('the events of some days are replayed', async ({ page }) => {
  const hook = `span${Date.now().toString(36)}`;
  const name = uniqueName('Late');
  await visit(page, '/webhooks/sent');
  await page.getByRole('button', { name: 'New endpoint' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('URL').fill(receiverUrl(hook));
  await dialog.getByLabel('Description (optional)').fill(name);
  await listenTo(dialog, 'Booking created');
  await dialog.getByRole('button', { name: 'Create endpoint' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const card = page.getByRole('list', { name: 'Endpoints' }).getByRole('listitem').filter({ hasText: name }).first();
  const guest = uniqueName('Rita Replay');
  await book(page, { attendee_name: guest });
  await expect.poll(async () => (await received(hook, guest)).length).toBe(1);
  await card.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Replay events' }).click();
  const form = page.getByRole('dialog');
  const days = [-7, 1].map((offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10));
  for (const [index, label] of ['First day', 'Last day'].entries()) {
    const [year = '', month = '', day = ''] = days[index]?.split('-') ?? [];
    const group = form.getByRole('group', { name: label });
    for (const [part, value] of Object.entries({ day, month, year })) {
      await group.getByRole('spinbutton', { name: new RegExp(`^${part},`) }).focus();
      await page.keyboard.type(value);
    }
  }
  await form.getByText('Skip delivered events').click();
  await form.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByText(/\d events? queued/)).toBeVisible();
  await expect.poll(async () => (await received(hook, guest)).length).toBe(2);
  await card.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete endpoint' }).click();
  await expect(page.getByText(`${name} deleted`)).toBeVisible();
});
