import type { Page } from '@playwright/test';
import { uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { carrierUrl, ordersFor, scriptNumbers } from './support/carrier';
import { tabTo } from './support/keyboard';
import { visit } from './support/visit';

const ATTENDEE = '+12125550131';
const OPERATOR = '+12025550153';
/** The quick choice means the next full minute after sixty seconds, so up to two minutes pass before the call goes out. */
const GOES_OUT_WITHIN_MS = 130_000;

test('the main job by keyboard alone: book, watch both lines, tick, declare, and read and hear it afterwards', async ({
  page,
}) => {
  test.setTimeout(230_000);
  const name = uniqueName('Kerstin Keys');
  const overheard = overhear(page);
  // Both are slow to answer, so that each step can be seen, and talk until the call is ended here.
  const patient = { answerAfterMs: 10_000, digitAfterMs: 6_000, talkSeconds: null };
  await scriptNumbers({ [ATTENDEE]: patient, [OPERATOR]: patient });

  await test.step('N opens the form over the list; typing, arrows, a quick choice and Enter book the call', async () => {
    await visit(page, '/bookings');
    await expect(page.getByRole('table', { name: 'Bookings' })).toBeVisible();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'New booking' });
    await expect(form.getByLabel('Who are you calling?')).toBeFocused();
    await page.keyboard.type(name);
    await tabTo(page, form.getByLabel('Phone number'));
    await page.keyboard.type('+1 212 555 0131');
    await tabTo(page, form.getByLabel(/^Title/));
    await page.keyboard.type('Seats for the spring');
    await tabTo(page, form.getByRole('button', { name: 'In 1 minute' }));
    await page.keyboard.press('Enter');
    await tabTo(page, form.getByRole('textbox', { name: 'Duration' }), 'Shift+Tab');
    await page.keyboard.press('ArrowDown');
    await expect(form.getByRole('textbox', { name: 'Duration' })).toHaveValue(/^25/);
    await expect(form.getByText(`for ${name} in New York`)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/bookings\/[^/]+\/live$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  });

  await test.step('the palette leads to the list, a slash to its search; J and Enter open the drawer, and that the live page', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('searchbox', { name: 'Command menu' })).toBeFocused();
    await page.keyboard.type('to Bookings');
    const goThere = page.getByRole('menuitem', { name: 'Go to Bookings' });
    while ((await goThere.getAttribute('data-focused')) === null) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row).toContainText('Pending');
    await page.keyboard.press('/');
    await page.keyboard.type(name);
    await expect(page.getByText('1 match')).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('j');
    await expect(row.getByRole('link')).toBeFocused();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Seats for the spring' });
    await expect(drawer).toContainText('25 min');
    await tabTo(page, drawer.getByRole('link', { name: 'Open call' }));
    await page.keyboard.press('Enter');
  });

  await test.step('the live page counts down, and moves on when the call goes out', async () => {
    await expect(page.getByText('Calling in')).toBeVisible();
    await expect(page.getByRole('main').getByRole('timer')).toHaveText(/^\d:\d\d$/);
    await expect(page.getByText('Ready', { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/\/calls\/[^/]+$/, { timeout: GOES_OUT_WITHIN_MS });
  });

  const callId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const stage = page.getByRole('region', { name: 'Call status' });
  const operator = page.getByRole('region', { name: 'Operator' });
  const attendee = page.getByRole('region', { name: 'Attendee' });

  await test.step('both lines are seen, then the disclosure, and only then the recording', async () => {
    await expect(stage).toContainText('Your phone is ringing');
    await expect(attendee).toContainText('Not dialed yet');
    await expect(stage).toContainText(`Ringing ${name}…`);
    await expect(operator).toContainText('On the line');
    await expect(page.getByText('Recording notice not played yet')).toBeVisible();
    await expect(page.getByText('Recording', { exact: true })).toHaveCount(0);
    await expect(stage).toContainText('Connected');
    await expect(attendee).toContainText('On the line');
    await expect(page.getByText(/Recording notice played at \d\d:\d\d:\d\d/)).toBeVisible();
    await expect(page.getByText('Recording', { exact: true })).toBeVisible();
  });

  await test.step('a number key ticks a prompt, and the call is ended from the page', async () => {
    await page.keyboard.press('1');
    await expect(page.getByRole('checkbox', { name: /Name and company confirmed/ })).toBeChecked();
    await expect(page.getByText(/^Omar Haddad, \d\d:\d\d:\d\d$/)).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'End call' }));
    await page.keyboard.press('Enter');
    await expect(stage).toContainText('Call ended');
    await expect(operator).toContainText('Hung up');
    await expect(attendee).toContainText('Hung up');
  });

  await test.step('two keys declare the outcome', async () => {
    await page.keyboard.press('o');
    await page.keyboard.press('m');
    await expect(page.getByText(/^Omar Haddad at \d\d:\d\d:\d\d$/)).toBeVisible();
  });

  await test.step('the recording plays through our own address, which the carrier’s never is', async () => {
    const sound = page.getByLabel('Recording of the call');
    await expect(sound).toHaveAttribute('src', `/api/calls/${callId}/recording`, { timeout: 20_000 });
    expect(await secondsOf(page)).toBeGreaterThan(0);
    expect(await page.content()).not.toContain(new URL(carrierUrl()).host);
    expect(await overheard.mentions(new URL(carrierUrl()).host)).toEqual([]);
  });

  await test.step('the drawer tells all of it: who, what, when, on what grounds', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Open booking' }));
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Seats for the spring' });
    await expect(drawer.getByText('Completed', { exact: true }).first()).toBeVisible();
    const entries = drawer.getByRole('list', { name: 'Activity' }).locator('> li');
    await expect(entries.filter({ hasText: 'Recording ready' })).toHaveCount(1);
    const told = await entries.allInnerTexts();
    for (const [who, what] of [
      ['Omar Haddad', 'Booked'],
      ['Scheduler', 'Call placed'],
      ['Carrier', 'Your phone rang'],
      ['Carrier', 'You pressed 1'],
      ['Carrier', `${name} answered`],
      ['Carrier', 'Recording notice played'],
      ['Carrier', 'Connected'],
      ['Carrier', 'Recording started'],
      ['Omar Haddad', 'Name and company confirmed'],
      ['Omar Haddad', 'Outcome logged'],
    ] as const)
      expect(
        told.filter((entry) => entry.includes(what) && entry.includes(who)),
        `${what}, by ${who}`,
      ).toHaveLength(1);
    await expect(entries.locator('time[datetime]')).toHaveCount(told.length);
  });

  const orders = await ordersFor(callId);
  expect(orders, 'orders that the carrier received').toHaveLength(1);
});

/** How long the sound in the page is, once it has been loaded; NaN when it cannot be played. */
function secondsOf(page: Page): Promise<number> {
  return page.getByLabel('Recording of the call').evaluate(
    (sound: HTMLAudioElement) =>
      new Promise<number>((resolve) => {
        sound.addEventListener('loadedmetadata', () => resolve(sound.duration));
        sound.addEventListener('error', () => resolve(Number.NaN));
        sound.load();
      }),
  );
}

/** Keeps everything that the browser asks for and is told, to search it for what it must not hear of. */
function overhear(page: Page) {
  const asked: string[] = [];
  const told: Promise<string>[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('response', (response) => {
    const type = response.headers()['content-type'] ?? '';
    if (/json|html|x-component/.test(type)) told.push(response.text().catch(() => ''));
  });
  return {
    async mentions(host: string): Promise<string[]> {
      const bodies = await Promise.all(told);
      expect(bodies.length).toBeGreaterThan(0);
      return [...asked, ...bodies].filter((text) => text.includes(host)).map((text) => text.slice(0, 200));
    },
  };
}
