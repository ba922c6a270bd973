import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { listBookingsResponse } from '@/lib/contracts/bookings';
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

/** Every page, by the name of its picture; where it is of one booking or call, the query that finds one. */
const pages: Record<string, string | { of: string; path: (found: { id: string; call: string | null }) => string }> = {
  home: '/',
  bookings: '/bookings',
  'bookings-past': '/bookings?view=past',
  'bookings-drawer': { of: 'view=upcoming&status=pending', path: ({ id }) => `/bookings?booking=${id}` },
  'bookings-drawer-past': { of: 'view=past&status=completed', path: ({ id }) => `/bookings?view=past&booking=${id}` },
  'bookings-new': '/bookings/new',
  'bookings-edit': { of: 'view=upcoming&status=pending', path: ({ id }) => `/bookings/${id}/edit` },
  'bookings-live': { of: 'view=upcoming&status=pending', path: ({ id }) => `/bookings/${id}/live` },
  calls: '/calls',
  'call-over': { of: 'view=past&status=completed', path: ({ call }) => `/calls/${call}` },
  'call-failed': { of: 'view=past&status=failed', path: ({ call }) => `/calls/${call}` },
  'campaigns-funnel': '/campaigns/funnel',
  'campaigns-funnel-people': '/campaigns/funnel?people=booked',
  'campaigns-no-shows': '/campaigns/no-shows',
  'campaigns-all': '/campaigns/all',
  'campaigns-clients': '/campaigns/clients',
  'campaigns-leads': '/campaigns/leads',
  'campaigns-imports': '/campaigns/imports',
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
  'settings-audit-log': '/settings/audit-log',
  'webhooks-received': '/webhooks/received',
  'webhooks-sent': '/webhooks/sent',
  'not-found': '/bookings/none/edit',
};

async function pathOf(page: Page, name: string): Promise<string> {
  const place = pages[name];
  if (place === undefined || typeof place === 'string') return place ?? '/';
  const answer = await page.request.get(`/api/bookings?${place.of}&limit=50`);
  const { bookings } = listBookingsResponse.parse(await answer.json());
  const found = bookings.find(({ call_id }) => call_id !== null) ?? bookings[0];
  if (!found) throw new Error(`The demo has no booking for ${place.of}.`);
  return place.path({ id: found.id, call: found.call_id });
}

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
  if (path.includes('booking=')) await page.getByRole('dialog').getByRole('list', { name: 'What happened' }).waitFor();
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

for (const name of Object.keys(pages))
  test(`${name} ${promise}`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await arrive(page, await pathOf(page, name));
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
