import { and, eq } from 'drizzle-orm';
import type { Role } from '@/lib/core/context';
import { systemIds } from '@/lib/core/ids';
import { apiKeys, organizations, sessions, staff, users } from '@/lib/db/schema/orgs';
import { sessionCookieName } from '@/lib/http/session/session-cookie';
import type { Permission } from '@/lib/orgs/access/permissions';
import { addMember } from '@/lib/orgs/members/add-member';
import { createOrganization, type NewOrganization } from '@/lib/orgs/settings/create-organization';
import { sha256 } from '@/lib/security/digest';
import { hashPassword } from '@/lib/security/password';
import { signSessionToken } from '@/lib/security/session-token';
import type { World } from './world';

type AnyWorld = Pick<World, 'deps' | 'db'>;

export interface TestOrganization {
  id: string;
  slug: string;
  name: string;
}

export interface TestMember {
  /** The user's id. */
  id: string;
  email: string;
  name: string;
  role: Role;
  organizationId: string;
  staffId: string;
}

/** Headers that a request of this caller carries. */
export type Caller = Record<string, string>;

/** Password of every user that the factories make. */
export const testPassword = 'a password for tests';

let serial = 0;
let passwordHash: Promise<string> | undefined;

function nextName(kind: string): string {
  serial += 1;
  return `${kind}-${serial}`;
}

/** An organization on the business plan (unless told) and its owner. */
export async function makeOrganization(
  { deps, db }: AnyWorld,
  partial: Partial<Omit<NewOrganization, 'owner'>> = {},
): Promise<{ organization: TestOrganization; owner: TestMember }> {
  const slug = partial.slug ?? nextName('org');
  const name = partial.name ?? `Organization ${slug}`;
  const email = `owner@${slug}.test`;
  const owner = { email, name: `Owner of ${slug}`, passwordHash: await testPasswordHash() };
  const made = await createOrganization(
    { db, ids: deps.ids, now: deps.clock.now() },
    { plan: 'business', ...partial, slug, name, owner },
  );
  const organization = { id: made.organizationId, slug, name };
  return { organization, owner: await memberOf(db, made.ownerId, organization.id, 'owner', owner) };
}

/** A new user, member of the organization in this role, bookable as staff. */
export async function makeMember(
  { deps, db }: AnyWorld,
  organization: { id: string },
  role: Role = 'operator',
  partial: { email?: string; name?: string; phone?: string; timeZone?: string } = {},
): Promise<TestMember> {
  const label = nextName(role);
  const email = partial.email ?? `${label}@members.test`;
  const name = partial.name ?? `Member ${label}`;
  const user = { id: deps.ids.make('user'), email, name };
  const now = deps.clock.now();
  await db.insert(users).values({ ...user, passwordHash: await testPasswordHash(), createdAt: now });
  await addMember(
    { db, ids: deps.ids, now },
    { organizationId: organization.id, user, role, timeZone: partial.timeZone ?? 'UTC' },
  );
  const member = await memberOf(db, user.id, organization.id, role, user);
  if (partial.phone) await db.update(staff).set({ phone: partial.phone }).where(eq(staff.id, member.staffId));
  return member;
}

/** A live session of the member, as the headers that a browser on our own page would send. */
export async function signIn({ deps, db }: AnyWorld, member: TestMember): Promise<Caller> {
  const now = deps.clock.now();
  const id = deps.ids.make('session');
  const expiresAt = new Date(now.getTime() + 14 * 86_400_000);
  await db
    .insert(sessions)
    .values({ id, userId: member.id, organizationId: member.organizationId, createdAt: now, expiresAt });
  const { appUrl, authSecret } = deps.config;
  const token = await signSessionToken(id, expiresAt, now, authSecret);
  return { cookie: `${sessionCookieName(appUrl)}=${token}`, origin: appUrl };
}

/** An API key of the member with these scopes, as the header that a script would send. */
export async function makeApiKey(
  { deps, db }: AnyWorld,
  member: TestMember,
  scopes: readonly Permission[],
): Promise<Caller> {
  const key = `sl_${systemIds.secret(32)}`;
  await db.insert(apiKeys).values({
    id: deps.ids.make('apiKey'),
    organizationId: member.organizationId,
    name: nextName('key'),
    keyHash: sha256(key),
    last4: key.slice(-4),
    scopes: [...scopes],
    createdBy: member.id,
    createdAt: deps.clock.now(),
  });
  return { authorization: `Bearer ${key}` };
}

/** Changes what an organization has bought or set. */
export async function updateOrganization(
  { db }: AnyWorld,
  organization: { id: string },
  changes: Partial<typeof organizations.$inferInsert>,
): Promise<void> {
  await db.update(organizations).set(changes).where(eq(organizations.id, organization.id));
}

async function memberOf(
  db: World['db'],
  userId: string,
  organizationId: string,
  role: Role,
  { email, name }: { email: string; name: string },
): Promise<TestMember> {
  const [row] = await db
    .select({ staffId: staff.id })
    .from(staff)
    .where(and(eq(staff.organizationId, organizationId), eq(staff.userId, userId)));
  if (!row) throw new Error('The member has no staff row.');
  return { id: userId, email, name, role, organizationId, staffId: row.staffId };
}

function testPasswordHash(): Promise<string> {
  passwordHash ??= hashPassword(testPassword);
  return passwordHash;
}
