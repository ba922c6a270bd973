import type { Page } from '@playwright/test';

/** Opens a page and waits until it listens: what is pressed before React has taken over the server's HTML is lost. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() => {
    const parts = [document.querySelector('main'), document.querySelector('main h1, main h2')];
    return parts.every((part) => part && Object.keys(part).some((key) => key.startsWith('__reactProps')));
  });
}
