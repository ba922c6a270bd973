import { expect, type Locator, type Page } from '@playwright/test';

/** Types a day into the parts of the form's day field. */
export async function setDay(
  page: Page,
  form: Locator,
  to: { day: string; month: string; year: string },
): Promise<void> {
  await typeInto(page, form, 'day', to.day);
  await typeInto(page, form, 'month', to.month);
  await typeInto(page, form, 'year', to.year);
}

/** Types a time, `HH:mm`, into the parts of the form's time field. */
export async function setTime(page: Page, form: Locator, to: string): Promise<void> {
  const [hour = '', minute = ''] = to.split(':');
  await typeInto(page, form, 'hour', hour);
  await typeInto(page, form, 'minute', minute);
}

async function typeInto(page: Page, form: Locator, part: string, digits: string): Promise<void> {
  const field = form.getByRole('spinbutton', { name: new RegExp(`^${part},`) });
  await field.focus();
  await page.keyboard.type(digits);
  await expect(field).toHaveAttribute('aria-valuenow', String(Number(digits)));
}
