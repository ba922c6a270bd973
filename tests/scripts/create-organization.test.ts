import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callSettings } from '@/lib/db/schema/calls';
import { memberships, organizations, users } from '@/lib/db/schema/orgs';
import { verifyPassword } from '@/lib/security/password';
import { type TestDatabase, testDatabase } from '@/tests/support/database';
import { runCommand } from './run-command';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const open = (...args: string[]) => runCommand('scripts/create-organization.ts', { DATABASE_URL: database.url }, args);
const acme = ['--name', 'Acme Ltd', '--slug', 'acme', '--owner', 'Ada Byron', '--email', 'Ada@Acme.example'];

it('opens an organization whose owner can sign in, once', { timeout: 60_000 }, async () => {
  const { code, stdout } = await open(...acme, '--time-zone', 'Europe/London');
  expect(code).toBe(0);
  const [, password = ''] = /can sign in with the password (\S+)/.exec(stdout) ?? [];
  const [row] = await database.db
    .select({
      hash: users.passwordHash,
      role: memberships.role,
      plan: organizations.plan,
      zone: organizations.timeZone,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(users.email, 'ada@acme.example'));
  expect(row).toMatchObject({ role: 'owner', plan: 'business', zone: 'Europe/London' });
  expect(await verifyPassword(row?.hash ?? null, password)).toBe(true);
  const [settings] = await database.db.select().from(callSettings);
  expect(settings?.callingHours.enabled).toBe(true);

  const again = await open(...acme);
  expect(again).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The slug acme is taken. Choose another --slug.'),
  });
  const second = await open(...acme.with(3, 'acme-two'));
  expect(second.stdout).toContain('with their existing password');
});

it('says what is missing or wrong, and how it is used', { timeout: 60_000 }, async () => {
  const { code, stderr } = await open('--name', 'Acme Ltd', '--slug', 'ACME!', '--time-zone', 'Mars/Olympus');
  expect(code).toBe(1);
  for (const option of ['--slug: use', '--owner: ', '--email: ', '--time-zone: is not', 'npm run org:create'])
    expect(stderr).toContain(option);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect((await open('--nonsense')).stderr).toContain('npm run org:create');
});
