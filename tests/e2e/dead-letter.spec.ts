import { listWebhookEventsResponse } from '@/lib/contracts/webhook-events';
import { retryPauses } from '@/lib/webhook-inbox/policy';
import { signCalcom } from '@/sandbox/calcom/notifier';
import { calcomBody } from '@/tests/support/calcom-bodies';
import { onDatabase } from '@/tests/support/outside/product-database';
import { send } from './support/api';
import { expect, test } from './support/as-role';
import { subscriptionOf } from './support/calcom';
import { runCron } from './support/cron';
import { visit } from './support/visit';

test.use({ email: 'owner@demo.test' });

test('a webhook that failed every attempt is found, opened and replayed until it is processed', async ({ page }) => {
  const connected = await send(page, 'POST', '/api/connections', { provider: 'calcom', api_key: 'cal_live_dana' });
  const { id } = (connected as { connection: { id: string } }).connection;
  await expect.poll(() => subscriptionOf(id)).toBeDefined();
  const subscription = await subscriptionOf(id);
  async function post(body: object) {
    const text = JSON.stringify(body);
    const headers = { 'x-cal-signature-256': signCalcom(subscription?.secret ?? null, text) };
    return fetch(subscription?.subscriberUrl ?? '', { method: 'POST', headers, body: text });
  }

  // A no-show mark for an unknown booking.
  const uid = crypto.randomUUID().replaceAll('-', '').slice(0, 22);
  const email = `${uid}@lead.example`;
  const at = new Date().toISOString();
  const marked = await post({
    triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
    createdAt: at,
    payload: { message: 'x', bookingUid: uid, bookingId: 1, attendees: [{ email, noShow: true }] },
  });
  expect(marked.status).toBe(202);
  // All attempts but the last are done; they take hours.
  await onDatabase(process.env.SLOTLINE_E2E_DATABASE ?? '', (client) =>
    client.query(`update webhook_events set attempts = $1, next_attempt_at = now() where subject = $2`, [
      retryPauses.length,
      uid,
    ]),
  );
  const given = async () => {
    const answer = await page.request.get('/api/webhook-events?status=dead&limit=100');
    return listWebhookEventsResponse.parse(await answer.json()).webhook_events.some(({ subject }) => subject === uid);
  };
  await runCron('deliveries');
  await expect.poll(given).toBe(true);

  await visit(page, '/webhooks/received?status=dead');
  await page.getByRole('link', { name: 'Booking no show updated' }).first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('Failed');
  await expect(drawer).toContainText('Every attempt failed.');
  await expect(drawer).toContainText('The booking is not known yet.');
  await drawer.getByText('Body', { exact: true }).click();
  await expect(drawer.locator('pre')).toContainText(uid);

  await drawer.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByText('Replayed: retrying')).toBeVisible();
  // The cause is fixed: the booking becomes known.
  const start = new Date(Date.now() - 3_600_000).toISOString();
  const attendees = [{ name: 'Nora Nowhere', email }];
  expect((await post(calcomBody('BOOKING_CREATED', { uid, start, attendees }, at))).status).toBe(200);
  await drawer.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByText('Replayed: processed')).toBeVisible();
  await expect(drawer).toContainText('Applied.');
  await drawer.getByRole('link', { name: 'View booking' }).click();
  await expect(page.getByRole('dialog')).toContainText('Marked as no-show in the calendar');
});
