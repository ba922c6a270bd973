import { uniqueName } from './support/api';
import { expect, test } from './support/as-role';
import { visit } from './support/visit';

test.use({ email: 'owner@demo.test' });

test('a leads file is mapped, previewed and imported by keyboard; a skipped row is listed', async ({ page }) => {
  const campaign = uniqueName('Autumn mailing');
  const address = (name: string) => `${name}.${campaign.toLowerCase().replaceAll(' ', '')}@lead.example`;
  const file = {
    name: 'leads.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'Email;First name;Last name;Company name;Replied at',
        `${address('ada')};Ada;Quill;Ironbridge Ltd;2026-03-02`,
        `${address('zoe')};Zoë;Østergård;Palisade;`,
        'nobody;No;Address;Palisade;',
      ].join('\n'),
    ),
  };

  async function importFile() {
    await visit(page, '/campaigns/imports');
    await page.getByLabel('Leads file').setInputFiles(file);
    await expect(page).toHaveURL(/\/campaigns\/imports\/imp_/);
    await page.getByLabel('New campaign name').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(campaign);
    await page.keyboard.press('Tab');
    const preview = page.getByRole('list', { name: 'Preview' });
    await expect(preview.getByRole('listitem').first()).toContainText('replied 2026-03-02');
    await page.getByRole('button', { name: 'Import 3 rows' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Result', { exact: true })).toBeVisible();
  }
  const figure = (label: string) =>
    page
      .locator('div')
      .filter({ has: page.getByText(label, { exact: true }) })
      .last()
      .getByRole('definition');

  await importFile();
  await expect(figure('New leads')).toHaveText('2');
  await expect(figure('Skipped rows')).toHaveText('1');
  await expect(page.getByRole('list', { name: 'Rows with problems' })).toContainText('Row 4');

  await page.getByRole('link', { name: 'View leads' }).click();
  await expect(page.getByRole('cell', { name: address('ada') })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Zoë Østergård' })).toBeVisible();
});
