import { expect, test } from '@playwright/test';
import { roles, signIn, signInAs } from './support/sign-in';
import { visit } from './support/visit';

const MAY_BOOK = ['owner', 'admin', 'operator'];

for (const role of roles)
  test(`${role} signs in, sees the bookings, and is offered what the role may do`, async ({ page }) => {
    await signInAs(page, role);
    await visit(page, '/bookings');
    await expect(page.getByRole('heading', { level: 1, name: /bookings/i })).toBeVisible();
    const create = page
      .getByRole('link', { name: /new booking|book a call/i })
      .or(page.getByRole('button', { name: /new booking|book a call/i }));
    await expect(create).toHaveCount(MAY_BOOK.includes(role) ? 1 : 0);
  });

test('a plan without scheduled calls shows what it would do, and no dead button', async ({ page }) => {
  await signIn(page, 'owner@free.test');
  await visit(page, '/bookings');
  await expect(page.getByText(/business/i).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /new booking/i })).toHaveCount(0);
});

test('a wrong password says so, keeps the address that was typed, and lets nobody in', async ({ page }) => {
  await visit(page, '/sign-in');
  await page.getByLabel('Email').fill('owner@demo.test');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue('owner@demo.test');
  await visit(page, '/bookings');
  await expect(page).toHaveURL(/sign-in/);
});
