import { permissions } from '@/lib/orgs/access/permissions';
import { book, uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { beginner } from './support/empty-organization';
import { visit } from './support/visit';

test.describe('as the owner of the demo', () => {
  test.use({ email: 'owner@demo.test' });

  test('an invited person joins with the role given, and the link works once', async ({ page, browser }) => {
    const name = uniqueName('Nina Newcomer');
    const address = `${name.toLowerCase().replaceAll(' ', '.')}@demo.test`;
    await visit(page, '/settings/members');
    await page.getByRole('button', { name: 'Invite member' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Email').fill(address);
    await dialog
      .locator('label')
      .filter({ hasText: /^Analyst/ })
      .click();
    await dialog.getByRole('button', { name: 'Create link' }).click();
    await expect(dialog).toContainText('It works once and expires in 7 days');
    const link = await dialog.locator('[data-secret]').innerText();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('list', { name: 'Invites' })).toContainText(address);

    const stranger = await browser.newContext({ baseURL: process.env.SLOTLINE_E2E_URL, storageState: undefined });
    const theirs = await stranger.newPage();
    await visit(theirs, link);
    await expect(theirs.getByRole('heading', { name: 'Join Harborline Advisory' })).toBeVisible();
    await expect(theirs.getByLabel('Email')).toHaveValue(address);
    await theirs.getByLabel('Your name').fill(name);
    await theirs.getByLabel('Password').fill('four words for nina');
    await theirs.getByRole('button', { name: 'Join Harborline Advisory' }).click();
    await expect(theirs.getByRole('button', { name: `${name} analyst` })).toBeVisible();
    await visit(theirs, '/bookings/new');
    await expect(theirs.getByText('Your role (analyst) lets you view bookings')).toBeVisible();
    await visit(theirs, link);
    await expect(theirs.getByText('This invite is no longer valid')).toBeVisible();
    await stranger.close();

    await page.reload();
    await expect(page.getByRole('list', { name: 'Members' })).toContainText(address);
    await expect(page.getByRole('list', { name: 'Invites' }).getByText(address)).toHaveCount(0);
  });

  test('an API key is shown once, lists its permissions in words, and is limited to those chosen', async ({
    page,
    playwright,
  }) => {
    const name = uniqueName('Night export');
    await visit(page, '/settings/api-keys');
    await page.getByRole('button', { name: 'New API key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    const scopes = await dialog.getByRole('group').locator('label').allInnerTexts();
    expect(scopes).toHaveLength(permissions.length);
    expect(scopes.filter((scope) => /^[\w-]+:[\w-]+$/.test(scope))).toEqual([]);
    await dialog.getByText('Create, edit and cancel bookings').click();
    await expect(dialog.getByRole('checkbox', { checked: true })).toHaveAccessibleName('View bookings');
    await dialog.getByRole('button', { name: 'Create key' }).click();
    const key = await dialog.locator('[data-secret]').innerText();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('list', { name: 'API keys' })).toContainText(`sl_…${key.slice(-4)}`);
    expect(await page.content()).not.toContain(key);
    await page.reload();
    await expect(page.getByRole('list', { name: 'API keys' })).toContainText(name);
    expect(await page.content()).not.toContain(key);

    const script = await playwright.request.newContext({
      baseURL: process.env.SLOTLINE_E2E_URL,
      storageState: undefined,
      extraHTTPHeaders: { authorization: `Bearer ${key}` },
    });
    expect((await script.get('/api/bookings')).status()).toBe(200);
    expect((await script.post('/api/bookings', { data: {} })).status()).toBe(403);
    expect((await script.get('/api/members')).status()).toBe(403);
    await script.dispose();
  });
});

test.describe('in a new organization', () => {
  test.use({ email: beginner });

  test('call settings are saved, and an invalid value is explained at its field', async ({ page }) => {
    await visit(page, '/settings/calls');
    const form = page.getByRole('form', { name: 'Call settings' });
    await form
      .locator('label')
      .filter({ hasText: /^Attendee first/ })
      .click();
    await form.getByRole('textbox', { name: 'Retries', exact: true }).fill('2');
    await form.getByLabel(/^Fallback line/).fill('12');
    await form.getByRole('button', { name: 'Save call settings' }).click();
    await expect(form.getByLabel(/^Fallback line/)).toBeFocused();
    await expect(form.getByLabel(/^Fallback line/)).toHaveAccessibleDescription(/number/i);
    await expect(form.getByRole('textbox', { name: 'Retries', exact: true })).toHaveValue('2');

    await form.getByLabel(/^Fallback line/).fill('+1 202 555 0161');
    await form.getByRole('button', { name: 'Save call settings' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(form.getByRole('radio', { name: /^Attendee first/ })).toBeChecked();
    await expect(form.getByRole('textbox', { name: 'Retries', exact: true })).toHaveValue('2');
    await expect(form.getByLabel(/^Fallback line/)).toHaveValue('+12025550161');
  });

  test('a number that opted out cannot be booked, and the form says why', async ({ page }) => {
    await visit(page, '/settings/opt-outs');
    await page.getByLabel('Phone number').fill('+1 (212) 555-0124');
    await page.getByLabel('Reason (optional)').fill('Asked on the phone');
    await page.getByRole('button', { name: 'Add to list' }).click();
    const list = page.getByRole('list', { name: 'Do-not-call list' });
    await expect(list).toContainText('+12125550124');
    await expect(list).toContainText('Asked on the phone');

    await visit(page, '/bookings/new');
    const form = page.getByRole('form', { name: 'New booking' });
    await form.getByLabel('Who are you calling?').fill('Norbert Never');
    await form.getByLabel('Phone number').fill('+1 212 555 0124');
    await expect(form.getByRole('region', { name: 'Summary' })).toContainText(
      'This number is on your do-not-call list, so you can’t book it.',
    );
    await form.getByRole('button', { name: /^Book call for/ }).click();
    await expect(form.getByLabel('Phone number')).toBeFocused();
    await expect(form.getByLabel('Phone number')).toHaveAccessibleDescription(/(opt-out|do-not-call) list/i);
    await expect(page).toHaveURL(/\/bookings\/new$/);

    await visit(page, '/settings/opt-outs');
    await page.getByRole('button', { name: 'Remove +12125550124' }).click();
    // The row goes at once; the undo appears when the server has removed the number.
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expect(page.getByText('No numbers on the list yet.')).toBeVisible();
    await book(page, { attendee_name: 'Norbert Never', attendee_phone: '+12125550124' }).then(({ status }) =>
      expect(status).toBe('pending'),
    );
  });
});
