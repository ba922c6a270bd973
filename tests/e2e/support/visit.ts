import { expect, type Locator, type Page } from '@playwright/test';

/** Opens a page and waits until it listens: what is pressed before React has taken over the server's HTML is lost. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await listens(page);
}

/** Waits until the page that is shown listens, and one part of it: parts that come later are taken over later. */
export async function listens(page: Page, part?: Locator): Promise<void> {
  await page.waitForFunction(() => {
    const parts = [document.querySelector('main'), document.querySelector('main h1, main h2')];
    return parts.every((part) => part && Object.keys(part).some((key) => key.startsWith('__reactProps')));
  });
  if (part) await expect.poll(() => part.evaluate(isTakenOver)).toBe(true);
}

function isTakenOver(element: Element): boolean {
  return Object.keys(element).some((key) => key.startsWith('__reactProps'));
}
