import { campaignResponse } from '@/lib/contracts/campaigns';
import { leadResponse } from '@/lib/contracts/leads';
import { send, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { bookAtCalcom, tellsOf } from './support/calcom';
import { visit } from './support/visit';

test.use({ email: 'owner@demo.test' });

const CONSULTATION = 4411;

test('what is booked at Cal.com moves the funnel by its webhook; the webhook can be read and replayed', async ({
  page,
}) => {
  const connected = await send(page, 'POST', '/api/connections', { provider: 'calcom', api_key: 'cal_live_dana' });
  const { id } = (connected as { connection: { id: string } }).connection;
  await expect.poll(() => tellsOf(id)).toBe(true);

  const name = uniqueName('Wanda Webhook');
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@lead.example`;
  const { campaign } = campaignResponse.parse(
    await send(page, 'POST', '/api/campaigns', { name: uniqueName('Mailing') }),
  );
  leadResponse.parse(await send(page, 'POST', '/api/leads', { campaign_id: campaign.id, email, first_name: 'Wanda' }));
  await visit(page, `/campaigns/funnel?campaign=${campaign.id}`);
  const booked = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Booked', exact: true }) });
  await expect(booked).toContainText(/^Booked0/);
  await bookAtCalcom(CONSULTATION, { name, email });
  // Nobody reloads the page.
  await expect(booked).toContainText(/^Booked1/);

  await visit(page, '/webhooks/received?provider=calcom');
  await page.getByRole('link', { name: 'Booking created' }).first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('Applied.');
  await expect(drawer.getByRole('link', { name: 'View booking' })).toBeVisible();
  await drawer.getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByText(/^Replayed: /)).toBeVisible();
  await page.keyboard.press('Escape');

  // A count of the day shows what it counts.
  await page
    .getByRole('link', { name: /^\d+ processed from Cal\.com/ })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Outcome: / })).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'Webhooks received' }).or(page.getByRole('table', { name: 'Webhooks received' })),
  ).toContainText('Booking created');
  await expect(page.getByRole('table', { name: 'Webhooks by day' })).toContainText('Ignored');
  // The replay changes nothing.
  await visit(page, `/campaigns/funnel?campaign=${campaign.id}`);
  await expect(booked).toContainText(/^Booked1/);
});
