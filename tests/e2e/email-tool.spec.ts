import type { Page } from '@playwright/test';
import { campaignsResponse } from '@/lib/contracts/campaigns';
import { emailToolsResponse } from '@/lib/contracts/email-tools';
import { sampleAccount } from '@/sandbox/emailbison/account';
import { expect, test } from './support/as-role';
import { beginner } from './support/empty-organization';
import { visit } from './support/visit';

const SETTINGS = '/settings/integrations';

const cardOf = (page: Page) =>
  page.locator('section', { has: page.getByRole('heading', { name: 'EmailBison', exact: true }) });

test.describe('in an organization without an email tool', () => {
  test.use({ email: beginner });

  test('EmailBison connects by a token, syncs, syncs again on demand and disconnects; its leads stay', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { token, workspace } = sampleAccount();
    await visit(page, SETTINGS);
    const card = cardOf(page);
    await card.getByRole('button', { name: 'Connect: EmailBison' }).click();
    const dialog = page.getByRole('dialog');
    const field = dialog.getByLabel('API token');
    // The server's own instance is proposed.
    await expect(dialog.getByLabel('Instance URL')).toHaveValue(/^http/);
    await field.fill('1|of-nobody');
    await field.press('Enter');
    await expect(dialog).toContainText('EmailBison rejected this token.');
    await field.fill(token);
    await dialog.getByLabel('Phone variable').fill('phone number');
    await field.press('Enter');

    const row = card.getByRole('listitem');
    await expect(row).toContainText(workspace.name);
    await expect(row).toContainText('phone from “phone number”');
    await expect(row).toContainText('Last synced', { timeout: 45_000 });
    const first = emailToolsResponse.parse(await (await page.request.get('/api/email-tools')).json()).email_tools[0];
    expect(JSON.stringify(first)).not.toContain(token);

    await row.getByRole('button', { name: /^Copy webhook URL/ }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first?.webhook_url);

    await row.getByRole('button', { name: `Sync now: ${workspace.name}` }).click();
    await expect
      .poll(async () => {
        const answer = await page.request.get('/api/email-tools');
        return emailToolsResponse.parse(await answer.json()).email_tools[0]?.imported_at;
      })
      .not.toBe(first?.imported_at);
    await expect(row).toContainText('Last synced');

    await row.getByRole('button', { name: `Disconnect ${workspace.name}` }).click();
    const question = page.getByRole('alertdialog', { name: /^Disconnect/ });
    await expect(question).toContainText('Synced campaigns and leads stay');
    await question.getByRole('button', { name: 'Disconnect' }).click();
    await expect(row).toHaveCount(0);
    await expect(card.getByRole('button', { name: 'Connect: EmailBison' })).toBeVisible();
    const { campaigns } = campaignsResponse.parse(await (await page.request.get('/api/campaigns')).json());
    expect(campaigns.map(({ name }) => name)).toEqual(expect.arrayContaining(['Founders', 'Operations']));
  });
});

test.describe('with read-only access', () => {
  test.use({ email: 'viewer@demo.test' });

  test('EmailBison is shown without controls', async ({ page }) => {
    await visit(page, SETTINGS);
    await expect(cardOf(page)).toBeVisible();
    await expect(cardOf(page).getByRole('button')).toHaveCount(0);
  });
});
