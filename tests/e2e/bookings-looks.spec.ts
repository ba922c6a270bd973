import type { Page } from '@playwright/test';
import { book, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { visit } from './support/visit';

/** Sixty characters, the longest a name is expected to be; without a space it cannot be broken between words. */
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-O’Brie';
const LONG_TITLE = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen, alle drei Größen und Farben zusammen';

function widthTooMuch(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

for (const { width, height } of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height } });

    test('a name of sixty characters breaks no page: nothing scrolls sideways, and the drawer tells it in full', async ({
      page,
    }) => {
      const { id } = await book(page, {
        attendee_name: LONG_NAME,
        title: LONG_TITLE,
        notes: `${LONG_NAME} ${LONG_NAME}`,
      });
      for (const path of [
        `/bookings?q=${encodeURIComponent(LONG_NAME)}`,
        `/bookings?q=Wolfe&booking=${id}`,
        `/bookings/${id}/edit`,
        `/bookings/${id}/live`,
      ]) {
        await visit(page, path);
        await expect(page.getByText(LONG_NAME).or(page.getByLabel('Who are you calling?')).first()).toBeVisible();
        expect(await widthTooMuch(page), path).toBeLessThanOrEqual(0);
        const drawer = page.getByRole('dialog');
        if (await drawer.count()) {
          await expect(drawer.getByText(LONG_NAME, { exact: true }).first()).toBeVisible();
          expect(await drawer.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
        }
      }
    });
  });

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('each booking is a card with its name, status, time and title; a touch opens it over the whole width', async ({
    page,
  }) => {
    const name = uniqueName('Carl Card');
    await book(page, { attendee_name: name, title: 'On the small screen' });
    await visit(page, `/bookings?q=${encodeURIComponent(name)}`);
    const card = page.getByRole('row').filter({ hasText: name });
    for (const part of [name, 'Pending', 'On the small screen', /\d\d:\d\d/])
      await expect(card.getByText(part).locator('visible=true').first()).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Operator' })).toBeHidden();
    const box = await card.boundingBox();
    expect(box?.height).toBeGreaterThan(60);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    await card.getByText('On the small screen').locator('visible=true').click();
    const drawer = page.getByRole('dialog', { name: 'On the small screen' });
    await expect(drawer).toBeVisible();
    await expect.poll(async () => (await drawer.boundingBox())?.width).toBeGreaterThan(385);
  });
});

test.describe('for people who asked for less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves: no transition and no animation runs, on the page and in its drawer', async ({ page }) => {
    const { id } = await book(page, { attendee_name: uniqueName('Stella Still') });
    await visit(page, `/bookings?booking=${id}`);
    await expect(page.getByRole('dialog')).toBeVisible();
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .map((element) => getComputedStyle(element))
        .filter(({ animationName, transitionDuration }) => animationName !== 'none' || /[1-9]/.test(transitionDuration))
        .map(({ animationName, transitionDuration }) => `${animationName} ${transitionDuration}`),
    );
    expect(moving).toEqual([]);
  });
});

test.describe('for a viewer', () => {
  test.use({ email: 'viewer@demo.test' });

  test('everything can be read, and nothing offers to write', async ({ page }) => {
    await visit(page, '/bookings');
    const first = page.getByRole('table', { name: 'Bookings' }).locator('tbody').getByRole('row').first();
    await expect(first).toBeVisible();
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'New booking' })).toHaveCount(0);
    await page.keyboard.press('n');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByRole('list', { name: 'Activity' })).toBeVisible();
    await expect(drawer.getByRole('button', { name: /cancel/i })).toHaveCount(0);
    await expect(drawer.getByRole('link', { name: /reschedule|book again/i })).toHaveCount(0);
    await expect(page).toHaveURL(/\/bookings\?booking=/);
    await visit(page, '/bookings/new');
    await expect(page.getByText('Your role (viewer) lets you view bookings')).toBeVisible();
    await expect(page.getByRole('form')).toHaveCount(0);
  });
});
