import { expect, test } from './support/as-role';
import { visit } from './support/visit';

test('the command key is named as this machine has it, and opens the palette', async ({ page }) => {
  await visit(page, '/');
  const search = page.getByRole('button', { name: 'Command menu' });
  await expect(search.getByText('Ctrl K')).toBeVisible();
  await expect(search.getByText('⌘K')).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Command menu' })).toBeVisible();
});

test.describe('on a machine of Apple', () => {
  test.use({
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
  });

  test('it is ⌘', async ({ page }) => {
    await visit(page, '/');
    const search = page.getByRole('button', { name: 'Command menu' });
    await expect(search.getByText('⌘K')).toBeVisible();
    await expect(search.getByText('Ctrl K')).toBeHidden();
  });
});

test('an unknown address keeps the frame and links back to Home', async ({ page }) => {
  const answer = await page.goto('/no/such/page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Bookings', exact: true })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Back to Home' }).click();
  await expect(page).toHaveURL(/\/$/);
});

test.describe('for nobody', () => {
  test.use({ email: null });

  test('an unknown address is not found, without asking for a sign-in', async ({ page }) => {
    const answer = await page.goto('/no/such/page');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
  });
});
