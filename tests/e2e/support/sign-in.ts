import type { Page } from '@playwright/test';
import { visit } from './visit';

export const roles = ['owner', 'admin', 'supervisor', 'operator', 'analyst', 'viewer'] as const;
type DemoRole = (typeof roles)[number];

/** Signs in through the form, as a person would. */
export async function signIn(page: Page, email: string): Promise<void> {
  await visit(page, '/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('slotline-demo');
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Signs in somebody of the demo organization. */
export function signInAs(page: Page, role: DemoRole): Promise<void> {
  return signIn(page, `${role}@demo.test`);
}
