import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { listBookingsResponse } from '@/lib/contracts/bookings';
import { clientsResponse } from '@/lib/contracts/clients';
import { importDetailsResponse, importResponse } from '@/lib/contracts/lead-imports';
import { send } from './support/api';
import { expect, test } from './support/as-role';
import { visit } from './support/visit';

// Without transitions, so that colours are not looked at half-way from light to dark.
test.use({ email: 'owner@demo.test', contextOptions: { reducedMotion: 'reduce' } });

/** Folder for pictures of every page in every look; without it none are taken. */
const SCREENS = process.env.SLOTLINE_SCREENS;

/** What one look shows of structure, the next one of the same width or scheme shows too: there, colours alone are judged. */
const looks = [
  { width: 1440, height: 900, colorScheme: 'light', rules: 'all' },
  { width: 1440, height: 900, colorScheme: 'dark', rules: 'colours' },
  { width: 390, height: 844, colorScheme: 'dark', rules: 'all' },
  { width: 390, height: 844, colorScheme: 'light', rules: 'colours' },
] as const;

/** Finds, or makes, the one thing that a page is of. */
type Find = (page: Page) => Promise<string>;

/** The page of a booking, or of its call, that the query finds. */
function ofBooking(query: string, path: (found: { id: string; call: string | null }) => string): Find {
  return async (page) => {
    const answer = await page.request.get(`/api/bookings?${query}&limit=50`);
    const { bookings } = listBookingsResponse.parse(await answer.json());
    const found = bookings.find(({ call_id }) => call_id !== null) ?? bookings[0];
    if (!found) throw new Error(`The demo has no booking for ${query}.`);
    return path({ id: found.id, call: found.call_id });
  };
}

const ofClient: Find = async (page) => {
  const { clients } = clientsResponse.parse(await (await page.request.get('/api/clients')).json());
  return `/campaigns/clients/${clients[0]?.id}`;
};

/** The page of a file of leads, that was read, or imported to its end. */
function ofImport(isRun: boolean): Find {
  return async (page) => {
    const answer = await page.request.post('/api/lead-imports?file_name=leads-of-the-autumn-fair.csv', {
      data: 'email;first name;last name;company;phone;replied\nada@fair.example;Ada;Quill;Ironbridge Ltd;12;yes\nnobody;Bo;;;;\n',
      headers: { 'content-type': 'text/csv', origin: process.env.SLOTLINE_E2E_URL ?? '' },
    });
    const { id } = importResponse.parse(await answer.json()).import;
    if (isRun) await send(page, 'POST', `/api/lead-imports/${id}/start`);
    const status = async () =>
      importDetailsResponse.parse(await (await page.request.get(`/api/lead-imports/${id}`)).json()).import.status;
    if (isRun) await expect.poll(status, { timeout: 90_000 }).toBe('done');
    return `/campaigns/imports/${id}`;
  };
}

const ofUnsentImport: Find = async (page) => {
  const body = { file_name: 'half-of-it.csv', bytes: 7_000_000 };
  const begun = importDetailsResponse.parse(await send(page, 'POST', '/api/lead-imports/begin', body));
  return `/campaigns/imports/${begun.import.id}`;
};

/** Every page, by the name of its picture. */
const pages: Record<string, string | Find> = {
  home: '/',
  bookings: '/bookings',
  'bookings-past': '/bookings?view=past',
  'bookings-drawer': ofBooking('view=upcoming&status=pending', ({ id }) => `/bookings?booking=${id}`),
  'bookings-drawer-past': ofBooking('view=past&status=completed', ({ id }) => `/bookings?view=past&booking=${id}`),
  'bookings-new': '/bookings/new',
  'bookings-edit': ofBooking('view=upcoming&status=pending', ({ id }) => `/bookings/${id}/edit`),
  'bookings-live': ofBooking('view=upcoming&status=pending', ({ id }) => `/bookings/${id}/live`),
  calls: '/calls',
  'call-over': ofBooking('view=past&status=completed', ({ call }) => `/calls/${call}`),
  'call-failed': ofBooking('view=past&status=failed', ({ call }) => `/calls/${call}`),
  'campaigns-funnel': '/campaigns/funnel',
  'campaigns-funnel-people': '/campaigns/funnel?people=booked',
  'campaigns-no-shows': '/campaigns/no-shows',
  'campaigns-all': '/campaigns/all',
  'campaigns-clients': '/campaigns/clients',
  'campaigns-client': ofClient,
  'campaigns-leads': '/campaigns/leads',
  'campaigns-imports': '/campaigns/imports',
  'campaigns-import': ofImport(false),
  'campaigns-import-done': ofImport(true),
  'campaigns-import-unsent': ofUnsentImport,
  'campaigns-unmatched': '/campaigns/unmatched',
  scheduler: '/scheduler',
  'settings-organization': '/settings/organization',
  'settings-members': '/settings/members',
  'settings-staff': '/settings/staff',
  'settings-services': '/settings/services',
  'settings-integrations': '/settings/integrations',
  'settings-calls': '/settings/calls',
  'settings-voice': '/settings/voice',
  'settings-api-keys': '/settings/api-keys',
  'settings-opt-outs': '/settings/opt-outs',
  'settings-account': '/settings/account',
  'settings-audit-log': '/settings/audit-log',
  'webhooks-received': '/webhooks/received',
  'webhooks-sent': '/webhooks/sent',
  'not-found': '/bookings/none/edit',
};

/** Everything the browser complains of. That a page is not found is what it was asked for. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isAsked = message.text().includes('404') && page.url().includes('/bookings/none/');
    if (message.type() === 'error' && !isAsked) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

async function arrive(page: Page, path: string): Promise<void> {
  await visit(page, path);
  if (path.includes('booking=')) await page.getByRole('dialog').getByRole('list', { name: 'Activity' }).waitFor();
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  await page.waitForLoadState('networkidle');
}

async function examine(page: Page, name: string): Promise<void> {
  for (const { width, height, colorScheme, rules } of looks) {
    const look = `${name} at ${width} px, ${colorScheme}`;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (SCREENS) await page.screenshot({ path: `${SCREENS}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow, `${look} scrolls sideways`).toBeLessThanOrEqual(0);
    // These pages have no frames; without that mode it opens a page of its own for each look.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    const { violations } = await (rules === 'colours' ? axe.withRules(['color-contrast']) : axe).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
    expect.soft(found, `axe on ${look}`).toEqual([]);
  }
}

const promise = 'is free of axe violations, errors and sideways scrolling, wide and narrow, light and dark';

for (const [name, place] of Object.entries(pages))
  test(`${name} ${promise}`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await arrive(page, typeof place === 'string' ? place : await place(page));
    await examine(page, name);
    expect(complaints).toEqual([]);
  });

test.describe('for nobody', () => {
  test.use({ email: null });

  test(`sign-in ${promise}`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await arrive(page, '/sign-in');
    await examine(page, 'sign-in');
    expect(complaints).toEqual([]);
  });
});
