import type { Locator, Page } from '@playwright/test';
import { send, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { listens, visit } from './support/visit';

// Serial: they connect and disconnect the calendars of one organization.
test.describe.configure({ mode: 'serial' });
// An organization in which no calendar is connected yet.
test.use({ email: 'owner@rival.test' });

const SETTINGS = '/settings/integrations';

/** The card of one provider. */
function cardOf(page: Page, provider: string): Locator {
  return page.locator('section', { has: page.getByRole('heading', { name: provider, exact: true }) });
}

/** Starts a consent and answers it on the provider's own page. @returns the provider's address */
async function consent(page: Page, begin: Locator, decision: 'Allow' | 'Deny', account?: RegExp): Promise<string> {
  await begin.click();
  await page.waitForURL(/\/oauth\/authorize/);
  const provider = new URL(page.url()).origin;
  if (account) await page.getByLabel(account).check();
  await page.getByRole('button', { name: decision }).click();
  await page.waitForURL(`**${SETTINGS}?*`);
  return provider;
}

async function disconnect(page: Page, provider: string): Promise<void> {
  await visit(page, SETTINGS);
  await cardOf(page, provider)
    .getByRole('button', { name: /^Disconnect/ })
    .click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Existing bookings stay, here and in the calendar.');
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect(cardOf(page, provider).getByRole('list')).toHaveCount(0);
}

test('Cal.com connects by an API key; an invalid key is refused at its field, and nothing is stored', async ({
  page,
}) => {
  await visit(page, SETTINGS);
  const card = cardOf(page, 'Cal.com');
  await card.getByRole('button', { name: 'Connect: Cal.com' }).click();
  const dialog = page.getByRole('dialog');
  const key = dialog.getByLabel('API key');
  await key.fill('cal_live_of_nobody');
  await key.press('Enter');
  await expect(dialog).toContainText('The provider does not accept this key. Copy it again or create a new one there.');
  await expect(key).toBeFocused();
  await expect(key).toHaveValue('cal_live_of_nobody');
  expect((await (await page.request.get('/api/connections')).json()).connections).toEqual([]);

  await key.fill('cal_live_dana');
  await key.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'dana@example.test' })).toBeVisible();
  expect(await (await page.request.get('/api/connections')).text()).not.toContain('cal_live_dana');
});

test('an event type is found by searching and chosen; then three slots are shown', async ({ page }) => {
  await visit(page, SETTINGS);
  await cardOf(page, 'Cal.com').getByRole('link', { name: 'Set up dana@example.test' }).click();
  const types = page.getByRole('list', { name: 'Event types' }).getByRole('listitem');
  await expect(types).toHaveCount(4);
  await page.getByRole('button', { name: 'Show me three slots' }).click();
  await expect(page.getByText('Choose what to book in this calendar first.')).toBeVisible();

  await page.getByRole('searchbox', { name: 'Search event types' }).fill('consult');
  await expect(types).toHaveCount(1);
  await page.getByRole('button', { name: 'Select Consultation' }).click();
  await expect(types.first()).toContainText('Selected');
  await page.getByRole('searchbox', { name: 'Search event types' }).fill('no such');
  await expect(page.getByText('No event types match “no such”.')).toBeVisible();

  await page.getByRole('button', { name: 'Show me three slots' }).click();
  await expect(page.getByRole('list', { name: 'Available times' }).getByRole('listitem')).toHaveCount(3);
});

test('an event type is created from a service and linked to it', async ({ page }) => {
  const name = uniqueName('Check-up');
  await visit(page, '/settings/services');
  await page.getByRole('button', { name: 'Add service' }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Add service' }).click();
  await expect(page.getByRole('list', { name: 'Services' })).toContainText(name);

  await visit(page, SETTINGS);
  await cardOf(page, 'Cal.com')
    .getByRole('link', { name: /^Set up/ })
    .click();
  await page.getByRole('link', { name: 'Staff and services' }).click();
  await expect(page.getByText('On Cal.com, not linked yet')).toBeVisible();
  await page.getByRole('button', { name: `Create event type from this service: ${name}` }).click();
  const row = page.getByRole('list', { name: 'Services' }).getByRole('listitem').filter({ hasText: name });
  await expect(row.getByRole('button', { name: /^Change/ })).toBeVisible();
  await row.getByRole('button', { name: /^Change/ }).click();
  await expect(page.getByRole('dialog').getByRole('listitem').filter({ hasText: name })).toContainText('Selected');
});

test('staff are suggested by email and linked to the provider’s users, each user once', async ({ page }) => {
  await send(page, 'POST', '/api/staff', { name: 'Dana Here', email: 'dana@example.test' });
  await visit(page, SETTINGS);
  await cardOf(page, 'Cal.com')
    .getByRole('link', { name: /^Set up/ })
    .click();
  await page.getByRole('link', { name: 'Staff and services' }).click();
  const people = page.getByRole('list', { name: 'Staff' }).getByRole('listitem');
  const dana = people.filter({ hasText: 'Dana Here' });
  await expect(dana).toContainText('Suggested: Dana Host (same email)');
  await page.getByRole('button', { name: 'Use 1 suggestion' }).click();
  await expect(dana.getByRole('button')).toContainText('Dana Host');

  const rosa = people.filter({ hasText: 'Rosa Delgado' });
  await rosa.getByRole('button').click();
  await expect(page.getByRole('option', { name: 'Dana Host' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('option', { name: 'Erin Host' }).click();
  await expect(page.getByText('Rosa Delgado linked to Erin Host')).toBeVisible();
  await page.reload();
  await expect(rosa.getByRole('button')).toContainText('Erin Host');
  await expect(page.getByRole('region', { name: 'On Cal.com, not linked yet' })).toHaveText(/Fay Host/);
});

test('a denied consent and a plan that is too small are explained with a retry and store nothing; then it connects', async ({
  page,
}) => {
  await visit(page, SETTINGS);
  const card = cardOf(page, 'Calendly');
  await consent(page, card.getByRole('link', { name: 'Connect: Calendly' }), 'Deny');
  const banner = page.getByRole('alert').filter({ hasText: 'Calendly wasn’t connected.' });
  await expect(banner).toContainText(
    'Access was not allowed at the provider. Nothing was saved. Connect again to retry.',
  );
  await expect(banner).toBeFocused();
  await expect(card.getByRole('list')).toHaveCount(0);

  await consent(page, banner.getByRole('link', { name: 'Retry' }), 'Allow', /Fay Alone/);
  await expect(banner).toContainText('The account’s plan at the provider does not include this. Nothing was saved.');
  await expect(card.getByRole('list')).toHaveCount(0);

  await consent(page, banner.getByRole('link', { name: 'Retry' }), 'Allow', /Dana Host/);
  await expect(page.getByText('Calendly is connected as dana-host@example.test.')).toBeVisible();
  await expect(card).toContainText('Choose an event type to start offering times.');
});

test('while the provider is down, the last list is shown with its age, and “unreachable” is not “no times”', async ({
  page,
}) => {
  await visit(page, SETTINGS);
  const card = cardOf(page, 'Calendly');
  const calendly = await consent(page, card.getByRole('link', { name: 'Connect another: Calendly' }), 'Deny');
  await card.getByRole('link', { name: /^Set up/ }).click();
  await page.getByRole('button', { name: 'Select 30 Minute Meeting' }).click();
  await expect(page.getByText('“30 Minute Meeting”, unless a service has its own.')).toBeVisible();

  await page.request.post(`${calendly}/_control/faults`, { data: { kind: 'status', status: 503 } });
  try {
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText('Couldn’t refresh.')).toBeVisible({ timeout: 45_000 });
    await expect(page.getByRole('list', { name: 'Event types' })).toContainText('30 Minute Meeting');
    await page.getByRole('button', { name: 'Show me three slots' }).click();
    await expect(page.getByText('We couldn’t reach the calendar.')).toBeVisible({ timeout: 45_000 });
    await expect(page.getByText('This doesn’t mean that no times are available.')).toBeVisible();
  } finally {
    await page.request.delete(`${calendly}/_control/faults`);
  }
});

test('the default calendar is chosen by keyboard alone', async ({ page }) => {
  await visit(page, SETTINGS);
  await cardOf(page, 'Sandbox calendar').getByRole('button', { name: 'Connect: Sandbox calendar' }).press('Enter');
  await expect(cardOf(page, 'Sandbox calendar')).toContainText('Connected');
  const standing = page.getByRole('radio', { name: /^Cal\.com · dana@example\.test/ });
  await expect(standing).toBeChecked();
  await standing.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Save default calendar' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cardOf(page, 'Sandbox calendar')).toContainText('Default');
  await expect(cardOf(page, 'Cal.com')).not.toContainText('Default');
});

test('a Calendly page is shown in a sandboxed frame, and its bookings are recorded once', async ({ page }) => {
  const scheduled = { event: { uri: 'https://api.calendly.com/scheduled_events/E2E' } };
  const message = JSON.stringify({
    event: 'calendly.event_scheduled',
    payload: { ...scheduled, invitee: { uri: `${scheduled.event.uri}/invitees/I1` } },
  });
  await page.route('https://calendly.com/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<button onclick='parent.postMessage(${message}, "*")'>Schedule</button>`,
    }),
  );
  await visit(page, SETTINGS);
  await cardOf(page, 'Calendly page').getByRole('button', { name: 'Connect: Calendly page' }).click();
  const address = page.getByRole('dialog').getByLabel('Page URL');
  await address.fill('https://example.com/intro');
  await address.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Enter the address of a Calendly page');
  await address.fill('https://calendly.com/harborline/intro');
  await address.press('Enter');
  await cardOf(page, 'Calendly page')
    .getByRole('link', { name: /^Set up/ })
    .click();
  await page.getByRole('link', { name: 'Preview' }).click();
  await expect(page).toHaveURL(/\/preview/);
  await listens(page, page.getByLabel('Name'));

  const frame = page.locator('iframe');
  await expect(frame).toHaveAttribute('sandbox', 'allow-scripts allow-forms allow-same-origin');
  await expect(frame).toHaveAttribute('src', /embed_domain=localhost%3A\d+&embed_type=Inline$/);
  const name = uniqueName('Fiona Framed');
  await page.getByLabel('Name').fill(name);
  // The same message from this page, or from anywhere else, is ignored.
  await page.evaluate((text) => window.postMessage(JSON.parse(text), '*'), message);
  await page.frameLocator('iframe').getByRole('button', { name: 'Schedule' }).click();
  await expect(page.getByText('Booking recorded.')).toBeVisible();
  await page.reload();
  await listens(page, page.getByLabel('Name'));
  await page.frameLocator('iframe').getByRole('button', { name: 'Schedule' }).click();
  await expect(page.getByText('This booking was already recorded.')).toBeVisible();

  await visit(page, `/bookings?q=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('dialog')).toContainText('the booking page does not report the time it was booked for');
});

test('disconnecting lists its consequences, and no times are offered afterwards', async ({ page }) => {
  for (const provider of ['Cal.com', 'Calendly', 'Calendly page', 'Sandbox calendar']) await disconnect(page, provider);
  expect((await (await page.request.get('/api/connections')).json()).connections).toEqual([]);
  expect((await page.request.get('/api/calendars/slots')).status()).toBe(404);
});

test.describe('with read-only access', () => {
  test.use({ email: 'viewer@demo.test' });

  test('calendars are shown without controls', async ({ page }) => {
    await visit(page, SETTINGS);
    await expect(page.getByText('Only owners and admins can connect calendars.')).toBeVisible();
    await expect(cardOf(page, 'Cal.com')).toBeVisible();
    await expect(page.getByRole('button', { name: /^(Connect|Disconnect|Save)/ })).toHaveCount(0);
    await expect(page.getByRole('link', { name: /^Connect/ })).toHaveCount(0);
  });
});

test.describe('without the plan', () => {
  test.use({ email: 'owner@free.test' });

  test('a card explains calendars, without a dead button', async ({ page }) => {
    await visit(page, SETTINGS);
    await expect(
      page.getByText('Connect Cal.com, Calendly, Google Calendar or Outlook for your whole organization'),
    ).toBeVisible();
    await expect(page.getByText('To upgrade, contact the administrator of this Slotline server.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Cal.com' })).toHaveCount(0);
  });
});
