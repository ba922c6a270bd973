import { expect, type Locator, type Page } from '@playwright/test';

const FARTHEST = 60;

/** Goes to a control by Tab alone, as somebody without a mouse must. */
export async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await control.waitFor();
  for (let step = 0; step < FARTHEST; step += 1) {
    if (await hasFocus(control)) return;
    await page.keyboard.press(key);
  }
  await expect(control, `reached with ${key}`).toBeFocused();
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}
