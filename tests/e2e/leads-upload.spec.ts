import { uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { visit } from './support/visit';

// An organization whose leads no other test looks at.
test.use({ email: 'owner@rival.test' });

const LINES = 100_000;
/** The largest request that Vercel accepts, in bytes. */
const PLATFORM_LIMIT = 4.5 * 1024 * 1024;

test('a file of 100,000 rows uploads in parts, resumes where it stopped, and is imported to its last row', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const campaign = uniqueName('Whole country');
  const lines = Array.from(
    { length: LINES },
    (_, n) => `person${n}@lead.example;Zoë;Lindqvist ${n};Company number ${n} Ltd`,
  );
  const file = {
    name: 'country.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`email;first name;last name;company\n${lines.join('\n')}\n`),
  };
  expect(file.buffer.length).toBeGreaterThan(PLATFORM_LIMIT);

  const sizes: number[] = [];
  const parts: number[] = [];
  let isBroken = true;
  await page.route('**/api/lead-imports/*/parts/*', async (route) => {
    const part = Number(route.request().url().split('/').at(-1));
    if (isBroken && part > 2) return route.abort();
    parts.push(part);
    return route.continue();
  });
  page.on('requestfinished', async (request) => {
    if (request.method() !== 'GET') sizes.push((await request.sizes()).requestBodySize);
  });

  await visit(page, '/campaigns/imports');
  await page.getByLabel('Leads file').setInputFiles(file);
  await expect(page.getByRole('status').filter({ hasText: '2.0 MB of' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'Your progress is saved.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume uploading country.csv' })).toBeVisible();

  // The browser was closed: the file is chosen again, on the import's own page.
  isBroken = false;
  await visit(page, '/campaigns/imports');
  await page.getByRole('link', { name: 'country.csv' }).click();
  await expect(page.getByText(/^2 of \d+ parts uploaded/)).toBeVisible();
  await page.getByLabel('Leads file').setInputFiles({ ...file, buffer: file.buffer.subarray(1) });
  await expect(page.getByRole('alert').filter({ hasText: 'This is a different file' })).toBeVisible();
  await page.getByLabel('Leads file').setInputFiles(file);
  await page.getByLabel('New campaign name').fill(campaign);
  await page.getByLabel('New campaign name').press('Tab');
  expect(parts).toEqual(Array.from({ length: Math.ceil(file.buffer.length / 1024 / 1024) }, (_, at) => at + 1));
  expect(Math.max(...sizes)).toBeLessThan(PLATFORM_LIMIT);

  await page.getByRole('button', { name: 'Import 100,000 rows' }).click();
  await expect(page.getByText('Result', { exact: true })).toBeVisible({ timeout: 180_000 });
  const created = page
    .locator('div')
    .filter({ has: page.getByText('New leads', { exact: true }) })
    .last()
    .getByRole('definition');
  await expect(created).toHaveText('100,000');
  await page.getByRole('link', { name: 'View leads' }).click();
  const last = `person${LINES - 1}@lead.example`;
  await page.getByRole('searchbox', { name: 'Search leads' }).fill(last);
  await expect(page.getByRole('cell', { name: last })).toBeVisible();
});
